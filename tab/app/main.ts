import { createApiClient } from '../lib/api-client.ts';
import { createConnection } from '../lib/connection.ts';
import { fetchHome } from '../lib/fetch-home.ts';
import { pathOfSubPage } from '../lib/paths.ts';
import { readAppFacts } from './app-facts.ts';
import { chooseLanguage, fetchTextsAhead } from './languages.ts';
import { meetTeams, type TeamsHost } from './teams.ts';

// What runs first is small: it meets Teams and asks for what the person came for, while what draws it is still on its way.

const BASE = '/tab';

void open(document.getElementById('root') as HTMLElement);

async function open(place: HTMLElement): Promise<void> {
  const { appId, hostOrigins = [], pseudoLanguages = false } = readAppFacts() ?? {};
  // Nearly always Teams speaks the language of the browser around it: its texts come while Teams is met.
  fetchTextsAhead(chooseLanguage(navigator.language, { pseudoLanguages }));
  const host = await meetTeams(hostOrigins);
  const language = chooseLanguage(host?.locale ?? navigator.language, { pseudoLanguages });
  document.documentElement.lang = language.texts;
  document.documentElement.dir = language.direction;
  if (host === undefined) {
    const { drawOutside } = await import('./draw.tsx');
    const page = window.location.pathname.slice(BASE.length).replace(/^\/+|\/+$/g, '');
    await drawOutside(place, { language, page, ...(appId === undefined ? {} : { appId }) });
    return;
  }
  fetchTextsAhead(language);
  goWhereTheLinkPoints(host);
  const connection = createConnection();
  const api = createApiClient({
    fetch: window.fetch.bind(window),
    getToken: () => host.getToken(),
    language: () => language.formats,
    onReach: (reached) => connection.report(reached),
  });
  const home = fetchHome(api);
  // Whoever draws it hears of it.
  home.catch(() => undefined);
  try {
    const { drawInside } = await import('./draw.tsx');
    await drawInside(place, { api, home, connection, language, host, base: BASE });
  } catch (error) {
    // Some of the code or the texts cannot be fetched: Teams says so, and offers to try again.
    host.notifyFailed();
    throw error;
  }
  host.notifyLoaded();
  host.onBack(() => {
    if (window.location.pathname.replace(/\/$/, '') === BASE) return false;
    window.history.back();
    return true;
  });
}

/** A link from Teams names a page; without one, a reload stays where it was. */
function goWhereTheLinkPoints(host: TeamsHost): void {
  if (host.subPageId === undefined || host.subPageId === '') return;
  window.history.replaceState(null, '', BASE + pathOfSubPage(host.subPageId));
}
