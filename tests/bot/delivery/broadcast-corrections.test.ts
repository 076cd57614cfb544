import { describe, expect, test } from 'vitest';
import { MOST_COMINGS, PACK_VISIBILITY_MS } from '../../../bot/delivery/hold-message.ts';
import { answerCheckIn } from '../../../shared/commands/answer-check-in.ts';
import { changeMessages } from '../../../shared/commands/change-settings.ts';
import type { NewBroadcast } from '../../../shared/commands/confirm-broadcast.ts';
import { leaveErg } from '../../../shared/commands/leave-erg.ts';
import { correctBroadcast, stopBroadcast } from '../../../shared/commands/steer-broadcast.ts';
import { withdrawConsent } from '../../../shared/commands/withdraw-consent.ts';
import { putBroadcastJob } from '../../../shared/store/broadcast-jobs.ts';
import {
  aMoment,
  BROADCAST,
  BROADCAST_ID,
  confirmed,
  personId,
  personIds,
} from '../../support/broadcasts.ts';
import {
  aMembership,
  aPledge,
  ERG_ID,
  PLEDGE_ID,
  type PersonFields,
  TENANT_ID,
} from '../../support/builders.ts';
import type { TestDeps } from '../../support/command-deps.ts';
import {
  anybody,
  aWorld,
  progressOf,
  recordingTeams,
  rowsOf,
  storePeople,
  work,
  workAfterHold,
} from './broadcast-world.ts';
import { failure } from './recording-sender.ts';

/** How often Teams is asked before a message is given up. */
const MOST_ATTEMPTS = 5;

// Corrections that come while something is told are in correct-while-telling.test.ts.

const BETTER = aMoment({ title: 'After the storm' });
const BEST = aMoment({ title: 'After the rain' });
const asker = (n: number) => ({ key: { tenantId: TENANT_ID, userId: personId(n) } });

/** A moment that was told to these people. */
async function toldTo(
  fields: readonly PersonFields[],
  teams = recordingTeams(),
  about: Partial<NewBroadcast> = {},
) {
  const world = aWorld({ teams });
  const deps = world.program();
  await storePeople(deps, fields);
  await confirmed(deps, personIds(fields.length), about);
  await workAfterHold(deps);
  expect(teams.receivers()).toEqual(personIds(fields.length));
  return { ...world, deps };
}

async function correct(deps: TestDeps, content = BETTER, seen = 1): Promise<void> {
  expect(await correctBroadcast(deps, BROADCAST, content, seen)).toMatchObject({ ok: true });
}

/** Whose cards were asked to be brought up to date, once for every request. */
function updated(teams: ReturnType<typeof recordingTeams>): readonly string[] {
  return teams.updates.map(({ userId }) => userId).toSorted();
}

