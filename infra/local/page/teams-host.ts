import type { Theme } from './page-state.ts';

/** What the tab is told about where it runs. */
export interface HostContext {
  readonly tenantId: string;
  readonly personId: string;
  readonly personName: string;
  readonly personMail: string;
  readonly theme: Theme;
  /** BCP 47. */
  readonly locale: string;
  readonly entityId: string;
  /** From a deep link; empty for none. */
  readonly subPageId: string;
}

/** What the tab asked of its host. */
export interface HostCall {
  readonly func: string;
  readonly args: readonly unknown[];
  /** Whether this host knows how to do it. */
  readonly known: boolean;
}

/** What the host does for the tab. */
export interface HostDeeds {
  readonly context: () => HostContext;
  readonly token: () => Promise<string>;
  /** The tab asks to be opened on a page of its own; empty for its first. */
  readonly onNavigate: (subPageId: string) => void;
  /** The tab asks for a link to be opened. */
  readonly onLink: (url: string) => void;
  /** The tab has started, or says that it could not. */
  readonly onStart: (outcome: { readonly ok: boolean; readonly reason: string }) => void;
  readonly onCall: (call: HostCall) => void;
}

/** The host, listening. */
export interface TeamsHost {
  /** Tells the tab that the theme has changed. */
  changeTheme(theme: Theme): void;
  /** Forgets what the last document in the frame had registered; call it before the frame is loaded anew. */
  forget(): void;
}

type Message = {
  readonly id: number;
  readonly uuid?: unknown;
  readonly uuidAsString?: string;
  readonly func: string;
  readonly args?: readonly unknown[];
};

// What teams-js may offer to the tab; a capability that is not listed is refused inside the library.
const RUNTIME = {
  apiVersion: 4,
  isLegacyTeams: false,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  supports: { pages: { currentApp: {} } },
};

/** teams-js answers this code as "not supported on platform". Source: its ErrorCode. */
const NOT_SUPPORTED = 100;

/**
 * The host's side of the teams-js protocol for a frame of the same origin. Requests come as messages with
 * `func` and `args`; answers go back with the same id.
 */
export function createTeamsHost(frame: HTMLIFrameElement, deeds: HostDeeds): TeamsHost {
  const registered = new Set<string>();

  const post = (message: unknown): void => {
    frame.contentWindow?.postMessage(message, location.origin);
  };

  const handlers: Readonly<Record<string, (args: readonly unknown[]) => unknown>> = {
    initialize: () => ['content', 'web', JSON.stringify(RUNTIME), '2.0.1'],
    getContext: () => [contextForTab(deeds.context())],
    'authentication.getAuthToken': async () => {
      try {
        return [true, await deeds.token()];
      } catch (error) {
        return [false, error instanceof Error ? error.message : 'InternalError'];
      }
    },
    registerHandler: ([name]) => {
      registered.add(String(name));
    },
    'appInitialization.appLoaded': () => undefined,
    'appInitialization.success': () => deeds.onStart({ ok: true, reason: '' }),
    'appInitialization.failure': ([reason, message]) =>
      deeds.onStart({ ok: false, reason: wordsOf(message) || wordsOf(reason) }),
    'appInitialization.expectedFailure': ([reason, message]) =>
      deeds.onStart({ ok: false, reason: wordsOf(message) || wordsOf(reason) }),
    'pages.navigateToApp': ([wanted]) => {
      deeds.onNavigate(subPageOf(wanted));
      return [true];
    },
    // Error first, unlike the others.
    'pages.currentApp.navigateTo': ([wanted]) => {
      deeds.onNavigate(subPageOf(wanted));
      return [undefined];
    },
    'pages.currentApp.navigateToDefaultPage': () => {
      deeds.onNavigate('');
      return [undefined];
    },
    executeDeepLink: ([url]) => {
      deeds.onLink(String(url));
      return [true];
    },
    shareDeepLink: () => undefined,
    setFrameContext: () => undefined,
    returnFocus: () => [true],
  };

  async function answer(message: Message): Promise<void> {
    const { id, uuid, uuidAsString, func, args = [] } = message;
    const handler = Object.hasOwn(handlers, func) ? handlers[func] : undefined;
    deeds.onCall({ func, args, known: handler !== undefined });
    const answered = handler === undefined ? unsupported(func) : await handler(args);
    if (answered === undefined) return;
    post({ id, uuid, uuidAsString, args: answered });
  }

  addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
    if (isMessage(event.data)) void answer(event.data);
  });

  return {
    changeTheme(theme) {
      if (registered.has('themeChange')) post({ func: 'themeChange', args: [theme] });
    },
    forget: () => registered.clear(),
  };
}

function isMessage(data: unknown): data is Message {
  return (
    typeof data === 'object' &&
    data !== null &&
    'func' in data &&
    typeof data.func === 'string' &&
    'id' in data
  );
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function subPageOf(wanted: unknown): string {
  if (typeof wanted !== 'object' || wanted === null || !('subPageId' in wanted)) return '';
  return typeof wanted.subPageId === 'string' ? wanted.subPageId : '';
}

/** teams-js reads `[false, reason]` for its oldest functions, and an error first for the capabilities. */
function unsupported(func: string): readonly unknown[] {
  const isOld = !func.includes('.') || /^(app|authentication|pages)\.[^.]+$/.test(func);
  const message = `${func} is not supported by the local Teams.`;
  return isOld ? [false, message] : [{ errorCode: NOT_SUPPORTED, message }];
}

// The flat form: teams-js makes the one with parts (app, page, user) out of it.
function contextForTab(context: HostContext): Readonly<Record<string, unknown>> {
  const { tenantId, personId, personName, personMail, theme, locale, entityId } = context;
  return {
    locale,
    theme,
    entityId,
    subEntityId: context.subPageId === '' ? undefined : context.subPageId,
    frameContext: 'content',
    isFullScreen: false,
    userObjectId: personId,
    userPrincipalName: personMail,
    userDisplayName: personName,
    loginHint: personMail,
    tid: tenantId,
    hostName: 'Teams',
    hostClientType: 'web',
    sessionId: 'local',
    appSessionId: 'local',
  };
}
