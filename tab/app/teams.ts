import { app, authentication, pages } from '@microsoft/teams-js';
import type { TeamsTheme } from '../lib/teams-context.ts';

/** The Teams around the tab, in our words; no type of its SDK leaves this file. */
export interface TeamsHost {
  readonly theme: TeamsTheme;
  /** As Teams writes it: `en-us`. */
  readonly locale: string;
  /** Where a deep link points, inside the tab. */
  readonly subPageId: string | undefined;
  /** A fresh token for the API; rejects where Teams refuses. */
  getToken(): Promise<string>;
  onThemeChange(listener: (theme: TeamsTheme) => void): void;
  /** `goBack` says whether it went back inside the tab; otherwise Teams leaves it. */
  onBack(goBack: () => boolean): void;
  openLink(url: string): Promise<void>;
  /** The first picture is there: Teams takes its loading sign away. */
  notifyLoaded(): void;
  /** The page answers. */
  notifyReady(): void;
  /** The page cannot be drawn: Teams says so in its own words, and offers to open it again. */
  notifyFailed(): void;
}

const INITIALIZE_TIMEOUT_MS = 10_000;

/**
 * Meets the Teams around the tab; `undefined` where there is none (a browser window of its own, a frame of
 * something else). `hostOrigins` are hosts to accept besides Microsoft's: the local one, which has no https.
 */
export async function meetTeams(hostOrigins: readonly string[]): Promise<TeamsHost | undefined> {
  if (!mayHaveHost()) return undefined;
  try {
    await withTimeout(app.initialize([...hostOrigins]));
  } catch {
    // Whatever the SDK's reason, there is nobody here who can sign the person in.
    return undefined;
  }
  // Whatever the page, it is asked with a token: Teams makes it while it says who is looking. Whoever uses it hears of a refusal.
  let ahead: Promise<string> | undefined = authentication.getAuthToken();
  ahead.catch(() => undefined);
  const context = await app.getContext();
  return {
    theme: themeOf(context.app.theme),
    locale: context.app.locale,
    subPageId: context.page.subPageId,
    getToken() {
      const token = ahead ?? authentication.getAuthToken();
      ahead = undefined;
      return token;
    },
    onThemeChange: (listener) =>
      app.registerOnThemeChangeHandler((theme) => listener(themeOf(theme))),
    onBack(goBack) {
      if (pages.backStack.isSupported()) pages.backStack.registerBackButtonHandler(goBack);
    },
    async openLink(url) {
      await app.openLink(url);
    },
    notifyLoaded: () => app.notifyAppLoaded(),
    notifyReady() {
      void app.notifySuccess();
    },
    notifyFailed: () => app.notifyFailure({ reason: app.FailedReason.Other }),
  };
}

/** Teams frames the tab; on a phone it is a window of its own with a native interface instead. */
function mayHaveHost(): boolean {
  return window.parent !== window || window.opener !== null || 'nativeInterface' in window;
}

function themeOf(theme: string): TeamsTheme {
  return theme === 'dark' || theme === 'contrast' ? theme : 'default';
}

async function withTimeout(work: Promise<void>): Promise<void> {
  let timer: number | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = window.setTimeout(
      () => reject(new Error('No answer from a host')),
      INITIALIZE_TIMEOUT_MS,
    );
  });
  try {
    await Promise.race([work, late]);
  } finally {
    window.clearTimeout(timer);
  }
}
