import { createChatPane } from './chat-pane.ts';
import { tabPageOfDeepLink } from './deep-link.ts';
import { createFrameBar } from './frame-bar.ts';
import { timeInWords } from './time-in-words.ts';
import { localApi, LocalRefusal } from './local-api.ts';
import { queryFromState, stateFromQuery, type PageState } from './page-state.ts';
import { strings } from './strings.ts';
import { createTabStage } from './tab-stage.ts';
import { applyTheme } from './theme.ts';

const [setup, people, clock] = await Promise.all([
  localApi.setup(),
  localApi.people(),
  localApi.clock(),
]);
const choices = {
  people: people.map(({ id }) => id),
  languages: setup.languages.map(({ tag }) => tag),
};
let state = stateFromQuery(location.search, choices);

const personOf = ({ person }: PageState) => {
  const found = people.find(({ id }) => id === person);
  if (found === undefined) throw new Error(`No demo person ${person}`);
  return found;
};

const stage = createTabStage(setup, {
  personOf,
  onNavigate: (page) => change({ page }, { reload: true }),
  onLink: openLink,
  onFailure: (reason) => chat.note(strings.tabFailed(reason)),
});
const chat = createChatPane(setup, {
  onLink: openLink,
  onClock: (reading) => bar.showClock(reading),
});
const bar = createFrameBar(setup, people, {
  onChoose: (wanted) => change(wanted),
  async onMoveClock(step) {
    chat.note(strings.moving);
    try {
      const reading =
        step === 'next-check-in'
          ? await localApi.nextCheckIn(state.person)
          : await localApi.advance(step);
      bar.showClock(reading);
      chat.note(strings.movedTo(timeInWords(reading.now)));
    } catch (error) {
      if (error instanceof LocalRefusal) chat.note(error.message);
      else if (error instanceof TypeError) chat.note(strings.notReached);
      else throw error;
    }
  },
});

/** Changes what the page shows. The tab is loaded anew where Teams would do so; a theme reaches it running. */
function change(wanted: Partial<PageState>, { reload = false } = {}): void {
  const before = state;
  state = { ...state, ...wanted };
  // Another person begins on the first page: a deep link was for the one who opened it.
  if (state.person !== before.person && wanted.page === undefined) state = { ...state, page: '' };
  history.replaceState(null, '', queryFromState(state));
  applyTheme(state.theme);
  bar.show(state);
  const isOther = state.person !== before.person || state.lang !== before.lang;
  if (isOther || reload) stage.load(state);
  else stage.restyle(state);
  if (isOther) void followAgain();
}

/** The chat of whoever is chosen now; whether they have the app may have changed since the page was loaded. */
async function followAgain(): Promise<void> {
  const wanted = state;
  const fresh = (await localApi.people()).find(({ id }) => id === wanted.person);
  if (fresh !== undefined && wanted === state) chat.follow(state, fresh);
}

/** A deep link to this app opens in the tab; another page of the web in a window of its own. */
function openLink(url: string): void {
  const page = tabPageOfDeepLink(url, setup.appId);
  if (page !== undefined) {
    change({ page: page.subPageId }, { reload: true });
    return;
  }
  const { protocol, hostname } = new URL(url, location.href);
  const isTeams = hostname === 'teams.microsoft.com' || hostname === 'teams.cloud.microsoft';
  if (isTeams || !['http:', 'https:', 'mailto:'].includes(protocol)) {
    chat.note(strings.elsewhere(url));
    return;
  }
  window.open(url, '_blank', 'noopener');
}

applyTheme(state.theme);
bar.show(state);
bar.showClock(clock);
document
  .querySelector('#page')
  ?.replaceChildren(
    bar.element,
    Object.assign(document.createElement('div'), { className: 'panes' }),
  );
document.querySelector('.panes')?.append(stage.element, chat.element);
chat.follow(state, personOf(state));
stage.load(state);