describe('a correction', () => {
  test('brings every card that was sent up to date, and sends none', async () => {
    const { deps, teams } = await toldTo(anybody(60));
    await correct(deps);
    await work(deps);
    expect(updated(teams)).toEqual(personIds(60));
    expect(teams.requests).toHaveLength(60);
    for (const userId of personIds(60)) {
      expect(teams.cardsOf(userId)).toEqual([expect.stringContaining(BETTER.title)]);
    }
    expect(await progressOf(deps)).toEqual({ sent: 60, corrected: 60 });
    expect((await rowsOf(deps, 0)).deliveries).toMatchObject([
      { items: [{ kind: 'pending', id: BROADCAST_ID, revision: 2 }], progress: { state: 'sent' } },
    ]);
    expect(await deps.queues.queue('broadcasts').approximateLength()).toBe(0);
    expect(deps.logged).toEqual([]);
  });

  test('reaches those too who left, stopped or paused since: they got it', async () => {
    const ally = { memberships: [aMembership()] };
    const { deps, teams } = await toldTo([ally, ally, ally], recordingTeams(), { ergId: ERG_ID });
    await leaveErg(deps, asker(0), ERG_ID, 10);
    await changeMessages(deps, asker(1), { state: 'stopped' });
    await changeMessages(deps, asker(2), { state: 'paused', until: '2026-03-20' });
    await correct(deps);
    await work(deps);
    expect(updated(teams)).toEqual(personIds(3));
  });

  test('reaches nobody who erased themselves', async () => {
    const { deps, teams } = await toldTo(anybody(3));
    await withdrawConsent(deps, asker(1));
    await correct(deps);
    await work(deps);
    expect(updated(teams)).toEqual([personId(0), personId(2)]);
    expect(await deps.people.load(asker(1).key)).toBeUndefined();
    expect(await progressOf(deps)).toEqual({ sent: 3, corrected: 2 });
  });

  test('reaches nobody whose erasing has only begun, and writes nothing of them', async () => {
    const { deps, teams } = await toldTo(anybody(2));
    const loaded = await deps.people.load(asker(1).key);
    if (loaded === undefined) throw new Error('The person is missing.');
    const { profile } = loaded.person;
    await deps.people.commit(
      loaded,
      { ...loaded.person, profile: { ...profile, life: 'erasing' } },
      [],
    );
    const before = await deps.people.readEverything(asker(1).key);
    await correct(deps);
    await work(deps);
    expect(updated(teams)).toEqual([personId(0)]);
    expect(await deps.people.readEverything(asker(1).key)).toEqual(before);
  });

  test('of a correction is what the cards show in the end, and it counts anew', async () => {
    const { deps, teams } = await toldTo(anybody(3));
    await correct(deps);
    await work(deps);
    await correct(deps, BEST, 2);
    expect(await progressOf(deps)).toEqual({ sent: 3 });
    await work(deps);
    expect(teams.cardsOf(personId(2))).toEqual([expect.stringContaining(BEST.title)]);
    expect(await progressOf(deps)).toEqual({ sent: 3, corrected: 3 });
  });

  test('that is handed out again skips what shows it already', async () => {
    const { deps, teams } = await toldTo(anybody(3));
    await correct(deps);
    await work(deps);
    await correct(deps);
    await work(deps);
    expect(teams.updates).toHaveLength(3);
    expect(await progressOf(deps)).toEqual({ sent: 3, corrected: 3 });
  });

  test('of what was stopped reaches who got it, and nobody else', async () => {
    const world = aWorld();
    const deps = world.program();
    const fields: readonly PersonFields[] = [
      {},
      { messages: { state: 'paused', until: '2026-03-05' } },
    ];
    await storePeople(deps, fields);
    await confirmed(deps, personIds(2));
    await workAfterHold(deps);
    await stopBroadcast(deps, BROADCAST);
    await correct(deps);
    await work(deps);
    expect(updated(world.teams)).toEqual([personId(0)]);
    expect(world.teams.receivers()).toEqual([personId(0)]);
  });

  test('made in the hold is what everybody is told in the first place', async () => {
    const { program, teams } = aWorld();
    const deps = program();
    await storePeople(deps, anybody(3));
    await confirmed(deps, personIds(3));
    await correct(deps);
    await workAfterHold(deps);
    expect(teams.receivers()).toEqual(personIds(3));
    expect(teams.updates).toEqual([]);
    expect(teams.cardsOf(personId(0))).toEqual([expect.stringContaining(BETTER.title)]);
  });

  test('asks nothing anew that was answered since, and leaves what is still to be answered', async () => {
    // Two who are told on the day of their question, and one card holds both.
    const pledges = [aPledge({ startedOn: '2026-02-16', createdAt: '2026-02-16T12:00:00.000Z' })];
    const fields: PersonFields = { pledges, day: 1 };
    const { deps, teams } = await toldTo([fields, fields]);
    const question = { pledgeId: PLEDGE_ID, date: '2026-03-02' };
    for (const n of [0, 1]) {
      expect(teams.cardsOf(personId(n))).toEqual([expect.stringContaining(PLEDGE_ID)]);
    }
    const answer = { question, answer: 'did-it', via: 'chat', seen: undefined } as const;
    expect(await answerCheckIn(deps, asker(0), answer)).toMatchObject({ ok: true });
    await correct(deps);
    await work(deps);
    const [answered] = teams.cardsOf(personId(0));
    const [unanswered] = teams.cardsOf(personId(1));
    expect(answered).toContain(BETTER.title);
    expect(answered).not.toContain(PLEDGE_ID);
    expect(unanswered).toContain(BETTER.title);
    expect(unanswered).toContain(PLEDGE_ID);
  });
});

