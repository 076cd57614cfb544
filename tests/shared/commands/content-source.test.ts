import { describe, expect, test } from 'vitest';
import { createContentSource, type EventSource } from '../../../shared/commands/content-source.ts';
import { createErg } from '../../../shared/commands/create-erg.ts';
import type { Erg } from '../../../shared/domain/erg.ts';
import {
  eventReminderId,
  invitationId,
  membershipNewsId,
  requestsWaitingId,
} from '../../../shared/domain/pending-ids.ts';
import { aMoment, BROADCAST_ID } from '../../support/broadcasts.ts';
import {
  anErg,
  anOrganiser,
  ERG_ID,
  NOON,
  OTHER_ERG_ID,
  TENANT_ID,
} from '../../support/builders.ts';
import { testDeps } from '../../support/command-deps.ts';

const ROUND = { ergId: ERG_ID, revision: 1 };
const EVENT_ID = '0195e000-0000-7000-8000-000000000007';
const APPROVED = membershipNewsId({ ...ROUND, news: 'approved' });
const REMINDER = {
  kind: 'event-reminder',
  title: 'Coffee for carers',
  startsAt: '2026-03-03T15:00:00.000Z',
  zone: 'Europe/London',
} as const;

/** Contents of one ERG, for which so many requests wait, and every read of their number. */
async function setUp(
  options: {
    readonly erg?: Partial<Erg>;
    readonly waiting?: number;
    readonly events?: EventSource;
  } = {},
) {
  const deps = testDeps({ now: NOON });
  const erg = anErg(options.erg);
  await createErg(deps, { tenantId: TENANT_ID, actorId: 'admin', erg });
  const state = { waiting: options.waiting ?? 0, reads: 0 };
  const broadcasts = {
    get: async () => ({ content: aMoment(), revision: 3, told: false, held: true }),
  };
  const contents = createContentSource({
    ...deps,
    broadcasts,
    rosters: {
      ...deps.rosters,
      async sizeOf(...about) {
        state.reads += 1;
        return { ...(await deps.rosters.sizeOf(...about)), requested: state.waiting };
      },
    },
    ...(options.events === undefined ? {} : { events: options.events }),
  });
  return { deps, state, get: (id: string) => contents.get(TENANT_ID, id) };
}

test('a broadcast is told in its own words', async () => {
  const { get } = await setUp();
  expect(await get(BROADCAST_ID)).toEqual({
    content: aMoment(),
    revision: 3,
    told: false,
    held: true,
  });
});

describe('news of a membership, and an invitation', () => {
  test('name the ERG and what the id says, to whom they are told alone', async () => {
    const { get } = await setUp();
    const about = { ergId: ERG_ID, ergName: 'Parents and Carers' };
    expect(
      await get(membershipNewsId({ ...ROUND, news: 'declined', askAgainOn: '2026-04-03' })),
    ).toEqual({
      content: { kind: 'membership-news', news: 'declined', askAgainOn: '2026-04-03', ...about },
      revision: 1,
      told: true,
    });
    expect(await get(invitationId(ROUND))).toEqual({
      content: { kind: 'invitation', ...about },
      revision: 1,
      told: true,
    });
  });

  test.each([APPROVED, invitationId(ROUND)])('of an archived ERG are not told: %s', async (id) => {
    const { get } = await setUp({ erg: { state: 'archived' } });
    expect(await get(id)).toMatchObject({ told: false });
  });

  test('of an ERG that nobody knows are not known', async () => {
    const { get } = await setUp();
    expect(await get(invitationId({ ergId: OTHER_ERG_ID, revision: 1 }))).toBeUndefined();
  });

  test('of an ERG that is newer than the directory known here are known', async () => {
    const { deps, get } = await setUp();
    await get(APPROVED);
    // By another program.
    await deps.ergs.create(TENANT_ID, anErg({ id: OTHER_ERG_ID, name: 'Pride' }), 0);
    expect(await get(invitationId({ ergId: OTHER_ERG_ID, revision: 1 }))).toMatchObject({
      content: { ergName: 'Pride' },
    });
  });
});

describe('requests that wait', () => {
  const ID = requestsWaitingId(ROUND);

  test('are counted as they are, for those who run the ERG alone', async () => {
    const organisers = [anOrganiser({ userId: 'one' }), anOrganiser({ userId: 'two' })];
    const { get } = await setUp({ waiting: 3, erg: { organisers } });
    expect(await get(ID)).toEqual({
      content: {
        kind: 'requests-waiting',
        ergId: ERG_ID,
        ergName: 'Parents and Carers',
        waiting: 3,
      },
      revision: 1,
      told: true,
      onlyFor: ['one', 'two'],
    });
  });

  test('are not told where none waits, or the ERG is archived, but said to be dealt with', async () => {
    const dealtWith = { content: { waiting: 0 }, revision: 2, told: false };
    expect(await (await setUp()).get(ID)).toMatchObject(dealtWith);
    const archived = await setUp({ waiting: 3, erg: { state: 'archived' } });
    expect(await archived.get(ID)).toMatchObject(dealtWith);
  });

  test('are read once in two seconds, however many ask', async () => {
    const { deps, state, get } = await setUp({ waiting: 1 });
    await Promise.all([get(ID), get(ID)]);
    state.waiting = 2;
    deps.clock.advanceMs(1999);
    expect(await get(ID)).toMatchObject({ content: { waiting: 1 } });
    expect(state.reads).toBe(1);
    deps.clock.advanceMs(1);
    expect(await get(ID)).toMatchObject({ content: { waiting: 2 } });
  });
});

describe('a reminder of an event', () => {
  const events: EventSource = {
    read: async (_tenantId, _ergId, eventId) =>
      eventId === EVENT_ID ? { content: REMINDER, timeRevision: 4 } : undefined,
  };
  const idOf = (revision: number, eventId = EVENT_ID) =>
    eventReminderId({ ergId: ERG_ID, eventId, revision });

  test('is told while the event takes place when it was to, and not once it has moved', async () => {
    const { get } = await setUp({ events });
    expect(await get(idOf(4))).toEqual({ content: REMINDER, revision: 1, told: true });
    expect(await get(idOf(3))).toMatchObject({ told: false });
  });

  test('is not known where the event is not, or none is kept', async () => {
    expect(await (await setUp({ events })).get(idOf(4, OTHER_ERG_ID))).toBeUndefined();
    expect(await (await setUp()).get(idOf(4))).toBeUndefined();
  });
});
