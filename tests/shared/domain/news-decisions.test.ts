import { describe, expect, test } from 'vitest';
import {
  isPublished,
  MOST_NEWS_DAYS,
  type News,
  type NewsState,
  sentOf,
  wordsOnCards,
} from '../../../shared/domain/news.ts';
import {
  askAdmin,
  changeNews,
  confirmNews,
  correctNews,
  prepareNews,
  resumeNews,
  retireNews,
  stopNews,
  takeAskBack,
  withdrawNews,
} from '../../../shared/domain/news-decisions.ts';
import { accepted, refused } from '../../../shared/domain/result.ts';
import { aMoment, anAnnouncement, SENDING_FROM } from '../../support/broadcasts.ts';
import { NOON } from '../../support/builders.ts';
import { OTHER_NEWS_ID, someNews } from '../../support/news.ts';
import { valueOf } from '../../support/outcomes.ts';

const BROADCAST = 'a-broadcast';
const SENT = {
  broadcastId: BROADCAST,
  recipients: 2914,
  sendFrom: SENDING_FROM,
  until: '2026-03-16T12:00:00.000Z',
};
const BEFORE_END_OF_HOLD = '2026-03-02T12:04:59.000Z';
const LATER = '2026-03-02T13:00:00.000Z';

/** Every state, by its name. */
const LIVES = {
  draft: { state: 'draft' },
  asked: { state: 'asked', at: NOON },
  preparing: { state: 'preparing', broadcastId: BROADCAST, since: NOON },
  'preparing by an admin': { state: 'preparing', broadcastId: BROADCAST, since: NOON, asked: NOON },
  sending: { state: 'sending', ...SENT },
  'stopped in the hold': { state: 'stopped', inHold: true, ...SENT },
  'stopped later': { state: 'stopped', inHold: false, ...SENT },
  retired: { state: 'retired', at: NOON },
  withdrawn: { state: 'withdrawn', at: NOON },
} as const satisfies Record<string, NewsState>;
type LifeName = keyof typeof LIVES;
const NAMES = Object.keys(LIVES) as LifeName[];

function inState(name: LifeName, fields: Partial<News> = {}): News {
  return someNews({ life: LIVES[name], ...fields });
}

const words = { content: aMoment({ title: 'Another title' }), days: 14 };

/** What becomes of each state, or why nothing does. */
function outcomes(
  decide: (news: News) => ReturnType<typeof stopNews>,
): Readonly<Record<LifeName, string>> {
  const told = NAMES.map((name) => {
    const decided = decide(inState(name));
    return [name, decided.ok ? decided.value.life.state : decided.reason] as const;
  });
  return Object.fromEntries(told) as Record<LifeName, string>;
}

