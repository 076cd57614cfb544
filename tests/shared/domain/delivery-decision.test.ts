import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMinutes, localDateAt, momentOf } from '../../../shared/domain/cadence.ts';
import { decideDelivery, type SilenceReason } from '../../../shared/domain/delivery-decision.ts';
import { WINDOW_MINUTES } from '../../../shared/domain/delivery-windows.ts';
import { nextLookAt } from '../../../shared/domain/next-look.ts';
import type { Delivery, DeliveryState } from '../../../shared/domain/delivery.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { nextQuestionOn } from '../../../shared/domain/questions.ts';
import { minutesIntoHalfHour } from '../../../shared/domain/spread.ts';
import {
  aCheckIn,
  aDelivery,
  aPerson,
  aPledge,
  NOON,
  OTHER_PLEDGE_ID,
  type PersonFields,
  PLEDGE_ID,
  USER_ID,
} from '../../support/builders.ts';
import { momentAt } from './delivery-moment.ts';
import { questionsOf as askedBy, walkAlongLooks, wallMinutesAfter } from './delivery-walk.ts';
import { assertAlways, daysAfter, someMoment, somePerson } from './properties.ts';

// The question is of Tuesday 10 March, 09:00 in London, which is 09:00 UTC; the person's own minutes follow.
const DATE = '2026-03-10';
const START = addMinutes(`${DATE}T09:00:00.000Z`, minutesIntoHalfHour(USER_ID));
const END = addMinutes(START, WINDOW_MINUTES);
const QUESTION = { kind: 'question', pledgeId: PLEDGE_ID, date: DATE } as const;
const CHECK_IN = { do: 'send', cause: 'check-in', about: '', opening: 'plain' } as const;

function due(fields: PersonFields = {}): Person {
  return aPerson({ pledges: [aPledge()], ...fields });
}

function decide(person: Person, now = START) {
  return decideDelivery(person, momentAt(now));
}

function justBefore(moment: string): string {
  return new Date(Date.parse(moment) - 1).toISOString();
}

/** A day of the window, so many days later. */
function startPlus(days: number): string {
  return addMinutes(START, days * 1440);
}

function claim(leaseUntilMs: number, fields: Partial<Delivery> = {}): Delivery {
  const progress: DeliveryState = { state: 'sending', claimId: 'claim-1', leaseUntilMs };
  return aDelivery({ progress, ...fields });
}

const givenUp: DeliveryState = { state: 'given-up', reason: 'too-many-attempts', at: START };

