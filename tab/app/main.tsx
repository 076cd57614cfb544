import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';
import { createApiClient } from '../lib/api-client.ts';
import { createConnection } from '../lib/connection.ts';
import { fetchHomeAhead } from '../lib/home-query.ts';
import { pathOfSubPage } from '../lib/paths.ts';
import { createQueryClient } from '../lib/query-client.ts';
import { readAppFacts } from './app-facts.ts';
import { App } from './app.tsx';
import { OutsideTeams } from './outside-teams.tsx';
import { preloadPage } from './pages.tsx';
import { meetTeams, type TeamsHost } from './teams.ts';
import { chooseLanguage, fetchTextsAhead, loadTexts } from './texts.ts';

const BASE = '/tab';

await open(document.getElementById('root') as HTMLElement);

async function open(place: HTMLElement): Promise<void> {
  const { appId, hostOrigins = [], pseudoLanguages = false } = readAppFacts() ?? {};
  // Nearly always Teams speaks the language of the browser around it: its texts come while Teams is met.
  fetchTextsAhead(chooseLanguage(navigator.language, { pseudoLanguages }));
  const host = await meetTeams(hostOrigins);
  const language = chooseLanguage(host?.locale ?? navigator.language, { pseudoLanguages });
  document.documentElement.lang = language.texts;
  document.documentElement.dir = language.direction;
  const root = createRoot(place);
  const styles = createDOMRenderer(document, { styleElementAttributes: styleAttributes() });
  if (host === undefined) {
    const texts = await loadTexts(language);
    const page = window.location.pathname.slice(BASE.length).replace(/^\/+|\/+$/g, '');
    root.render(
      <RendererProvider renderer={styles}>
        <OutsideTeams texts={texts} page={page} {...(appId === undefined ? {} : { appId })} />
      </RendererProvider>,
    );
    return;
  }
  goWhereTheLinkPoints(host);
  const connection = createConnection();
  const api = createApiClient({
    fetch: window.fetch.bind(window),
    getToken: () => host.getToken(),
    language: () => language.formats,
    onReach: (reached) => connection.report(reached),
  });
  const queries = createQueryClient();
  // What the person came for is on its way while the texts are.
  fetchHomeAhead(queries, api);
  // Opening it tries again, and says where it cannot be fetched.
  void preloadPage(window.location.pathname.slice(BASE.length)).catch(() => undefined);
  const texts = await loadTexts(language);
  root.render(
    <RendererProvider renderer={styles}>
      <App
        api={api}
        queries={queries}
        connection={connection}
        texts={texts}
        language={language}
        host={host}
        base={BASE}
      />
    </RendererProvider>,
  );
  host.notifyLoaded();
  host.onBack(() => {
    if (window.location.pathname.replace(/\/$/, '') === BASE) return false;
    window.history.back();
    return true;
  });
}

/** What the style elements that Fluent writes carry: the nonce of this page, without which a browser leaves them out. */
function styleAttributes(): Record<string, string> {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  return nonce === undefined ? {} : { nonce };
}

/** A link from Teams names a page; without one, a reload stays where it was. */
function goWhereTheLinkPoints(host: TeamsHost): void {
  if (host.subPageId === undefined || host.subPageId === '') return;
  window.history.replaceState(null, '', BASE + pathOfSubPage(host.subPageId));
}
