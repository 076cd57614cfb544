import type { ReactNode } from 'react';
import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';
import type { HomeReply } from '../../shared/contract/home.ts';
import type { ApiClient } from '../lib/api-client.ts';
import type { Connection } from '../lib/connection.ts';
import { HOME_KEY } from '../lib/home-query.ts';
import { createQueryClient } from '../lib/query-client.ts';
import { wait } from '../lib/wait.ts';
import { App } from './app.tsx';
import ground from './ground.css?inline';
import type { ChosenLanguage } from './languages.ts';
import { OutsideTeams, systemTheme } from './outside-teams.tsx';
import { preloadPage } from './pages.tsx';
import type { TeamsHost } from './teams.ts';
import { loadTexts } from './texts.ts';
import { loadLook } from './theme.ts';

/** So long home is waited for before a place is held for it: a place that is filled at once only flickers. */
const WORTH_WAITING_MS = 100;

interface Inside {
  readonly api: ApiClient;
  /** The person's home, which is on its way. */
  readonly home: Promise<HomeReply>;
  readonly connection: Connection;
  readonly language: ChosenLanguage;
  readonly host: TeamsHost;
  /** The path under which the tab is served, without a slash at its end. */
  readonly base: string;
}

/** Draws the tab inside Teams; done when its first picture is there. Rejects where its texts or tokens cannot be fetched. */
export async function drawInside(
  place: HTMLElement,
  { home, language, base, ...rest }: Inside,
): Promise<void> {
  const queries = createQueryClient();
  // Where home did not come, the page that shows it asks again and says so.
  const prefetched = queries.prefetchQuery({ queryKey: HOME_KEY, queryFn: () => home });
  // Opening it tries again, and says where it cannot be fetched.
  void preloadPage(window.location.pathname.slice(base.length)).catch(() => undefined);
  const [texts, look] = await Promise.all([
    loadTexts(language),
    loadLook(rest.host.theme),
    Promise.race([prefetched, wait(WORTH_WAITING_MS)]),
  ]);
  draw(place, <App {...rest} {...{ queries, texts, language, look, base }} />);
}

interface Outside {
  readonly language: ChosenLanguage;
  readonly appId?: string;
  /** The page that was asked for, inside the tab; empty for home. */
  readonly page: string;
}

/** Draws what somebody sees who opened the tab without Teams. */
export async function drawOutside(
  place: HTMLElement,
  { language, ...rest }: Outside,
): Promise<void> {
  const [texts, look] = await Promise.all([loadTexts(language), loadLook(systemTheme())]);
  draw(place, <OutsideTeams {...rest} texts={texts} look={look} />);
}

function draw(place: HTMLElement, page: ReactNode): void {
  const attributes = styleAttributes();
  layGround(attributes);
  const styles = createDOMRenderer(document, { styleElementAttributes: attributes });
  createRoot(place).render(<RendererProvider renderer={styles}>{page}</RendererProvider>);
}

/** Writes the rules of the whole page. They come with what draws it: the browser would wait for a file of their own. */
function layGround(attributes: Readonly<Record<string, string>>): void {
  const rules = Object.assign(document.createElement('style'), attributes);
  rules.textContent = ground;
  document.head.append(rules);
}

/** What the style elements that Fluent writes carry: the nonce of this page, without which a browser leaves them out. */
function styleAttributes(): Record<string, string> {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  return nonce === undefined ? {} : { nonce };
}