describe('deciding whether to send', () => {
  test('what is due goes out as one card, the oldest question first', () => {
    const weekly = aPledge({ id: OTHER_PLEDGE_ID, cadence: 'weekly', startedOn: '2026-02-24' });
    expect(decide(due({ pledges: [aPledge(), weekly] }))).toEqual({
      ...CHECK_IN,
      date: DATE,
      items: [QUESTION, { ...QUESTION, pledgeId: OTHER_PLEDGE_ID }],
      chargedOn: DATE,
    });
  });

  test.each<[string, PersonFields, SilenceReason]>([
    ['is being erased', { life: 'erasing' }, 'erasing'],
    ['left the directory', { leftAt: NOON }, 'left'],
    ['has not agreed', { consent: { state: 'none' } }, 'no-consent'],
    ['stopped everything', { messages: { state: 'stopped' } }, 'stopped'],
    ['wants no messages', { budget: 0 }, 'no-budget'],
    ['never met the bot', { conversation: null }, 'not-reachable'],
    ['removed the app', { conversation: { state: 'uninstalled', at: NOON } }, 'not-reachable'],
    [
      'blocked the bot',
      { conversation: { state: 'blocked', serviceUrl: 'https://smba.example/emea/', at: NOON } },
      'not-reachable',
    ],
    ['is pausing', { messages: { state: 'paused', until: '2026-03-11' } }, 'paused'],
    ['has nothing in hand', { pledges: [] }, 'nothing-due'],
    ['has answered', { pledges: [aPledge({ recent: [aCheckIn()] })] }, 'nothing-due'],
    ['was asked', { deliveries: [aDelivery()] }, 'nothing-due'],
    [
      'was asked about something else today',
      { budget: 3, deliveries: [aDelivery({ items: [] })] },
      'budget-used',
    ],
    [
      'had a message that failed today',
      { deliveries: [aDelivery({ progress: givenUp })] },
      'budget-used',
    ],
  ])('nothing for somebody who %s', (_who, fields, reason) => {
    expect(decide(due(fields))).toEqual({ do: 'nothing', reason });
  });

  test('somebody whose pause ends today is written to, and whose chat must be created first, too', () => {
    expect(decide(due({ messages: { state: 'paused', until: DATE } })).do).toBe('send');
    const conversation = {
      state: 'reachable',
      serviceUrl: 'https://smba.example/',
      learntAt: NOON,
    } as const;
    expect(decide(due({ conversation })).do).toBe('send');
  });

  test.each([
    ['just before it', justBefore(START), 'outside-window'],
    ['at its start', START, undefined],
    ['just before its end', justBefore(END), undefined],
    ['at its end', END, 'outside-window'],
    ['at night', `${DATE}T23:00:00.000Z`, 'outside-window'],
    ['in the next day’s, just before', justBefore(startPlus(1)), 'outside-window'],
    ['in the next day’s', startPlus(1), undefined],
  ])('the window: %s', (_what, now, reason) => {
    const decision = decide(due(), now);
    expect(decision.do === 'nothing' ? decision.reason : undefined).toBe(reason);
    if (decision.do === 'send') expect(decision.date).toBe(now.slice(0, 10));
  });

  test('a window that reaches past midnight belongs to the day on which it began', () => {
    const late = due({ time: '23:50' });
    const decision = decide(late, '2026-03-11T02:00:00.000Z');
    expect(decision).toMatchObject({ do: 'send', date: DATE });
    const sent = { ...late, deliveries: [aDelivery({ items: [] })], budget: 3 };
    expect(decide(sent, '2026-03-11T02:00:00.000Z')).toEqual({
      do: 'nothing',
      reason: 'budget-used',
    });
  });

  test.each([
    [1, ['2026-03-04'], 'budget-used'],
    [1, ['2026-03-03'], undefined],
    [1, ['2026-03-09'], 'budget-used'],
    [2, ['2026-03-09'], undefined],
    [2, ['2026-03-04', '2026-03-09'], 'budget-used'],
    [2, ['2026-03-03', '2026-03-09'], undefined],
    [3, ['2026-03-04', '2026-03-05', '2026-03-06'], 'budget-used'],
    // After a journey west the last message bears tomorrow's date.
    [1, ['2026-03-11'], 'budget-used'],
  ] as const)('with %i a week and messages of %j: %s', (budget, dates, reason) => {
    const deliveries = dates.map((date) => aDelivery({ date, items: [] }));
    const decision = decide(due({ budget, deliveries }));
    expect(decision.do === 'nothing' ? decision.reason : undefined).toBe(reason);
  });

  test('what was given up counts neither as asked nor against the budget', () => {
    const deliveries = [aDelivery({ progress: givenUp })];
    const decision = decide(due({ deliveries }), startPlus(1));
    expect(decision).toMatchObject({ do: 'send', date: '2026-03-11', items: [QUESTION] });
  });
});

describe('a claim', () => {
  const inWindow = addMinutes(START, 10);
  const nowMs = Date.parse(inWindow);

  test('of somebody else is left to them while its lease lasts', () => {
    const person = due({ deliveries: [claim(nowMs + 1)] });
    expect(decideDelivery(person, momentAt(inWindow, { realMs: nowMs }))).toEqual({
      do: 'nothing',
      reason: 'in-flight',
      untilMs: nowMs + 1,
    });
  });

  test('that was interrupted is sent again under the same date', () => {
    const interrupted = claim(nowMs);
    expect(decide(due({ deliveries: [interrupted] }), inWindow)).toEqual({
      ...CHECK_IN,
      date: DATE,
      items: [QUESTION],
      chargedOn: DATE,
      interrupted,
    });
  });

  test('lives on real time, not on the product’s', () => {
    const person = due({ deliveries: [claim(nowMs)] });
    expect(decideDelivery(person, momentAt(inWindow, { realMs: nowMs - 1 }))).toMatchObject({
      reason: 'in-flight',
    });
  });

  test('that was interrupted does not ask what was answered meanwhile', () => {
    const other = { ...QUESTION, pledgeId: OTHER_PLEDGE_ID };
    const interrupted = claim(nowMs, { items: [QUESTION, other] });
    const pledges = [aPledge({ recent: [aCheckIn()] }), aPledge({ id: OTHER_PLEDGE_ID })];
    const partly = due({ pledges, deliveries: [interrupted] });
    expect(decide(partly, inWindow)).toMatchObject({ do: 'send', items: [other], interrupted });
    const wholly = due({
      pledges: [aPledge({ recent: [aCheckIn()] })],
      deliveries: [claim(nowMs)],
    });
    expect(decide(wholly, inWindow)).toEqual({ do: 'close', delivery: claim(nowMs) });
  });

  test('that was interrupted is closed after its window, and the next one asks anew', () => {
    const interrupted = claim(nowMs);
    const person = due({ deliveries: [interrupted] });
    for (const now of [END, startPlus(1), startPlus(20)]) {
      expect(decide(person, now)).toEqual({ do: 'close', delivery: interrupted });
    }
    const closed = due({ deliveries: [{ ...interrupted, progress: givenUp }] });
    expect(decide(closed, END)).toEqual({ do: 'nothing', reason: 'outside-window' });
    expect(nextLookAt(closed, END)).toBe(startPlus(1));
    expect(decide(closed, startPlus(1))).toEqual({
      ...CHECK_IN,
      date: '2026-03-11',
      items: [QUESTION],
      chargedOn: '2026-03-11',
    });
  });

  test('whose lease outlasts its window is still left alone', () => {
    const person = due({ deliveries: [claim(Date.parse(END) + 1000)] });
    expect(decide(person, END)).toMatchObject({ do: 'nothing', reason: 'in-flight' });
  });

  test.each<[string, PersonFields]>([
    ['a pause', { messages: { state: 'paused', until: '2026-04-01' } }],
    ['a stop', { messages: { state: 'stopped' } }],
    ['an erasure', { life: 'erasing' }],
    ['the end of the app', { conversation: { state: 'uninstalled', at: START } }],
  ])('does not outlive %s, but lasts as long as its lease', (_what, fields) => {
    const person = due({ deliveries: [claim(nowMs)], ...fields });
    expect(decideDelivery(person, momentAt(inWindow, { realMs: nowMs - 1 }))).toMatchObject({
      reason: 'in-flight',
    });
    expect(decideDelivery(person, momentAt(inWindow, { realMs: nowMs }))).toEqual({
      do: 'close',
      delivery: claim(nowMs),
    });
  });

  test('is not looked for again while its window lasts: the pack comes back by itself', () => {
    const person = due({ deliveries: [claim(nowMs)] });
    expect(nextLookAt(person, START)).toBe(startPlus(14));
  });
});

