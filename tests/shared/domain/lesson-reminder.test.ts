import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_LEARNING } from '../../../shared/domain/lesson.ts';
import {
  DAYS_BETWEEN_LESSONS,
  lessonDueOn,
  lessonToTell,
  withLessonToCome,
} from '../../../shared/domain/lesson-reminder.ts';
import { parsePendingId } from '../../../shared/domain/pending-ids.ts';
import { CONSENT_VERSION, type Person } from '../../../shared/domain/person.ts';
import { aDelivery, aPerson, aPledge, ERG_ID, NOON } from '../../support/builders.ts';
import { assertAlways, daysAfter, someMoment, somePerson, weekdayOf } from './properties.ts';

const lesson = {
  id: 'why-power',
  pillar: 'learn',
  teaches: [],
  format: 'read',
  minutes: 3,
} as const;
const agreed = {
  consent: { state: 'given', version: CONSENT_VERSION, at: '2026-01-05T12:00:00.000Z' },
} as const;
const later = {
  ...NO_LEARNING,
  revision: 1,
  later: [{ lessonId: 'why-power', from: '2026-03-02' }],
};

function toldOn(date: string, state: 'sent' | 'given-up' = 'sent') {
  const items = [{ kind: 'pending', id: 'x', of: 'lesson', revision: 0 }] as const;
  const given = { state: 'given-up', reason: 'blocked', at: NOON } as const;
  return aDelivery({ date, items, ...(state === 'sent' ? {} : { progress: given }) });
}

const WAITING = lessonToTell(aPerson(), '2026-03-03', { lesson, reason: { kind: 'new' } });
const WAITING_ITEM = { kind: 'pending', id: WAITING.id, of: 'lesson', revision: 1 } as const;
const CLAIMED = { state: 'sending', claimId: 'claim', leaseUntilMs: 0 } as const;

describe('the day of a lesson', () => {
  test.each<[string, Person]>([
    ['did not agree', aPerson({ consent: { state: 'none' }, pledges: [aPledge()] })],
    ['has no pledge in hand and put nothing off', aPerson(agreed)],
    [
      'has a lesson on the way',
      aPerson({
        ...agreed,
        pledges: [aPledge()],
        pendings: [WAITING],
        deliveries: [aDelivery({ items: [WAITING_ITEM], progress: CLAIMED })],
      }),
    ],
    [
      'has a pledge whose period is over',
      aPerson({ ...agreed, pledges: [aPledge({ endsOn: '2026-03-01' })] }),
    ],
  ])('is none for whoever %s', (_what, person) => {
    expect(lessonDueOn(person, NOON)).toBeUndefined();
  });

  test('is that of a question that comes within two weeks', () => {
    const pledges = [aPledge({ cadence: 'fortnightly' })];
    // The first question of a fortnightly pledge of Monday 2 March.
    expect(lessonDueOn(aPerson({ ...agreed, pledges }), NOON)).toBe('2026-03-10');
  });

  test('is not put off by one that waits though no message tells it', () => {
    const person = aPerson({ ...agreed, pledges: [aPledge()], pendings: [WAITING] });
    expect(lessonDueOn(person, NOON)).toBe('2026-03-10');
  });

  test('is not before what somebody put off is back, where they only did that', () => {
    const learning = { ...later, later: [{ lessonId: 'why-power', from: '2026-03-09' }] };
    expect(lessonDueOn(aPerson({ ...agreed, learning }), NOON)).toBe('2026-03-10');
  });

  test('is none where what was put off was told since', () => {
    const toldLessons = [{ lessonId: 'why-power', on: '2026-03-02' }];
    const person = aPerson({ ...agreed, learning: later, toldLessons });
    expect(lessonDueOn(person, NOON)).toBeUndefined();
  });

  test('is the own day where somebody only put one off', () => {
    expect(lessonDueOn(aPerson({ ...agreed, learning: later }), NOON)).toBe('2026-03-03');
  });

  test.each([
    [
      'agreeing',
      { consent: { state: 'given', version: CONSENT_VERSION, at: NOON } as const },
      '2026-03-17',
    ],
    ['one that was told', { ...agreed, deliveries: [toldOn('2026-02-24')] }, '2026-03-10'],
    [
      'one that was learnt',
      {
        ...agreed,
        learning: { ...later, done: [{ lessonId: 'x', at: '2026-03-01T12:00:00.000Z' }] },
      },
      '2026-03-17',
    ],
    [
      'none that was given up',
      { ...agreed, deliveries: [toldOn('2026-02-24', 'given-up')] },
      '2026-03-03',
    ],
  ])('is two weeks after %s at the earliest', (_what, fields, date) => {
    expect(lessonDueOn(aPerson({ learning: later, ...fields }), NOON)).toBe(date);
  });

  test('lies two weeks from the one before', () => {
    expect(DAYS_BETWEEN_LESSONS).toBe(14);
  });

  test('is never past, and never sooner than two weeks after the last one', () => {
    assertAlways(
      fc.property(somePerson, someMoment, (person, now) => {
        const date = lessonDueOn(person, now);
        if (date === undefined) return;
        const today = daysAfter(now.slice(0, 10), -1);
        expect(date >= today).toBe(true);
        if (person.profile.consent.state !== 'given') return;
        // A zone is a day ahead or behind at most.
        expect(date >= daysAfter(person.profile.consent.at.slice(0, 10), 13)).toBe(true);
        expect([1, 2, 3, 4, 5, 6, 7]).toContain(weekdayOf(date));
      }),
    );
  });
});

describe('a lesson that waits to be told', () => {
  test('is told from its hour on for a week, where the person is, and names lesson and cause', () => {
    const person = aPerson({ zone: 'Asia/Kolkata' });
    const next = { lesson: { ...lesson, ergId: ERG_ID }, reason: { kind: 'group' } } as const;
    const waits = lessonToTell(person, '2026-03-03', next);
    expect(waits).toMatchObject({
      kind: 'lesson',
      ergId: ERG_ID,
      from: '2026-03-03T03:30:00.000Z',
      until: '2026-03-09T18:30:00.000Z',
    });
    expect(parsePendingId(waits.id)).toMatchObject({
      kind: 'lesson',
      lessonId: 'why-power',
      ergId: ERG_ID,
      cause: 'group',
      date: '2026-03-03',
    });
  });

  test('for a pledge is told with its pillar', () => {
    const next = { lesson, reason: { kind: 'pledge', pillar: 'listen' } } as const;
    expect(parsePendingId(lessonToTell(aPerson(), '2026-03-03', next).id)).toMatchObject({
      cause: 'listen',
    });
  });

  test('stands for one that is not chosen yet in what the schedule knows', () => {
    const person = aPerson({ ...agreed, learning: later });
    const [waits] = withLessonToCome(person, NOON, false).pendings;
    expect(waits).toMatchObject({ kind: 'lesson', from: '2026-03-03T09:00:00.000Z' });
    expect(withLessonToCome(aPerson(agreed), NOON, false).pendings).toEqual([]);
  });
});
