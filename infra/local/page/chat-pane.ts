import type { ChatEntry } from '../connector/chat-log.ts';
import type { PageSetup } from '../page-setup.ts';
import { drawCard, wordsOfCard } from './card-view.ts';
import { element } from './element.ts';
import { localApi, LocalRefusal, type ClockReading, type ListedPerson } from './local-api.ts';
import { timeInWords } from './time-in-words.ts';
import type { PageState } from './page-state.ts';
import { strings } from './strings.ts';

/** The chat with the bot. */
export interface ChatPane {
  readonly element: HTMLElement;
  /** Shows a person's chat from its beginning and follows it. */
  follow(state: PageState, person: ListedPerson): void;
  /** Says something to everybody who looks or listens, and keeps it until it is dismissed or replaced. */
  note(text: string): void;
}

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

/** The bot's chat of one person at a time, with cards that can be tapped. */
export function createChatPane(
  setup: PageSetup,
  deeds: {
    readonly onLink: (url: string) => void;
    readonly onClock: (reading: ClockReading) => void;
  },
): ChatPane {
  const list = element('ol', {
    class: 'messages',
    role: 'log',
    'aria-label': strings.chatWith(setup.appName),
  });
  const empty = element('p', { class: 'quiet empty' });
  const scroller = element('div', { class: 'scroller', tabindex: '0' }, empty, list);
  const spoken = element('p', { class: 'spoken', role: 'status' });
  const notice = element('p', {});
  const noticeBar = element(
    'div',
    { class: 'notice', hidden: true },
    notice,
    element('button', { type: 'button', onclick: () => note('') }, strings.dismiss),
  );
  const box = element('input', {
    'aria-label': strings.write,
    placeholder: strings.write,
    autocomplete: 'off',
    maxlength: '2000',
    dir: 'auto',
  });
  const send = element('button', { class: 'primary' }, strings.send);
  const form = element('form', { class: 'write', onsubmit: (event) => void say(event) }, box, send);
  const installButton = element('button', { type: 'button', onclick: () => void install() });
  const pane = element(
    'section',
    { class: 'chat', 'aria-label': strings.chatWith(setup.appName) },
    element('header', {}, element('h2', {}, setup.appName), installButton),
    scroller,
    spoken,
    noticeBar,
    form,
  );

  let shown: { readonly state: PageState; readonly person: ListedPerson } | undefined;
  let stream: EventSource | undefined;
  let installed = false;
  let isHistory = true;
  const items = new Map<string, HTMLLIElement>();

  function note(text: string): void {
    notice.textContent = text;
    noticeBar.hidden = text === '';
    spoken.textContent = text;
  }

  /** Asks the server; a refusal becomes a note, and gives undefined. */
  async function ask<Reply>(request: Promise<Reply>): Promise<Reply | undefined> {
    try {
      return await request;
    } catch (error) {
      if (error instanceof LocalRefusal) note(error.message);
      else if (error instanceof TypeError) note(strings.notReached);
      else throw error;
      return undefined;
    }
  }

  async function say(event: Event): Promise<void> {
    event.preventDefault();
    const text = box.value.trim();
    if (shown === undefined || text === '') return;
    box.value = '';
    note('');
    await ask(localApi.say(shown.person.id, text, shown.state.lang));
  }

  async function install(): Promise<void> {
    if (shown === undefined) return;
    installButton.disabled = true;
    await ask(localApi.install(shown.person.id, !installed, shown.state.lang));
    installButton.disabled = false;
  }

  async function tap(activityId: string, verb: string, data: unknown): Promise<void> {
    if (shown === undefined) return;
    note('');
    const action = { verb, data, activityId };
    const reply = await ask(localApi.tap(shown.person.id, action, shown.state.lang));
    if (reply?.answer.kind === 'message') note(reply.answer.text);
  }

  function showInstalled(): void {
    if (shown === undefined) return;
    installButton.textContent = installed ? strings.remove : strings.install;
    box.disabled = !installed;
    send.disabled = !installed;
    empty.hidden = list.childElementCount > 0 && installed;
    empty.textContent = installed
      ? strings.nothingYet
      : strings.notInstalled(shown.person.name, setup.appName);
    // What is said last stands last: over an empty chat, or under one that has ended.
    if (installed) scroller.prepend(empty);
    else scroller.append(empty);
  }

  function bodyOf({ activity }: ChatEntry): HTMLElement[] {
    const { attachments, text, id = '' } = activity;
    const parts: HTMLElement[] = text ? [element('p', { class: 'text', dir: 'auto' }, text)] : [];
    for (const { contentType, content } of attachments ?? []) {
      if (contentType !== ADAPTIVE_CARD) continue;
      parts.push(
        drawCard(content, {
          onExecute: (verb, data) => tap(id, verb, data),
          onOpenUrl: deeds.onLink,
        }),
      );
    }
    return parts;
  }

  function append(entry: ChatEntry, kind: string, who: string, body: readonly HTMLElement[]): void {
    const time = element('time', { datetime: entry.at }, timeInWords(entry.at));
    const item = element(
      'li',
      { class: kind },
      element('p', { class: 'quiet by' }, who, ' · ', time),
      element('div', { class: 'body', tabindex: '-1' }, ...body),
    );
    if (entry.activity.id !== undefined) {
      item.dataset['activityId'] = entry.activity.id;
      items.set(entry.activity.id, item);
    }
    list.append(item);
    scroller.scrollTop = scroller.scrollHeight;
  }

  function replace(entry: ChatEntry, body: readonly HTMLElement[]): void {
    const item = items.get(entry.activity.id ?? '');
    const old = item?.querySelector<HTMLElement>('.body');
    if (item === undefined || old === null || old === undefined) {
      append(entry, 'bot', setup.appName, body);
      return;
    }
    const hadFocus = old.contains(document.activeElement);
    old.replaceChildren(...body);
    if (hadFocus) old.focus({ preventScroll: true });
    if (isHistory) return;
    const card = entry.activity.attachments?.find((one) => one.contentType === ADAPTIVE_CARD);
    spoken.textContent = strings.cardUpdated(wordsOfCard(card?.content, old));
  }

  function show(entry: ChatEntry): void {
    switch (entry.kind) {
      case 'sent':
        append(entry, 'bot', setup.appName, bodyOf(entry));
        break;
      case 'updated':
        replace(entry, bodyOf(entry));
        break;
      case 'deleted':
        replace(entry, [element('p', { class: 'quiet' }, strings.deleted)]);
        break;
      case 'said':
        append(entry, 'person', shown?.person.name ?? '', bodyOf(entry));
        break;
      case 'tapped':
        break;
      case 'installed':
      case 'removed':
        installed = entry.kind === 'installed';
        append(entry, 'event', strings[entry.kind], []);
        break;
    }
    showInstalled();
  }

  return {
    element: pane,
    note,
    follow(state, person) {
      stream?.close();
      shown = { state, person };
      installed = person.installed;
      isHistory = true;
      items.clear();
      list.replaceChildren();
      list.setAttribute('aria-live', 'off');
      note('');
      showInstalled();
      stream = new EventSource(`/local/events?person=${encodeURIComponent(person.id)}`);
      stream.addEventListener('entry', (event: MessageEvent<string>) =>
        show(JSON.parse(event.data) as ChatEntry),
      );
      stream.addEventListener('clock', (event: MessageEvent<string>) =>
        deeds.onClock(JSON.parse(event.data) as ClockReading),
      );
      stream.addEventListener('ready', () => {
        isHistory = false;
        list.setAttribute('aria-live', 'polite');
        pane.dataset['chat'] = 'ready';
      });
    },
  };
}