describe('when to look next', () => {
  test.each<[string, PersonFields, string, string | undefined]>([
    ['the first question', {}, NOON, START],
    ['the window that is open', {}, addMinutes(START, 5), addMinutes(START, 5)],
    ['the next day, when the window is over', {}, END, startPlus(1)],
    ['the next question, once asked', { deliveries: [aDelivery()] }, START, startPlus(14)],
    [
      'the next question, once answered',
      { pledges: [aPledge({ recent: [aCheckIn()] })] },
      START,
      startPlus(14),
    ],
    [
      'when the budget is free again',
      { deliveries: [aDelivery({ date: '2026-03-05', items: [] })] },
      NOON,
      startPlus(2),
    ],
    [
      'the end of the pause',
      { messages: { state: 'paused', until: '2026-03-16' } },
      NOON,
      startPlus(6),
    ],
    [
      'after a message that failed, the next day',
      { deliveries: [aDelivery({ progress: givenUp })] },
      START,
      startPlus(1),
    ],
    [
      'when the budget is free again, after a journey west and with no other question to come',
      {
        pledges: [aPledge({ endsOn: '2026-03-12' })],
        deliveries: [aDelivery({ date: '2026-03-12', items: [] })],
      },
      startPlus(1),
      startPlus(9),
    ],
    ['never, once stopped', { messages: { state: 'stopped' } }, NOON, undefined],
    ['never, with nothing in hand', { pledges: [] }, NOON, undefined],
    [
      'the person’s day after the period is over, to ask what becomes of the pledge',
      { pledges: [aPledge({ endsOn: '2026-03-12' })], deliveries: [aDelivery()] },
      START,
      startPlus(7),
    ],
    [
      'never, once that was asked',
      {
        pledges: [aPledge({ endsOn: '2026-03-12' })],
        deliveries: [
          aDelivery(),
          aDelivery({
            date: '2026-03-17',
            cause: 'ending',
            items: [{ kind: 'ending', pledgeId: PLEDGE_ID, endsOn: '2026-03-12' }],
          }),
        ],
      },
      startPlus(7),
      undefined,
    ],
  ])('%s', (_what, fields, now, look) => {
    expect(nextLookAt(due(fields), now)).toBe(look);
  });

  test('nine o’clock stays nine o’clock when summer time begins and ends', () => {
    const spring = due({ deliveries: [aDelivery({ date: '2026-03-24' })] });
    const look = nextLookAt(spring, '2026-03-25T12:00:00.000Z');
    // One hour of UTC earlier than in winter.
    expect(look).toBe(addMinutes('2026-04-07T08:00:00.000Z', minutesIntoHalfHour(USER_ID)));
    const pledge = aPledge({ startedOn: '2026-10-12', endsOn: '2027-01-04' });
    const autumn = due({ pledges: [pledge] });
    expect(
      walkAlongLooks(autumn, '2026-10-12T12:00:00.000Z', '2026-11-15T00:00:00.000Z').map(
        ({ at }) => at,
      ),
    ).toEqual([
      addMinutes('2026-10-20T08:00:00.000Z', minutesIntoHalfHour(USER_ID)),
      addMinutes('2026-11-03T09:00:00.000Z', minutesIntoHalfHour(USER_ID)),
    ]);
  });

  test('is never before now, and is sent at unless something changes', () => {
    assertAlways(
      fc.property(somePerson, someMoment, (person, now) => {
        const look = nextLookAt(person, now);
        if (look === undefined) return;
        expect(look >= now).toBe(true);
        expect(decide(person, look).do).toBe('send');
      }),
      300,
    );
  }, 60_000);

  test('is never later than the first moment at which something would be sent', () => {
    const someSoon = fc.integer({ min: 0, max: 20 * 1440 });
    assertAlways(
      fc.property(somePerson, someMoment, someSoon, (person, now, minutes) => {
        const soon = addMinutes(now, minutes);
        if (decide(person, soon).do !== 'send') return;
        const look = nextLookAt(person, now);
        expect(look === undefined ? false : look <= soon).toBe(true);
      }),
      300,
    );
  }, 60_000);
});

