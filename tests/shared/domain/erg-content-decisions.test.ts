import { describe, expect, test } from 'vitest';
import {
  endOf,
  type ErgEvent,
  type ErgItem,
  isInHand,
  isShown,
  startOf,
} from '../../../shared/domain/erg-content.ts';
import {
  draftOf,
  eventNews,
  moveItem,
  withdrawItem,
  withNewsTold,
  writeItem,
} from '../../../shared/domain/erg-content-decisions.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { NOON } from '../../support/builders.ts';
import {
  anEvent,
  ASK_ID,
  askWords,
  EVENT_ID,
  eventWords,
  LESSON_ID,
  lessonWords,
} from '../../support/content.ts';
import { refusalOf, valueOf } from '../../support/outcomes.ts';

const anAsk = draftOf(ASK_ID, { kind: 'ask', words: askWords() }, NOON);

function rewritten(event: ErgEvent, fields: Parameters<typeof eventWords>[0], now = NOON) {
  const written = { kind: 'event', words: eventWords(fields) } as const;
  return writeItem(event, { id: EVENT_ID, written, seen: event.revision }, now);
}

function eventOf(result: Result<ErgItem, string>): ErgEvent {
  const item = valueOf(result);
  if (item.kind !== 'event') throw new Error('not an event');
  return item;
}

describe('writing', () => {
  const written = { kind: 'ask', words: askWords({ title: 'Another' }) } as const;

  test('begins a draft; the same again is the same draft', () => {
    const draft = valueOf(writeItem(undefined, { id: ASK_ID, written, seen: 0 }, NOON));
    expect(draft).toMatchObject({ id: ASK_ID, state: 'draft', revision: 1 });
    expect(valueOf(writeItem(draft, { id: ASK_ID, written, seen: 0 }, NOON))).toBe(draft);
  });

  test('over what somebody else has changed meanwhile is refused', () => {
    expect(refusalOf(writeItem(anAsk, { id: ASK_ID, written, seen: 0 }, NOON))).toBe(
      'changed-meanwhile',
    );
  });

  test('of something that is not there any more is refused', () => {
    expect(refusalOf(writeItem(undefined, { id: ASK_ID, written, seen: 3 }, NOON))).toBe(
      'not-found',
    );
  });
});

describe('moving between states', () => {
  test('a draft is published, retired, and brought back', () => {
    let item = anAsk;
    for (const state of ['published', 'retired', 'published', 'draft'] as const) {
      item = valueOf(moveItem(item, state, item.revision, NOON));
      expect(item.state).toBe(state);
    }
    expect(item.revision).toBe(5);
  });

  test('being there already is fine, whatever the client saw', () => {
    expect(valueOf(moveItem(anAsk, 'draft', 77, NOON))).toBe(anAsk);
  });

  test('what an admin withdrew no organiser brings back or rewrites', () => {
    const withdrawn = withdrawItem(anAsk, NOON);
    expect(refusalOf(moveItem(withdrawn, 'published', withdrawn.revision, NOON))).toBe('withdrawn');
    const written = { kind: 'ask', words: askWords({ title: 'Another' }) } as const;
    const about = { id: ASK_ID, written, seen: withdrawn.revision };
    expect(refusalOf(writeItem(withdrawn, about, NOON))).toBe('withdrawn');
    expect(withdrawItem(withdrawn, NOON)).toBe(withdrawn);
  });

  test.each([
    ['a time that has passed', { date: '2026-03-01' }, 'event-over'],
    ['no place and no link', { place: undefined }, 'where-needed'],
  ] as const)('an event with %s is not published', (_what, fields, reason) => {
    const { place, ...rest } = eventWords();
    const words = { ...rest, ...('place' in fields ? {} : { place }), ...fields };
    const draft = draftOf(EVENT_ID, { kind: 'event', words } as never, NOON);
    expect(refusalOf(moveItem(draft, 'published', 1, NOON))).toBe(reason);
  });
});

describe('a lesson that leads nowhere', () => {
  const { link = '', ...words } = lessonWords();
  const draft = draftOf(LESSON_ID, { kind: 'lesson', words }, NOON);

  test('is a draft until it has its link', () => {
    expect(refusalOf(moveItem(draft, 'published', 1, NOON))).toBe('link-needed');
    const written = { kind: 'lesson', words: { ...words, link } } as const;
    const next = valueOf(writeItem(draft, { id: LESSON_ID, written, seen: 1 }, NOON));
    expect(valueOf(moveItem(next, 'published', 2, NOON)).state).toBe('published');
  });

  test('does not come about by taking the link from one that is published', () => {
    const written = { kind: 'lesson', words: { ...words, link } } as const;
    const whole = valueOf(moveItem(draftOf(LESSON_ID, written, NOON), 'published', 1, NOON));
    const less = { kind: 'lesson', words } as const;
    const about = { id: LESSON_ID, written: less, seen: whole.revision };
    expect(refusalOf(writeItem(whole, about, NOON))).toBe('link-needed');
  });
});

