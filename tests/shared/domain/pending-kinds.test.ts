import { describe, expect, test } from 'vitest';
import { addMinutes } from '../../../shared/domain/cadence.ts';
import { decideDelivery } from '../../../shared/domain/delivery-decision.ts';
import { type Pending, PENDING_KINDS, type PendingKind } from '../../../shared/domain/pending.ts';
import { aPerson, type PersonFields } from '../../support/builders.ts';
import { momentAt } from './delivery-moment.ts';

// Tuesday 10 March 2026, the person's day. Their own hour is from nine to three, with half an hour of spread.
const IN_OWN_HOUR = '2026-03-10T10:00:00.000Z';
const IN_THE_EVENING = '2026-03-10T18:00:00.000Z';

function waits(kind: PendingKind, id: string = kind): Pending {
  return { id, kind, from: '2026-03-09T10:00:00.000Z', until: addMinutes(IN_OWN_HOUR, 20_000) };
}

function decide(kinds: readonly PendingKind[], fields: PersonFields = {}, now = IN_OWN_HOUR) {
  const person = aPerson({ pendings: kinds.map((kind) => waits(kind)), ...fields });
  const words = new Map(person.pendings.map(({ id }) => [id, 1]));
  return decideDelivery(person, momentAt(now, { words }));
}

function toldBy(decision: ReturnType<typeof decide>): readonly string[] {
  return decision.do === 'send'
    ? decision.items.map((item) => (item.kind === 'pending' ? item.id : item.kind))
    : [];
}

test('what falls together stands on one card, the most pressing first', () => {
  expect(toldBy(decide(PENDING_KINDS.toReversed()))).toEqual([
    'event-change',
    'membership-news',
    'moment',
    'event-reminder',
    'requests-waiting',
    'announcement',
    'invitation',
    'lesson',
  ]);
});

describe.each([
  ['event-change', true, 'by day'],
  ['membership-news', true, 'by day'],
  ['moment', false, 'by day'],
  ['event-reminder', true, 'by day'],
  ['requests-waiting', true, 'by day'],
  ['announcement', false, 'in the own hour'],
  ['invitation', false, 'in the own hour'],
  ['lesson', false, 'in the own hour'],
] as const)('%s', (kind, isSolicited, when) => {
  test(`${isSolicited ? 'counts' : 'does not count'} as asked for`, () => {
    const free = decide([kind]);
    expect(free).toMatchObject({ do: 'send' });
    expect('chargedOn' in free).toBe(!isSolicited);
    expect(toldBy(decide([kind], { budget: 0 }))).toEqual(isSolicited ? [kind] : []);
    expect(toldBy(decide([kind], { messagesSinceAct: 5 }))).toEqual(isSolicited ? [kind] : []);
  });

  test(`goes out ${when}`, () => {
    expect(toldBy(decide([kind], {}, IN_THE_EVENING))).toEqual(when === 'by day' ? [kind] : []);
    expect(toldBy(decide([kind], {}, '2026-03-10T22:00:00.000Z'))).toEqual([]);
  });

  test.each<[string, PersonFields]>([
    ['has not agreed', { consent: { state: 'none' } }],
    ['stopped messages', { messages: { state: 'stopped' } }],
    ['is pausing', { messages: { state: 'paused', until: '2026-03-20' } }],
    ['has a quiet date', { quietDates: [{ from: '2026-03-10', through: '2026-03-10' }] }],
    ['is not reachable', { conversation: null }],
  ])('is not told to somebody who %s', (_who, fields) => {
    expect(toldBy(decide([kind], fields))).toEqual([]);
  });
});

test('of several memberships or requests two stand on a card, the others on the next', () => {
  const pendings = ['a', 'b', 'c'].flatMap((id) => [
    waits('membership-news', `news-${id}`),
    waits('requests-waiting', `requests-${id}`),
  ]);
  expect(toldBy(decide([], { pendings }))).toEqual([
    'news-a',
    'news-b',
    'requests-a',
    'requests-b',
  ]);
});
