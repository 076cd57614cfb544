import { expect, test } from 'vitest';
import { sharesOf, type TellingTime, whenTold } from '../../../shared/domain/telling-forecast.ts';
import { OPEN_TENANT } from '../../../shared/domain/tenant-rules.ts';
import type { Pending } from '../../../shared/domain/pending.ts';
import {
  aDelivery,
  aMembership,
  aPerson,
  ERG_ID,
  NOON,
  type PersonFields,
} from '../../support/builders.ts';

// Monday noon; the person's day is Tuesday from nine.
const MOMENT: Pending = {
  id: 'moment-1',
  kind: 'moment',
  from: NOON,
  until: '2026-03-16T12:00:00.000Z',
};
const ANNOUNCEMENT: Pending = { ...MOMENT, kind: 'announcement', ergId: ERG_ID };

const used = (date: string) => aDelivery({ date, items: [], chargedOn: date });

test.each<[string, Pending, PersonFields, TellingTime]>([
  ['of a moment now', MOMENT, {}, 'today'],
  [
    'of a moment, with next week’s message early',
    MOMENT,
    { deliveries: [used('2026-02-26')] },
    'today',
  ],
  [
    'of a moment when a pause is over',
    MOMENT,
    { messages: { state: 'paused', until: '2026-03-05' } },
    'within-week',
  ],
  [
    'of a moment after a longer pause',
    MOMENT,
    { messages: { state: 'paused', until: '2026-03-12' } },
    'later',
  ],
  ['of nothing, with messages stopped', MOMENT, { messages: { state: 'stopped' } }, 'never'],
  ['of nothing, with a budget of none', MOMENT, { budget: 0 }, 'never'],
  ['of nothing, where the app is not installed', MOMENT, { conversation: null }, 'never'],
  [
    'of nothing, where a pause outlasts it',
    MOMENT,
    { messages: { state: 'paused', until: '2026-05-01' } },
    'never',
  ],
  ['of news in their own hours', ANNOUNCEMENT, { memberships: [aMembership()] }, 'today'],
  [
    'of news tomorrow, where it begins at night',
    { ...ANNOUNCEMENT, from: '2026-03-02T22:00:00.000Z' },
    { memberships: [aMembership()] },
    'within-week',
  ],
  ['of news of an ERG that they left never', ANNOUNCEMENT, {}, 'never'],
])('somebody is told %s', (_what, pending, fields, time) => {
  expect(whenTold(aPerson(fields), pending, OPEN_TENANT)).toBe(time);
});

test('news waits until the budget is free, twice as long for who did not react', () => {
  const person = { memberships: [aMembership()], deliveries: [used('2026-02-27')] };
  expect(whenTold(aPerson(person), ANNOUNCEMENT, OPEN_TENANT)).toBe('within-week');
  const silent = aPerson({ ...person, messagesSinceAct: 2 });
  expect(whenTold(silent, ANNOUNCEMENT, OPEN_TENANT)).toBe('later');
});

test('shares are tenths, and nothing is said of fewer than ten people', () => {
  const times = (count: number, time: TellingTime) => Array.from({ length: count }, () => time);
  expect(sharesOf(times(9, 'today'))).toBeUndefined();
  expect(sharesOf([...times(88, 'today'), ...times(70, 'later'), ...times(42, 'never')])).toEqual({
    today: 4,
    'within-week': 0,
    later: 4,
    never: 2,
  });
});
