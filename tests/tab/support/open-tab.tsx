import { createRoot } from 'react-dom/client';
import { onTestFinished } from 'vitest';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { App } from '../../../tab/app/app.tsx';
import { chooseLanguage } from '../../../tab/app/languages.ts';
import { preloadPage } from '../../../tab/app/pages.tsx';
import type { TeamsHost } from '../../../tab/app/teams.ts';
import { loadTexts } from '../../../tab/app/texts.ts';
import { loadLook } from '../../../tab/app/theme.ts';
import '../../../tab/app/ground.css';
import { createApiClient } from '../../../tab/lib/api-client.ts';
import { createConnection } from '../../../tab/lib/connection.ts';
import { createQueryClient } from '../../../tab/lib/query-client.ts';
import type { TeamsTheme } from '../../../tab/lib/teams-context.ts';
import type { FakeApi } from './fake-api.ts';

/** The tab, opened in a Teams that is not there. */
export interface OpenTab {
  /** The path of the page that is open. */
  path(): string;
  /** What Teams was told: `loaded`, `ready`. */
  readonly told: readonly string[];
  /** Teams changes its theme. */
  changeTheme(theme: TeamsTheme): void;
}

/** Every file of texts that the pages have. */
const NAMESPACES = [
  ...new Set(
    Object.keys(import.meta.glob('../../../shared/i18n/en/*.json')).map((path) =>
      path.slice(path.lastIndexOf('/') + 1, -'.json'.length),
    ),
  ),
];

interface OpenTabOptions {
  readonly at?: string;
  readonly theme?: TeamsTheme;
  /** What Teams says its language is; British English unless given. */
  readonly locale?: string;
  /** What was typed before a reload and is not saved, by the keys of `tab/lib/drafts.ts`. */
  readonly drafts?: Readonly<Record<string, unknown>>;
}

/**
 * Opens the whole tab at a path over this API, as a person has it before them, and closes it when the test
 * ends. Retries come at once.
 */
export async function openTab(
  api: FakeApi,
  { at = '/', theme = 'default', locale = 'en-gb', drafts = {} }: OpenTabOptions = {},
): Promise<OpenTab> {
  window.sessionStorage.clear();
  for (const [key, typed] of Object.entries(drafts)) {
    window.sessionStorage.setItem(`alongside.draft.${key}`, JSON.stringify(typed));
  }
  const told: string[] = [];
  let changeTheme: (theme: TeamsTheme) => void = () => {};
  const host: TeamsHost = {
    theme,
    locale,
    subPageId: undefined,
    getToken: () => Promise.resolve('token'),
    onThemeChange(listener) {
      changeTheme = listener;
    },
    onBack() {},
    openLink: () => Promise.resolve(),
    notifyLoaded: () => told.push('loaded'),
    notifyReady: () => told.push('ready'),
    notifyFailed: () => told.push('failed'),
  };
  const language = chooseLanguage(host.locale, { pseudoLanguages: true });
  document.documentElement.lang = language.texts;
  document.documentElement.dir = language.direction;
  const texts = await loadTexts(language);
  // As for somebody who was here before: what was fetched once is at hand.
  await Promise.all([
    preloadPage(at),
    texts.loadNamespaces(NAMESPACES),
    import('../../../tab/components/toaster.tsx'),
  ]);
  const look = await loadLook(theme);
  let isClosed = false;
  // A page that is closed hears no answer any more, and so writes nothing into what the next test finds.
  const answers: typeof fetch = async (input, init) => {
    const answer = await api.fetch(input, init);
    if (isClosed) await new Promise<never>(() => {});
    return answer;
  };
  const connection = createConnection();
  const location = memoryLocation({ path: at, record: true });
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  root.render(
    <Router hook={location.hook} searchHook={location.searchHook}>
      <App
        api={createApiClient({
          fetch: answers,
          getToken: () => host.getToken(),
          language: () => language.formats,
          onReach: (reached) => connection.report(reached),
        })}
        queries={createQueryClient(() => 1)}
        connection={connection}
        texts={texts}
        look={look}
        language={language}
        host={host}
        base=""
      />
    </Router>,
  );
  onTestFinished(async () => {
    isClosed = true;
    root.unmount();
    place.remove();
    // What was answered just before comes to its end.
    await new Promise((resolve) => setTimeout(resolve));
  });
  return {
    path: () => location.history.at(-1) ?? '',
    told,
    changeTheme: (next) => changeTheme(next),
  };
}
