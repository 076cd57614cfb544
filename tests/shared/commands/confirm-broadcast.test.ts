import { describe, expect, test } from 'vitest';
import { confirmBroadcast, type NewBroadcast } from '../../../shared/commands/confirm-broadcast.ts';
import { HOLD_MINUTES } from '../../../shared/domain/broadcast.ts';
import { addMinutes } from '../../../shared/domain/cadence.ts';
import { accepted, refused } from '../../../shared/domain/result.ts';
import { broadcastJobFromText } from '../../../shared/store/broadcast-jobs.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import type { StorageObserver } from '../../../shared/store/storage.ts';
import { withTable } from '../../bot/delivery/storage-between.ts';
import {
  aBroadcast,
  anAnnouncement,
  BROADCAST_ID,
  confirmed,
  eachOf,
  personIds,
  SENDING_FROM,
  there,
  toConfirm,
  UNTIL,
} from '../../support/broadcasts.ts';
import { ERG_ID, NOON, TENANT_ID } from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';

// Programs that die while they confirm are in killed-while-confirming.test.ts.

function setUp(observe?: StorageObserver): TestDeps {
  return testDeps({ now: NOON, ...(observe === undefined ? {} : { observe }) });
}

function confirm(
  deps: TestDeps,
  userIds: readonly string[],
  fields: Partial<NewBroadcast> = {},
): ReturnType<typeof confirmBroadcast> {
  return confirmBroadcast(deps, toConfirm(fields), eachOf(userIds));
}

function rows(deps: TestDeps) {
  return deps.storage.tables.table('Broadcasts').readRange(`${TENANT_ID}_${BROADCAST_ID}`, {});
}

/** The frozen recipients, pack by pack. */
async function frozen(deps: TestDeps): Promise<readonly (readonly string[])[]> {
  const head = there(await deps.broadcasts.readHead(TENANT_ID, BROADCAST_ID));
  const packs = Array.from({ length: head.packs }, (_, index) =>
    deps.broadcasts.readPack(TENANT_ID, BROADCAST_ID, index),
  );
  return (await Promise.all(packs)).map((pack) => there(pack).userIds);
}

/** Every job that shows now. */
async function jobs(deps: TestDeps) {
  const received = await deps.queues.queue('broadcasts').receive({ most: 32, visibilityMs: 1000 });
  return received.map(({ text }) => broadcastJobFromText(text));
}

describe('confirming a broadcast', () => {
  test.each([
    [1, [1]],
    [50, [50]],
    [51, [50, 1]],
    [120, [50, 50, 20]],
  ])('freezes %i people in packs of %o', async (count, sizes) => {
    const deps = setUp();
    expect(await confirm(deps, personIds(count))).toEqual({
      ok: true,
      value: aBroadcast({ recipients: count, packs: sizes.length }),
    });
    const packs = await frozen(deps);
    expect(packs.map(({ length }) => length)).toEqual(sizes);
    expect(packs.flat()).toEqual(personIds(count));
    expect(await rows(deps)).toHaveLength(1 + sizes.length);
  });

  test('counts and freezes everybody once, however often they are named', async () => {
    const deps = setUp();
    const people = personIds(60);
    const { recipients } = await confirmed(deps, [...people, ...people, ...people.slice(3)]);
    expect(recipients).toBe(60);
    expect((await frozen(deps)).flat()).toEqual(people);
  });

  test('freezes more packs than one transaction takes', async () => {
    const deps = setUp();
    const people = personIds(99 * 50 + 1);
    const { recipients, packs } = await confirmed(deps, people);
    expect({ recipients, packs }).toEqual({ recipients: 4951, packs: 100 });
    expect((await frozen(deps)).flat()).toEqual(people);
  });

  test('keeps what it says, for whom it is, and until when', async () => {
    const deps = setUp();
    const until = '2026-03-05T12:00:00.000Z';
    await confirmed(deps, personIds(1), { content: anAnnouncement(), ergId: ERG_ID, until });
    expect(await deps.broadcasts.readHead(TENANT_ID, BROADCAST_ID)).toEqual(
      aBroadcast({ content: anAnnouncement(), ergId: ERG_ID, until, recipients: 1, packs: 1 }),
    );
  });

  test('hands the packs on once the hold is over, and not before', async () => {
    const deps = setUp();
    await confirmed(deps, personIds(1));
    deps.clock.advanceMs(HOLD_MINUTES * 60_000 - 1000);
    expect(await jobs(deps)).toEqual([]);
    deps.clock.advanceMs(1000);
    expect(await jobs(deps)).toEqual([
      { do: 'hand-out', what: 'tell', tenantId: TENANT_ID, broadcastId: BROADCAST_ID, from: 0 },
    ]);
  });

  test('holds from the end of the writing down, however long that took', async () => {
    const deps = setUp();
    async function* slowly() {
      yield* personIds(3);
      deps.clock.advanceMs(90_000);
    }
    const confirmation = await confirmBroadcast(deps, toConfirm(), slowly());
    expect(confirmation).toMatchObject({ value: { sendFrom: addMinutes(SENDING_FROM, 1.5) } });
  });

  test('to nobody is refused, and leaves nothing behind', async () => {
    const deps = setUp();
    expect(await confirm(deps, [])).toEqual({ ok: false, reason: 'nobody-to-tell' });
    expect(await rows(deps)).toEqual([]);
    expect(await deps.queues.queue('broadcasts').approximateLength()).toBe(0);
    expect(await confirmed(deps, personIds(2))).toMatchObject({ recipients: 2 });
  });

  test.each([NOON, SENDING_FROM])(
    'that would be over before it began, at %s, is refused, and leaves nothing behind',
    async (until) => {
      const deps = setUp();
      expect(await confirm(deps, personIds(1), { until })).toEqual({
        ok: false,
        reason: 'until-passed',
      });
      expect(await rows(deps)).toEqual([]);
      expect(await deps.queues.queue('broadcasts').approximateLength()).toBe(0);
    },
  );

  test('that can be told for a millisecond is accepted', async () => {
    const until = new Date(Date.parse(SENDING_FROM) + 1).toISOString();
    expect(await confirm(setUp(), personIds(1), { until })).toMatchObject({ ok: true });
  });
});