describe('an event in its own zone', () => {
  test.each([
    // Clocks in New York go forward on 8 March 2026: 02:30 does not exist, 03:30 is what it becomes.
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:30:00.000Z'],
    ['America/New_York', '2026-03-07', '09:00', '2026-03-07T14:00:00.000Z'],
    ['America/New_York', '2026-03-09', '09:00', '2026-03-09T13:00:00.000Z'],
    // Clocks in London go back on 25 October 2026: 01:30 comes twice, the first is meant.
    ['Europe/London', '2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['Pacific/Kiritimati', '2026-03-11', '08:00', '2026-03-10T18:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-03-11', '20:00', '2026-03-12T07:00:00.000Z'],
    ['Asia/Kathmandu', '2026-03-11', '12:00', '2026-03-11T06:15:00.000Z'],
  ])('%s: %s at %s is %s', (zone, date, time, startsAt) => {
    expect(startOf({ zone, date, time })).toBe(startsAt);
  });

  test('lasts its minutes, over a change of the clocks too', () => {
    const words = eventWords({ zone: 'Europe/London', date: '2026-03-29', time: '00:30' });
    expect(endOf(words)).toBe('2026-03-29T01:30:00.000Z');
  });

  test('is shown until it is over, and has no place in hand afterwards', () => {
    const event = anEvent();
    expect(isShown(event, '2026-03-11T15:59:59.000Z')).toBe(true);
    expect(isShown(event, '2026-03-11T16:00:00.000Z')).toBe(false);
    expect(isInHand(event, '2026-03-11T16:00:00.000Z')).toBe(false);
  });
});

describe('what those who said yes are told', () => {
  test.each([
    ['another day', { date: '2026-03-12' }, 2],
    ['another hour', { time: '16:00' }, 2],
    ['another place', { place: 'Leeds, room 5' }, 1],
    ['a link besides', { joinUrl: 'https://teams.example/a' }, 1],
    ['another length', { minutes: 90 }, 1],
  ])('%s is news; reminders are of its times', (_what, fields, timeRevision) => {
    const moved = eventOf(rewritten(anEvent(), fields));
    expect(eventNews(moved)).toBe('moved');
    expect(moved).toMatchObject({ sequence: 2, timeRevision });
  });

  test.each([
    ['title', { title: 'Tea for carers' }],
    ['description', { description: 'Two hours.' }],
    ['access information', { access: 'Ring the bell.' }],
    ['zone, at the same moment', { zone: 'Africa/Accra' }],
  ])('another %s is no news', (_what, fields) => {
    const after = eventOf(rewritten(anEvent(), fields));
    expect(eventNews(after)).toBeUndefined();
    expect(after).toMatchObject({ sequence: 1, timeRevision: 1, revision: 3 });
  });

  test('retiring it before it is over is cancelling it; afterwards nobody is told', () => {
    const cancelled = valueOf(moveItem(anEvent(), 'retired', 2, NOON));
    expect(eventNews(cancelled)).toBe('cancelled');
    const over = valueOf(moveItem(anEvent(), 'retired', 2, '2026-03-12T12:00:00.000Z'));
    expect(eventNews(over)).toBeUndefined();
  });

  test('what is undone before anybody was told is no news', () => {
    const cancelled = valueOf(moveItem(anEvent(), 'retired', 2, NOON));
    const back = valueOf(moveItem(cancelled, 'published', cancelled.revision, NOON));
    expect(eventNews(back)).toBeUndefined();
    expect(back.sequence).toBe(3);
  });

  test('one that was cancelled, told, and is on again begins anew', () => {
    const cancelled = withNewsTold(valueOf(moveItem(anEvent(), 'retired', 2, NOON)));
    expect(cancelled.told).toMatchObject({ takesPlace: false, until: '2026-03-11T15:00:00.000Z' });
    const back = valueOf(moveItem(cancelled, 'published', cancelled.revision, NOON));
    expect(eventNews(back)).toBeUndefined();
    expect(eventNews(eventOf(rewritten(back, { time: '17:00' })))).toBe('moved');
  });

  test('a move makes sense to tell until the later of the two times', () => {
    const earlier = withNewsTold(eventOf(rewritten(anEvent(), { time: '10:00' })));
    expect(earlier.told?.until).toBe('2026-03-11T15:00:00.000Z');
    const later = withNewsTold(eventOf(rewritten(anEvent(), { time: '18:00' })));
    expect(later.told?.until).toBe('2026-03-11T18:00:00.000Z');
  });

  test('a published event is not moved to a time that has passed', () => {
    expect(refusalOf(rewritten(anEvent(), { date: '2026-03-01' }))).toBe('event-over');
  });

  test('a draft that moves tells nobody', () => {
    const draft = draftOf(EVENT_ID, { kind: 'event', words: eventWords() }, NOON) as ErgEvent;
    expect(eventNews(eventOf(rewritten(draft, { time: '10:00' })))).toBeUndefined();
  });
});