describe('what may be done with a piece of news in each state', () => {
  test('its words are written anew while nobody was told', () => {
    expect(outcomes((news) => changeNews(news, words, 1))).toEqual({
      draft: 'draft',
      asked: 'asked',
      preparing: 'preparing',
      'preparing by an admin': 'preparing',
      sending: 'already-sent',
      'stopped in the hold': 'draft',
      'stopped later': 'already-sent',
      retired: 'over',
      withdrawn: 'over',
    });
  });

  test('its recipients are frozen by its organisers, unless an admin was asked', () => {
    const ask = { seen: 1, broadcastId: 'another', now: LATER };
    expect(outcomes((news) => prepareNews(news, 'organisers', ask))).toEqual({
      draft: 'preparing',
      asked: 'not-asked',
      preparing: 'preparing',
      'preparing by an admin': 'not-asked',
      sending: 'already-sent',
      'stopped in the hold': 'preparing',
      'stopped later': 'already-sent',
      retired: 'over',
      withdrawn: 'over',
    });
  });

  test('an admin prepares what they were asked to, and nothing else', () => {
    const ask = { seen: 1, broadcastId: 'another', now: NOON };
    expect(outcomes((news) => prepareNews(news, 'admin', ask))).toMatchObject({
      draft: 'not-asked',
      asked: 'preparing',
      preparing: 'not-asked',
      'preparing by an admin': 'preparing',
      'stopped in the hold': 'not-asked',
    });
  });

  test('it is confirmed once its recipients are frozen', () => {
    const ask = { seen: 1, recipients: 3, now: NOON };
    expect(outcomes((news) => confirmNews(news, 'organisers', ask))).toEqual({
      draft: 'prepare-again',
      asked: 'prepare-again',
      preparing: 'sending',
      'preparing by an admin': 'not-asked',
      sending: 'sending',
      'stopped in the hold': 'prepare-again',
      'stopped later': 'prepare-again',
      retired: 'over',
      withdrawn: 'over',
    });
  });

  test('it is stopped while it is sent', () => {
    expect(outcomes((news) => stopNews(news, NOON))).toEqual({
      draft: 'not-sent',
      asked: 'not-sent',
      preparing: 'not-sent',
      'preparing by an admin': 'not-sent',
      sending: 'stopped',
      'stopped in the hold': 'stopped',
      'stopped later': 'stopped',
      retired: 'not-sent',
      withdrawn: 'not-sent',
    });
  });

  test('its words are corrected once it was sent', () => {
    expect(outcomes((news) => correctNews(news, words.content, 1))).toEqual({
      draft: 'not-sent',
      asked: 'not-sent',
      preparing: 'not-sent',
      'preparing by an admin': 'not-sent',
      sending: 'sending',
      'stopped in the hold': 'stopped',
      'stopped later': 'stopped',
      retired: 'over',
      withdrawn: 'over',
    });
  });

  test('an admin is asked for a moment that is theirs to send, and it is taken back until it is sent', () => {
    expect(outcomes((news) => askAdmin(news, 1, NOON))).toMatchObject({
      draft: 'asked',
      asked: 'asked',
      preparing: 'asked',
      sending: 'already-sent',
    });
    expect(outcomes((news) => takeAskBack(news, 1))).toEqual({
      draft: 'draft',
      asked: 'draft',
      preparing: 'not-asked',
      'preparing by an admin': 'draft',
      sending: 'not-asked',
      'stopped in the hold': 'not-asked',
      'stopped later': 'not-asked',
      retired: 'not-asked',
      withdrawn: 'not-asked',
    });
    const announcement = someNews({ content: anAnnouncement() });
    expect(askAdmin(announcement, 1, NOON)).toEqual(refused('already-sent'));
  });

  test.each(NAMES)('%s: an admin takes it away, and it stays away', (name) => {
    const before = inState(name);
    const gone = valueOf(withdrawNews(before, before.revision, LATER));
    expect(gone.life).toMatchObject({ state: 'withdrawn' });
    expect(sentOf(gone)).toEqual(sentOf(inState(name)) === undefined ? undefined : SENT);
    expect(valueOf(withdrawNews(gone, 0, LATER))).toBe(gone);
    if (name !== 'withdrawn') {
      expect(withdrawNews(before, 7, LATER)).toEqual(refused('changed-meanwhile'));
    }
    expect(wordsOnCards(gone)).toEqual({ ...before.content, withdrawn: true });
    if (name !== 'withdrawn') expect(wordsOnCards(before)).toEqual(before.content);
    expect(retireNews(gone, LATER)).toEqual(refused('over'));
    expect(resumeNews(gone, gone.revision, LATER)).toEqual(refused('not-sent'));
  });
});