describe('the same id again', () => {
  test('is the same broadcast, whatever is said with it', async () => {
    const deps = setUp();
    const first = await confirmed(deps, personIds(3));
    const before = await rows(deps);
    deps.clock.advanceMs(60_000);
    expect(await confirmed(deps, personIds(5), { content: anAnnouncement() })).toEqual(first);
    expect(await confirm(deps, [])).toEqual({ ok: true, value: first });
    expect(await rows(deps)).toEqual(before);
  });

  test('is the same broadcast when it is over, too', async () => {
    const deps = setUp();
    const first = await confirmed(deps, personIds(3));
    deps.clock.set(UNTIL);
    expect(await confirm(deps, personIds(3))).toEqual({ ok: true, value: first });
  });

  test('is written down anew where the one before ended in the middle', async () => {
    const deps = setUp();
    async function* breaking() {
      yield* personIds(120);
      throw new Error('The roster does not answer.');
    }
    await expect(confirmBroadcast(deps, toConfirm(), breaking())).rejects.toThrow('roster');
    expect(await confirmed(deps, personIds(60))).toMatchObject({ recipients: 60, packs: 2 });
    expect((await frozen(deps)).flat()).toEqual(personIds(60));
    expect(await rows(deps)).toHaveLength(3);
  });

  test('of another organisation is another broadcast', async () => {
    const deps = setUp();
    await confirmed(deps, personIds(3));
    expect(await confirmed(deps, personIds(2), { tenantId: 'another' })).toMatchObject({
      tenantId: 'another',
      recipients: 2,
    });
    expect((await frozen(deps)).flat()).toEqual(personIds(3));
  });
});

test('of two who confirm at once one freezes, whoever’s whole confirmation comes between', async () => {
  // The other one's whole confirmation happens before this request of the first one's.
  for (let step = 1; step <= 5; step += 1) {
    let left = step;
    const state = { deps: undefined as TestDeps | undefined, other: undefined as unknown };
    const deps = setUp(async () => {
      left -= 1;
      if (left !== 0 || state.deps === undefined) return;
      state.other = await confirm(state.deps, personIds(70));
    });
    state.deps = deps;
    const confirmation = await confirm(deps, personIds(60));
    const head = there(await deps.broadcasts.readHead(TENANT_ID, BROADCAST_ID));

    expect(confirmation, `before request ${step}`).toEqual({ ok: true, value: head });
    expect(state.other).toMatchObject({ ok: true });
    expect(head.state).toBe('sending');
    expect((await frozen(deps)).flat()).toEqual(personIds(head.recipients));
    expect(await rows(deps)).toHaveLength(1 + head.packs);
  }
});

test('of many who confirm at the same moment one freezes it, and the others get it, or are to ask again', async () => {
  const deps = setUp();
  const frozenOnce = aBroadcast({ recipients: 60, packs: 2 });
  const confirmations = await Promise.all(
    Array.from({ length: 6 }, () => confirm(deps, personIds(60))),
  );
  const done = confirmations.filter(({ ok }) => ok);
  expect(done.length).toBeGreaterThan(0);
  for (const one of confirmations) {
    expect(one).toEqual(done.includes(one) ? accepted(frozenOnce) : refused('busy'));
  }
  expect(await confirm(deps, personIds(60))).toEqual(accepted(frozenOnce));
  expect(await deps.broadcasts.readHead(TENANT_ID, BROADCAST_ID)).toEqual(frozenOnce);
  expect((await frozen(deps)).flat()).toEqual(personIds(60));
  expect(await rows(deps)).toHaveLength(3);
});

test('whichever answer of storage is lost, asking again ends with the recipients frozen', async () => {
  let lostAny = true;
  for (let nth = 1; lostAny; nth += 1) {
    const clock = testClock(NOON);
    let commits = 0;
    const storage = withTable(
      createMemoryStorage({ realMs: clock.realMs }),
      'Broadcasts',
      (table) => ({
        async commit(writes) {
          commits += 1;
          const isLost = commits === nth;
          const outcome = await table.commit(writes);
          // As where the client sent it again by itself.
          return isLost ? { ok: false, reason: 'changed', index: 0 } : outcome;
        },
      }),
    );
    const deps = testDeps({ clock, storage });
    await confirm(deps, personIds(60));
    lostAny = commits >= nth;
    expect(await confirmed(deps, personIds(60))).toMatchObject({ state: 'sending' });
    expect((await frozen(deps)).flat()).toEqual(personIds(60));
    expect(await rows(deps)).toHaveLength(3);
  }
});
