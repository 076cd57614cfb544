import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { earliestAfterAnswer, localDateAt, momentOf } from '../../../shared/domain/cadence.ts';
import { changePledge, type PledgeEdit } from '../../../shared/domain/pledge-decisions.ts';
import type { Pledge } from '../../../shared/domain/pledge.ts';
import {
  isAnswerOpen,
  isPeriodOver,
  isSmallerStepDue,
  nextQuestionOn,
  type PersonTime,
  waitingQuestion,
  waitingQuestions,
} from '../../../shared/domain/questions.ts';
import { aCheckIn, aPerson, aPledge, at, OTHER_PLEDGE_ID } from '../../support/builders.ts';
import {
  assertAlways,
  daysAfter,
  someCadence,
  someDate,
  someMoment,
  somePerson,
  someTime,
  someWeekday,
  someZone,
  wallClock,
  weekdayOf,
} from './properties.ts';

const TUESDAYS_AT_NINE: PersonTime = { day: 2, time: '09:00', zone: 'Europe/London' };

const someTimeOfLife: fc.Arbitrary<PersonTime> = fc.record({
  day: someWeekday,
  time: someTime,
  zone: someZone,
});

const somePledge = fc
  .record({ cadence: someCadence, startedOn: someDate, weeks: fc.integer({ min: 1, max: 53 }) })
  .map(({ weeks, ...rest }) => aPledge({ ...rest, endsOn: daysAfter(rest.startedOn, weeks * 7) }));

describe('the question that waits', () => {
  // Fortnightly from 2 March: 10 March, 24 March, 7 April (summer time by then), …, 19 May.
  test.each([
    ['not before the first date', '2026-03-09T23:59:00.000Z', undefined],
    ['not before the person’s hour', '2026-03-10T08:59:59.999Z', undefined],
    ['from the person’s hour on', '2026-03-10T09:00:00.000Z', '2026-03-10'],
    ['until the next comes', '2026-03-24T08:59:59.999Z', '2026-03-10'],
    ['one at a time', '2026-03-24T09:00:00.000Z', '2026-03-24'],
    ['at nine in summer too, not before', '2026-04-07T07:59:59.999Z', '2026-03-24'],
    ['at nine in summer too', '2026-04-07T08:00:00.000Z', '2026-04-07'],
    ['on the last date of the period', '2026-05-19T08:00:00.000Z', '2026-05-19'],
    ['the last one still two weeks after the period', '2026-06-08T22:00:00.000Z', '2026-05-19'],
    ['none after that', '2026-06-09T08:00:00.000Z', undefined],
  ])('%s', (_what, now, date) => {
    expect(waitingQuestion(aPledge(), TUESDAYS_AT_NINE, now)?.date).toBe(date);
  });

  test('on the last day of the period it is asked, and the day after nothing new', () => {
    const pledge = aPledge({ endsOn: '2026-03-24' });
    const ends = '2026-03-24T09:00:00.000Z';
    expect(waitingQuestion(pledge, TUESDAYS_AT_NINE, ends)?.date).toBe('2026-03-24');
    const shorter = aPledge({ endsOn: '2026-03-23' });
    expect(waitingQuestion(shorter, TUESDAYS_AT_NINE, ends)?.date).toBe('2026-03-10');
    expect(nextQuestionOn(shorter, TUESDAYS_AT_NINE, '2026-03-11T09:00:00.000Z')).toBeUndefined();
  });

  test.each<Pledge['life']>([
    { state: 'paused', since: '2026-03-05' },
    { state: 'completed', on: '2026-03-05' },
    { state: 'let-go', on: '2026-03-05' },
  ])('a pledge that is $state asks nothing', (life) => {
    const now = '2026-03-11T09:00:00.000Z';
    expect(waitingQuestion(aPledge({ life }), TUESDAYS_AT_NINE, now)).toBeUndefined();
    expect(nextQuestionOn(aPledge({ life }), TUESDAYS_AT_NINE, now)).toBeUndefined();
    expect(isPeriodOver(aPledge({ life }), TUESDAYS_AT_NINE, '2027-01-01T00:00:00.000Z')).toBe(
      false,
    );
  });

  test('is of the person’s weekday, not in the future, within the period, and its hour has come', () => {
    assertAlways(
      fc.property(somePledge, someTimeOfLife, someMoment, (pledge, time, now) => {
        const question = waitingQuestion(pledge, time, now);
        if (question === undefined) return;
        expect(weekdayOf(question.date)).toBe(time.day);
        expect(question.date <= pledge.endsOn).toBe(true);
        expect(question.date > pledge.startedOn).toBe(true);
        expect(`${question.date}T${time.time}` <= wallClock(now, time.zone)).toBe(true);
        expect(momentOf(question.date, time.time, time.zone) <= now).toBe(true);
      }),
      1500,
    );
  });

  test('an answered question never waits, and neither does an older one', () => {
    assertAlways(
      fc.property(somePledge, someTimeOfLife, someMoment, (pledge, time, now) => {
        const question = waitingQuestion(pledge, time, now);
        if (question === undefined) return;
        const answered = { ...pledge, recent: [aCheckIn({ date: question.date })] };
        expect(waitingQuestion(answered, time, now)).toBeUndefined();
        expect(isAnswerOpen(answered, question, time, now)).toBe(true);
      }),
      1500,
    );
  });

  test('after an answer, no change of weekday, hour or zone asks sooner than the least gap', () => {
    const someDays = fc.integer({ min: 0, max: 40 });
    assertAlways(
      fc.property(
        somePledge,
        someTimeOfLife,
        someTimeOfLife,
        someMoment,
        someDays,
        (pledge, before, after, now, days) => {
          const answered = waitingQuestion(pledge, before, now)?.date;
          if (answered === undefined) return;
          const withAnswer = { ...pledge, recent: [aCheckIn({ date: answered })] };
          const soon = new Date(Date.parse(now) + days * 86_400_000).toISOString();
          const earliest = earliestAfterAnswer(pledge.cadence, answered);
          const waiting = waitingQuestion(withAnswer, after, soon)?.date ?? earliest;
          const next = nextQuestionOn(withAnswer, after, soon) ?? earliest;
          expect(waiting >= earliest).toBe(true);
          expect(next >= earliest).toBe(true);
        },
      ),
      1500,
    );
  });

  test('moving from Tuesday to Wednesday after an answer asks a week later, not the next day', () => {
    const weekly = aPledge({ cadence: 'weekly', recent: [aCheckIn({ date: '2026-03-10' })] });
    const wednesdays: PersonTime = { ...TUESDAYS_AT_NINE, day: 3 };
    const now = '2026-03-11T12:00:00.000Z';
    expect(waitingQuestion(weekly, wednesdays, now)).toBeUndefined();
    expect(nextQuestionOn(weekly, wednesdays, now)).toBe('2026-03-18');
  });
});