describe('walking along the looks', () => {
  const FROM = '2026-01-01T00:00:00.000Z';
  const UNTIL = '2027-06-01T00:00:00.000Z';

  /** When a question would be asked on a local date. */
  function startOn(person: Person, date: string): string {
    const { time, zone } = person.profile.settings;
    return addMinutes(momentOf(date, time, zone), minutesIntoHalfHour(person.key.userId));
  }

  /** Every question of a pledge, with the date of the one after it. */
  function questionsOf(person: Person, index: number): readonly [string, string | undefined][] {
    const { settings } = person.profile;
    const pledge = person.pledges[index];
    const dates: string[] = [];
    let now = FROM;
    for (;;) {
      const date = pledge && nextQuestionOn(pledge, settings, now);
      if (date === undefined) return dates.map((each, n) => [each, dates[n + 1]]);
      dates.push(date);
      now = momentOf(date, settings.time, settings.zone);
    }
  }

  test('keeps to the budget, the person’s hour and one card a day', () => {
    assertAlways(
      fc.property(somePerson, (person) => {
        const { budget, time, zone } = person.profile.settings;
        const sent = walkAlongLooks(person, FROM, UNTIL);
        const dates = sent.map(({ delivery }) => delivery.date);
        for (const { at, delivery } of sent) {
          const week = dates.filter(
            (date) => date <= delivery.date && date > daysAfter(delivery.date, -7),
          );
          expect(week.length).toBeLessThanOrEqual(budget);
          const late = wallMinutesAfter(at, zone, delivery.date, time);
          expect(late).toBeGreaterThanOrEqual(0);
          // Half an hour of spread, an hour more where the clock jumped over it.
          expect(late).toBeLessThanOrEqual(29 + 60);
          for (const { date } of askedBy(delivery)) expect(date <= delivery.date).toBe(true);
        }
      }),
      25,
    );
  }, 60_000);

  test('forgets no question: each is asked once, or the next came before the budget allowed it', () => {
    assertAlways(
      fc.property(somePerson, (person) => {
        const { budget } = person.profile.settings;
        const sent = walkAlongLooks(person, FROM, UNTIL);
        const sentOn = sent.map(({ delivery }) => delivery.date);
        const asked = sent.flatMap(({ delivery }) =>
          askedBy(delivery).map(({ pledgeId, date }) => `${pledgeId} ${date}`),
        );
        expect(new Set(asked).size).toBe(asked.length);
        for (const [index, pledge] of person.pledges.entries()) {
          for (const [date, next] of questionsOf(person, index)) {
            if (asked.includes(`${pledge.id} ${date}`)) continue;
            // Only another question can have taken its place, and only for want of budget on every day between.
            expect(next).toBeDefined();
            for (let day = date; day < (next ?? day); day = daysAfter(day, 1)) {
              expect(startOn(person, day) >= FROM).toBe(true);
              const week = sentOn.filter((each) => each <= day && each > daysAfter(day, -7));
              expect(week.length).toBeGreaterThanOrEqual(budget);
            }
          }
        }
      }),
      25,
    );
  }, 60_000);

  test('with a budget for it, asks on the very day', () => {
    const person = aPerson({ pledges: [aPledge({ cadence: 'weekly', endsOn: '2027-03-01' })] });
    const sent = [...walkAlongLooks(person, FROM, UNTIL)];
    const [ending] = sent.splice(51);
    expect(sent).toHaveLength(51);
    expect(ending?.delivery.items).toEqual([
      { kind: 'ending', pledgeId: PLEDGE_ID, endsOn: '2027-03-01' },
    ]);
    for (const { at, delivery } of sent) {
      expect(delivery.items).toEqual([{ ...QUESTION, date: delivery.date }]);
      expect(localDateAt(at, 'Europe/London')).toBe(delivery.date);
    }
  });
});
