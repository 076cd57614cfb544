import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../../shared/domain/delivery.ts';
import { requestsWaitingId } from '../../../shared/domain/pending-ids.ts';
import {
  nextStepOf,
  type RequestsRound,
  tellOfRequests,
  untellOfRequests,
} from '../../../shared/domain/requests-round.ts';
import { aDelivery, aPerson, ERG_ID, NOON, OTHER_ERG_ID } from '../../support/builders.ts';

const OPEN: RequestsRound = { revision: 4, state: 'open', openedAt: NOON, told: ['ada', 'bo'] };
const CLOSED: RequestsRound = { ...OPEN, state: 'closed' };
const DONE: RequestsRound = { ...CLOSED, told: [] };
const LATER = '2026-03-05T10:00:00.000Z';

describe('the requests of an ERG', () => {
  const step = (round: RequestsRound | undefined, waiting: number, organisers = ['ada', 'bo']) =>
    nextStepOf(round, { waiting, organisers }, LATER);

  test.each([
    ['none waits, and none has', undefined, 0],
    ['none waits any more, and nobody is left who was told', DONE, 0],
  ])('are left alone where %s', (_when, round, waiting) => {
    expect(step(round, waiting)).toEqual({ do: 'nothing' });
  });

  test('begin a round with the first that waits, the next one with a later', () => {
    const opened = { state: 'open', openedAt: LATER, told: ['ada', 'bo'] };
    expect(step(undefined, 1)).toEqual({ do: 'write', round: { revision: 1, ...opened } });
    expect(step(DONE, 3)).toEqual({ do: 'write', round: { revision: 5, ...opened } });
  });

  test('are told to all organisers, and one who came meanwhile is written down before', () => {
    expect(step(OPEN, 3)).toEqual({ do: 'tell', round: OPEN, organisers: ['ada', 'bo'] });
    expect(step(OPEN, 3, ['bo', 'cy'])).toEqual({
      do: 'write',
      round: { ...OPEN, told: ['ada', 'bo', 'cy'] },
    });
  });

  test('end a round with the last that waits, which is taken back before another begins', () => {
    expect(step(OPEN, 0)).toEqual({ do: 'write', round: CLOSED });
    for (const waiting of [0, 2]) {
      expect(step(CLOSED, waiting)).toEqual({ do: 'take-back', round: CLOSED, after: DONE });
    }
  });
});

describe('an organiser', () => {
  const idOf = (revision: number, ergId = ERG_ID) => requestsWaitingId({ ergId, revision });
  const told = (revision: number, fields: Partial<Delivery> = {}) =>
    aDelivery({
      date: '2026-03-02',
      items: [{ kind: 'pending', id: idOf(revision), of: 'requests-waiting', revision: 1 }],
      ...fields,
    });
  const waits = (revision: number, ergId = ERG_ID) =>
    ({ id: idOf(revision, ergId), kind: 'requests-waiting', from: NOON, until: LATER }) as const;
  const pendingsOf = (person: Parameters<typeof tellOfRequests>[0]) =>
    tellOfRequests(person, ERG_ID, OPEN).person.pendings;

  test('is told five minutes after the first request at the soonest, and for two weeks', () => {
    expect(pendingsOf(aPerson())).toEqual([
      {
        id: idOf(4),
        kind: 'requests-waiting',
        from: '2026-03-02T12:05:00.000Z',
        until: '2026-03-16T12:00:00.000Z',
      },
    ]);
  });

  test('who had a card of this ERG today is told tomorrow, by their own clock', () => {
    const person = aPerson({ zone: 'Pacific/Auckland', deliveries: [told(3)] });
    // Midnight of 3 March in Auckland was an hour before.
    expect(pendingsOf(person)).toMatchObject([{ from: '2026-03-02T12:05:00.000Z' }]);
    expect(pendingsOf(aPerson({ deliveries: [told(3)] }))).toMatchObject([
      { from: '2026-03-03T00:00:00.000Z' },
    ]);
    const failed = { state: 'given-up', reason: 'refused', at: NOON } as const;
    expect(pendingsOf(aPerson({ deliveries: [told(3, { progress: failed })] }))).toMatchObject([
      { from: '2026-03-02T12:05:00.000Z' },
    ]);
  });

  test.each([
    ['has not agreed', aPerson({ consent: { state: 'none' } })],
    ['was told of this round', aPerson({ deliveries: [told(4)] })],
    ['waits to be told of it', aPerson({ pendings: [waits(4)] })],
  ])('who %s is left as they are', (_who, person) => {
    expect(tellOfRequests(person, ERG_ID, OPEN).person).toBe(person);
  });

  test('waits for one round of each ERG at a time', () => {
    const person = aPerson({ pendings: [waits(3), waits(3, OTHER_ERG_ID)] });
    expect(pendingsOf(person).map(({ id }) => id)).toEqual([idOf(3, OTHER_ERG_ID), idOf(4)]);
  });

  test('waits no more once the requests were dealt with, but for those of another ERG', () => {
    const person = aPerson({ pendings: [waits(4), waits(3, OTHER_ERG_ID)] });
    expect(untellOfRequests(person, ERG_ID).person.pendings).toEqual([waits(3, OTHER_ERG_ID)]);
    const other = aPerson({ pendings: [waits(3, OTHER_ERG_ID)] });
    expect(untellOfRequests(other, ERG_ID).person).toBe(other);
  });
});
