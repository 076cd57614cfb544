import type { PageSetup } from '../page-setup.ts';
import { element } from './element.ts';
import type { ListedPerson } from './local-api.ts';
import { localApi } from './local-api.ts';
import type { PageState, Theme } from './page-state.ts';
import { strings } from './strings.ts';
import { createTeamsHost, type HostCall } from './teams-host.ts';

/** Where the tab is drawn. */
export interface TabStage {
  readonly element: HTMLElement;
  /** Loads the tab afresh, as Teams does for another person, language or deep link. */
  load(state: PageState): void;
  /** Changes the width, and tells the running tab about a new theme. */
  restyle(state: PageState): void;
}

/** What the tab asked of its host on this page, for tests and the curious: `window.localTeams.calls`. */
declare global {
  interface Window {
    localTeams?: { readonly calls: readonly HostCall[] };
  }
}

const MOST_CALLS = 1_000;

/** The tab in its frame, with the local Teams as its host. */
export function createTabStage(
  setup: PageSetup,
  deeds: {
    readonly personOf: (state: PageState) => ListedPerson;
    readonly onNavigate: (subPageId: string) => void;
    readonly onLink: (url: string) => void;
    readonly onFailure: (reason: string) => void;
  },
): TabStage {
  const calls: HostCall[] = [];
  window.localTeams = { calls };
  const frame = element('iframe', {
    title: strings.tabOf(setup.appName),
    name: 'tab',
    allow: 'clipboard-read; clipboard-write',
  });
  const stage = element('main', { class: 'stage' }, frame);
  let shown: PageState | undefined;
  let toldTheme: Theme | undefined;

  const host = createTeamsHost(frame, {
    context() {
      if (shown === undefined) throw new Error('The tab is not loaded.');
      const person = deeds.personOf(shown);
      return {
        tenantId: setup.tenantId,
        personId: person.id,
        personName: person.name,
        personMail: person.mail,
        theme: shown.theme,
        locale: shown.lang,
        entityId: setup.tab.entityId,
        subPageId: shown.page,
      };
    },
    async token() {
      if (shown === undefined) throw new Error('The tab is not loaded.');
      return (await localApi.token(shown.person)).token;
    },
    onNavigate: deeds.onNavigate,
    onLink: deeds.onLink,
    onStart({ ok, reason }) {
      stage.dataset['tab'] = ok ? 'started' : 'failed';
      if (!ok) deeds.onFailure(reason);
    },
    onCall(call) {
      calls.push(call);
      if (calls.length > MOST_CALLS) calls.shift();
    },
  });

  const restyle = (state: PageState): void => {
    shown = state;
    stage.dataset['width'] = state.width;
    if (toldTheme !== state.theme) host.changeTheme(state.theme);
    toldTheme = state.theme;
  };

  return {
    element: stage,
    restyle,
    load(state) {
      host.forget();
      restyle(state);
      stage.dataset['tab'] = 'starting';
      const replaced: Readonly<Record<string, string>> = {
        locale: state.lang,
        theme: state.theme,
        subPageId: state.page,
      };
      const url = setup.tab.contentUrl.replace(
        /\{(locale|theme|subPageId)\}/g,
        (_all, name: string) => encodeURIComponent(replaced[name] ?? ''),
      );
      // Setting the same `src` again does load it again; replacing keeps Back for the page around it.
      if (frame.contentWindow !== null && frame.isConnected) {
        frame.contentWindow.location.replace(new URL(url, location.href));
      } else {
        frame.src = url;
      }
    },
  };
}