describe('the next question', () => {
  test.each([
    ['before the first', '2026-03-02T12:00:00.000Z', '2026-03-10'],
    ['on the day, before the hour', '2026-03-10T08:59:59.999Z', '2026-03-10'],
    ['at the hour, the one after', '2026-03-10T09:00:00.000Z', '2026-03-24'],
    ['at the end, none', '2026-05-19T08:00:00.000Z', undefined],
  ])('%s', (_what, now, date) => {
    expect(nextQuestionOn(aPledge(), TUESDAYS_AT_NINE, now)).toBe(date);
  });

  test('comes at its hour and not before, and nothing comes in between', () => {
    assertAlways(
      fc.property(somePledge, someTimeOfLife, someMoment, (pledge, time, now) => {
        const date = nextQuestionOn(pledge, time, now);
        const waiting = waitingQuestion(pledge, time, now)?.date;
        if (date === undefined) {
          const late = new Date(Date.parse(pledge.endsOn) + 40 * 86_400_000).toISOString();
          expect(waitingQuestion(pledge, time, late)).toBeUndefined();
          return;
        }
        const moment = momentOf(date, time.time, time.zone);
        const justBefore = new Date(Date.parse(moment) - 1).toISOString();
        expect(moment > now).toBe(true);
        expect(waitingQuestion(pledge, time, justBefore)?.date).toBe(waiting);
        expect(waitingQuestion(pledge, time, moment)?.date).toBe(date);
      }),
      1500,
    );
  });
});