describe('a change', () => {
  test('over what somebody else changed meanwhile is refused, whatever it is', () => {
    for (const decided of [
      changeNews(inState('draft'), words, 7),
      prepareNews(inState('draft'), 'organisers', { seen: 7, broadcastId: 'b', now: NOON }),
      confirmNews(inState('preparing'), 'organisers', { seen: 7, recipients: 3, now: NOON }),
      correctNews(inState('sending'), words.content, 7),
      resumeNews(inState('stopped later'), 7, NOON),
      askAdmin(inState('draft'), 7, NOON),
      takeAskBack(inState('asked'), 7),
    ]) {
      expect(decided).toEqual(refused('changed-meanwhile'));
    }
  });

  test('that is the same again changes nothing, whatever was seen', () => {
    const draft = inState('draft');
    const same = { content: draft.content, days: draft.days };
    expect(changeNews(draft, same, 7)).toEqual(accepted(draft));
    const sending = inState('sending');
    expect(correctNews(sending, sending.content, 7)).toEqual(accepted(sending));
  });

  test('counts as one revision', () => {
    expect(valueOf(changeNews(inState('draft'), words, 1)).revision).toBe(2);
    expect(valueOf(stopNews(inState('sending'), NOON)).revision).toBe(2);
  });

  test('never makes an announcement of a moment', () => {
    const content = anAnnouncement();
    const refusal = refused('changed-meanwhile');
    expect(changeNews(inState('draft'), { content, days: 14 }, 1)).toEqual(refusal);
    expect(correctNews(inState('sending'), content, 1)).toEqual(refusal);
  });

  test('is not sent, asked for or corrected with words missing', () => {
    const content = aMoment({ ifYouWantToSupport: ' ' });
    const draft = inState('draft', { content, id: OTHER_NEWS_ID });
    const ask = { seen: 1, broadcastId: 'b', now: NOON };
    expect(prepareNews(draft, 'organisers', ask)).toEqual(refused('not-finished'));
    expect(askAdmin(draft, 1, NOON)).toEqual(refused('not-finished'));
    expect(correctNews(inState('sending'), content, 1)).toEqual(refused('not-finished'));
  });
});

describe('sending', () => {
  test('begins after the hold and ends after its days', () => {
    const news = inState('preparing', { days: MOST_NEWS_DAYS });
    const ask = { seen: 1, recipients: 2914, now: NOON };
    expect(valueOf(confirmNews(news, 'organisers', ask)).life).toEqual({
      state: 'sending',
      broadcastId: BROADCAST,
      recipients: 2914,
      sendFrom: SENDING_FROM,
      until: '2026-04-01T12:00:00.000Z',
    });
  });

  test('to a number that is an hour old, or to nobody, is refused', () => {
    const news = inState('preparing');
    const ask = { seen: 1, recipients: 3, now: LATER };
    expect(confirmNews(news, 'organisers', ask)).toEqual(refused('prepare-again'));
    const nobody = { seen: 1, recipients: 0, now: NOON };
    expect(confirmNews(news, 'organisers', nobody)).toEqual(refused('nobody-to-tell'));
  });

  test('is in its hold until the last moment of it', () => {
    expect(valueOf(stopNews(inState('sending'), BEFORE_END_OF_HOLD)).life).toMatchObject({
      inHold: true,
    });
    expect(valueOf(stopNews(inState('sending'), SENDING_FROM)).life).toMatchObject({
      inHold: false,
    });
  });

  test('goes on after a new hold where it was stopped in its first, else at once', () => {
    expect(valueOf(resumeNews(inState('stopped in the hold'), 1, LATER)).life).toMatchObject({
      state: 'sending',
      sendFrom: '2026-03-02T13:05:00.000Z',
    });
    expect(valueOf(resumeNews(inState('stopped later'), 1, LATER)).life).toMatchObject({
      state: 'sending',
      sendFrom: SENDING_FROM,
    });
    expect(resumeNews(inState('stopped later'), 1, SENT.until)).toEqual(refused('over'));
  });
});

test.each([
  ['sending', BEFORE_END_OF_HOLD, false],
  ['sending', SENDING_FROM, true],
  ['sending', '2026-03-16T11:59:59.000Z', true],
  ['sending', SENT.until, false],
  ['stopped in the hold', LATER, false],
  ['stopped later', LATER, true],
  ['preparing', LATER, false],
  ['retired', LATER, false],
  ['withdrawn', LATER, false],
] as const)('what is %s at %s stands on Home: %s', (name, now, stands) => {
  expect(isPublished(inState(name), now)).toBe(stands);
});