describe('a correction that Teams does not take', () => {
  /** Told to three; the card of one is not updated as long as Teams answers so. */
  async function refusedFor(reason: Parameters<typeof failure>[0]) {
    const state = { isRefusing: true };
    const teams = recordingTeams({
      update: ({ userId }) =>
        state.isRefusing && userId === personId(1) ? failure(reason) : undefined,
    });
    const world = await toldTo(anybody(3), teams);
    await correct(world.deps);
    await work(world.deps);
    return {
      ...world,
      state,
      updatesOf: (n: number) => updated(teams).filter((userId) => userId === personId(n)).length,
    };
  }

  test.each(['throttled', 'try-again'] as const)(
    'since it is busy (%s) is repeated when the job comes back, for that card alone',
    async (reason) => {
      const { deps, clock, state, updatesOf, teams } = await refusedFor(reason);
      expect([0, 1, 2].map(updatesOf)).toEqual([1, MOST_ATTEMPTS, 1]);
      expect(await progressOf(deps)).toEqual({ sent: 3, corrected: 2 });

      state.isRefusing = false;
      clock.advanceMs(PACK_VISIBILITY_MS + 1000);
      await work(deps);
      expect([0, 1, 2].map(updatesOf)).toEqual([1, MOST_ATTEMPTS + 1, 1]);
      expect(teams.cardsOf(personId(1))).toEqual([expect.stringContaining(BETTER.title)]);
      expect(await progressOf(deps)).toEqual({ sent: 3, corrected: 3 });
      expect(await deps.queues.queue('broadcasts').approximateLength()).toBe(0);
    },
  );

  test('however often it is asked, is let go after half an hour or so', async () => {
    const { deps, clock } = await refusedFor('throttled');
    for (let comings = 0; comings < MOST_COMINGS; comings += 1) {
      clock.advanceMs(PACK_VISIBILITY_MS + 1000);
      await work(deps);
    }
    expect(await deps.queues.queue('broadcasts').approximateLength()).toBe(0);
    expect(await progressOf(deps)).toEqual({ sent: 3, corrected: 2 });
  });

  test.each(['blocked', 'not-installed', 'too-large', 'refused'] as const)(
    'for good (%s) is not repeated',
    async (reason) => {
      const { deps, clock, updatesOf } = await refusedFor(reason);
      clock.advanceMs(PACK_VISIBILITY_MS + 1000);
      await work(deps);
      expect([0, 1, 2].map(updatesOf)).toEqual([1, 1, 1]);
      expect(await deps.queues.queue('broadcasts').approximateLength()).toBe(0);
    },
  );
});

test('a correction of one pack leaves the others, and of one that there is none of nothing', async () => {
  const { deps, teams } = await toldTo(anybody(52));
  await correct(deps);
  const queue = deps.queues.queue('broadcasts');
  const [handOut] = await queue.receive({ most: 1, visibilityMs: PACK_VISIBILITY_MS });
  if (handOut !== undefined) await queue.remove(handOut);
  for (const pack of [1, 9]) {
    const about = { tenantId: TENANT_ID, broadcastId: BROADCAST_ID };
    await putBroadcastJob(deps.queues, { do: 'correct', ...about, pack });
  }
  await work(deps);
  expect(updated(teams)).toEqual([personId(50), personId(51)]);
});