describe('pausing a pledge', () => {
  test('asks nothing from the pause, then goes on', () => {
    const paused = aPledge({ life: { state: 'paused', since: '2026-03-09' } });
    const person = aPerson({ pledges: [paused] });
    const resumed = changePledge(
      person,
      paused.id,
      paused.revision,
      { do: 'resume' },
      at({ now: '2026-03-20T12:00:00.000Z' }),
    );
    if (!resumed.ok) throw new Error(resumed.reason);
    const [pledge = paused] = resumed.value.person.pledges;
    // 10 March was in the pause.
    expect(waitingQuestion(pledge, TUESDAYS_AT_NINE, '2026-03-23T12:00:00.000Z')).toBeUndefined();
    expect(nextQuestionOn(pledge, TUESDAYS_AT_NINE, '2026-03-23T12:00:00.000Z')).toBe('2026-03-24');
    expect(waitingQuestion(pledge, TUESDAYS_AT_NINE, '2026-03-24T09:00:00.000Z')?.date).toBe(
      '2026-03-24',
    );
  });

  test('that ends on the day of a question asks it', () => {
    const pledge = aPledge({ askFrom: '2026-03-10' });
    const now = '2026-03-10T09:00:00.000Z';
    expect(nextQuestionOn(pledge, TUESDAYS_AT_NINE, '2026-03-10T08:00:00.000Z')).toBe('2026-03-10');
    expect(waitingQuestion(pledge, TUESDAYS_AT_NINE, now)?.date).toBe('2026-03-10');
    const dayAfter = aPledge({ askFrom: '2026-03-11' });
    expect(waitingQuestion(dayAfter, TUESDAYS_AT_NINE, now)).toBeUndefined();
  });

  test('whenever it began and ended, nothing dated within it is ever asked', () => {
    const someSpan = fc.tuple(fc.nat(200), fc.nat(100), fc.nat(120));
    assertAlways(
      fc.property(somePledge, someTimeOfLife, someSpan, (pledge, time, [wait, length, after]) => {
        const noon = (days: number) => `${daysAfter(pledge.startedOn, days)}T12:00:00.000Z`;
        const change = (from: Pledge, edit: PledgeEdit, now: string) => {
          const person = aPerson({ ...time, pledges: [from] });
          const changed = changePledge(person, from.id, from.revision, edit, at({ now }));
          if (!changed.ok) throw new Error(changed.reason);
          return changed.value.person.pledges[0] ?? from;
        };
        const paused = change(pledge, { do: 'pause' }, noon(wait));
        const resumed = change(paused, { do: 'resume' }, noon(wait + length));
        const endOfPause = localDateAt(noon(wait + length), time.zone);
        const question = waitingQuestion(resumed, time, noon(wait + length + after));
        if (question !== undefined) expect(question.date >= endOfPause).toBe(true);
        const next = nextQuestionOn(resumed, time, noon(wait + length));
        if (next !== undefined) expect(next >= endOfPause).toBe(true);
      }),
      1000,
    );
  });
});

describe('several pledges', () => {
  test('ask the oldest first, and of one day in the order of the pledges', () => {
    const person = aPerson({
      pledges: [
        aPledge({ id: 'c', cadence: 'weekly' }),
        aPledge({ id: 'b', cadence: 'fortnightly' }),
        aPledge({ id: 'a', cadence: 'fortnightly' }),
        aPledge({ id: 'd', life: { state: 'paused', since: '2026-03-02' } }),
      ],
    });
    expect(waitingQuestions(person, '2026-03-18T12:00:00.000Z')).toEqual([
      { pledgeId: 'b', date: '2026-03-10' },
      { pledgeId: 'a', date: '2026-03-10' },
      { pledgeId: 'c', date: '2026-03-17' },
    ]);
  });

  test('wait with one question each at most', () => {
    assertAlways(
      fc.property(somePerson, someMoment, (person, now) => {
        const ids = waitingQuestions(person, now).map(({ pledgeId }) => pledgeId);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

describe('an answer', () => {
  const pledge = aPledge({ recent: [aCheckIn({ date: '2026-03-10' })] });

  test.each([
    ['while the next question has not come', '2026-03-24T08:59:59.999Z', '2026-03-10', true],
    ['not once it has come', '2026-03-24T09:00:00.000Z', '2026-03-10', false],
    ['not an earlier one', '2026-03-12T09:00:00.000Z', '2026-02-24', false],
  ])('is open %s', (_what, now, date, open) => {
    expect(isAnswerOpen(pledge, { date }, TUESDAYS_AT_NINE, now)).toBe(open);
  });

  test('is closed while the pledge is paused', () => {
    const paused = { ...pledge, life: { state: 'paused', since: '2026-03-11' } } as const;
    const now = '2026-03-12T09:00:00.000Z';
    expect(isAnswerOpen(paused, { date: '2026-03-10' }, TUESDAYS_AT_NINE, now)).toBe(false);
  });
});

describe('the end of the period', () => {
  test.each([
    ['the last day still belongs to it', '2026-05-25T22:59:00.000Z', false],
    ['it is over when the person’s calendar says so', '2026-05-25T23:00:00.000Z', true],
  ])('%s', (_what, now, over) => {
    expect(isPeriodOver(aPledge(), TUESDAYS_AT_NINE, now)).toBe(over);
  });
});

describe('a smaller step', () => {
  const answers = (...given: Pledge['recent'][number]['answer'][]) =>
    aPledge({ id: OTHER_PLEDGE_ID, recent: given.map((answer) => aCheckIn({ answer })) });

  test.each([
    [[], false],
    [['not-this-time'], false],
    [['not-this-time', 'not-this-time'], true],
    [['not-this-time', 'not-this-time', 'did-it'], true],
    [['did-it', 'not-this-time', 'not-this-time'], false],
    [['not-this-time', 'did-not-come-up', 'not-this-time'], false],
    [['did-not-come-up', 'did-not-come-up'], false],
  ] as const)('after %j (newest first): %s', (given, due) => {
    expect(isSmallerStepDue(answers(...given))).toBe(due);
  });
});
