import { describe, expect, test } from 'vitest';
import { handOnFigures } from '../../../bot/delivery/hand-on-figures.ts';
import { PACK_VISIBILITY_MS } from '../../../bot/delivery/hold-message.ts';
import { workOnFigures } from '../../../bot/delivery/work-on-figures.ts';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { joinErg } from '../../../shared/commands/join-erg.ts';
import { leaveErg } from '../../../shared/commands/leave-erg.ts';
import { readFigures } from '../../../shared/commands/read-figures.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { personId } from '../../support/broadcasts.ts';
import { pledgeId } from '../../support/api-server.ts';
import {
  aCheckIn,
  anErg,
  aPerson,
  aPledge,
  ERG_ID,
  OTHER_ERG_ID,
  TENANT_ID,
} from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
import { Killed, killableStorage } from '../../support/killable-storage.ts';

const OF = { tenantId: TENANT_ID, ergId: ERG_ID };
const IN_MARCH = '2026-03-10T09:00:00.000Z';
const IN_APRIL = '2026-04-03T09:00:00.000Z';

/** An ERG with so many allies; every third has a pledge for it, every sixth answered about it in March. */
async function anErgWithAllies(
  allies: number,
  storage?: Storage,
  clock = testClock(IN_MARCH),
): Promise<TestDeps> {
  const deps = testDeps({ clock, ...(storage === undefined ? {} : { storage }) });
  await createErg(deps, { tenantId: TENANT_ID, actorId: 'admin', erg: anErg() });
  for (let n = 0; n < allies; n += 1) await join(deps, n);
  await deps.settled();
  return deps;
}

async function join(deps: TestDeps, n: number): Promise<void> {
  const recent = n % 6 === 0 ? [aCheckIn({ date: '2026-03-10', answeredAt: IN_MARCH })] : [];
  const pledges = n % 3 === 0 ? [aPledge({ ergId: ERG_ID, recent })] : [];
  const key = { tenantId: TENANT_ID, userId: personId(n) };
  await deps.people.commit(undefined, aPerson({ userId: key.userId, pledges }), []);
  const ask = { seen: 10, showToAllies: false };
  expect(await joinErg(deps, { key }, ERG_ID, ask)).toMatchObject({ ok: true });
}

async function leave(deps: TestDeps, n: number): Promise<void> {
  const key = { tenantId: TENANT_ID, userId: personId(n) };
  const seen = (await deps.people.load(key))?.person.profile.membershipsRevision ?? 0;
  expect(await leaveErg(deps, { key }, ERG_ID, seen)).toMatchObject({ ok: true });
}

/** Does all jobs that show now; gives how many there were. */
async function work(deps: TestDeps): Promise<number> {
  const queue = deps.queues.queue('figures');
  for (let jobs = 0; ; jobs += 1) {
    const [message] = await queue.receive({ most: 1, visibilityMs: PACK_VISIBILITY_MS });
    if (message === undefined) return jobs;
    await workOnFigures(deps, { queue, message }, new AbortController().signal);
  }
}

const MARCH = {
  month: '2026-03',
  state: 'shown',
  allies: 60,
  pledge: { from: 20, to: 24, asOf: '2026-03' },
  checkIn: { from: 10, to: 14, asOf: '2026-03' },
};

describe('the figures of an ERG', () => {
  test('are counted once a month is over and an organiser looks, and stand from then on', async () => {
    const deps = await anErgWithAllies(60);
    deps.clock.set(IN_APRIL);
    expect(await readFigures(deps, OF)).toEqual({ last: '2026-03', isCounting: true, figures: [] });
    expect(await work(deps)).toBe(1);
    const read = { last: '2026-03', isCounting: false, figures: [MARCH] };
    expect(await readFigures(deps, OF)).toEqual(read);
    for (let n = 0; n < 60; n += 3) await leave(deps, n);
    expect(await work(deps)).toBe(0);
    expect(await readFigures(deps, OF)).toEqual(read);
    expect(deps.logged).toEqual([]);
  });

  test('are asked for once, however often somebody looks, and again after ten minutes', async () => {
    const deps = await anErgWithAllies(3);
    deps.clock.set(IN_APRIL);
    for (let looks = 0; looks < 5; looks += 1) await readFigures(deps, OF);
    const queue = deps.queues.queue('figures');
    expect(await queue.approximateLength()).toBe(1);
    deps.clock.advanceMs(11 * 60_000);
    await readFigures(deps, OF);
    expect(await queue.approximateLength()).toBe(2);
    await work(deps);
    expect((await readFigures(deps, OF)).figures).toEqual([{ month: '2026-03', state: 'too-few' }]);
  });

  test('leave out who joined after the month', async () => {
    const deps = await anErgWithAllies(9);
    deps.clock.set(IN_APRIL);
    await join(deps, 9);
    await readFigures(deps, OF);
    await work(deps);
    expect((await readFigures(deps, OF)).figures).toEqual([{ month: '2026-03', state: 'too-few' }]);
  });

  test('of the next month keep their bands while few joined or left', async () => {
    const deps = await anErgWithAllies(60);
    deps.clock.set(IN_APRIL);
    await readFigures(deps, OF);
    await work(deps);
    // Of 20 pledges 17 are left: a band of its own, were it not for who left.
    for (const n of [0, 3, 6]) await leave(deps, n);
    deps.clock.set('2026-05-02T09:00:00.000Z');
    await readFigures(deps, OF);
    await work(deps);
    const [april] = (await readFigures(deps, OF)).figures;
    expect(april).toMatchObject({
      month: '2026-04',
      allies: 57,
      pledge: { from: 20, to: 24, asOf: '2026-03' },
      // Nobody answered in April, and those who left cannot explain it.
      checkIn: { from: 0, to: 4, asOf: '2026-04' },
    });
  });

  test('of a month that is no longer the last one are not made up', async () => {
    const deps = await anErgWithAllies(60);
    deps.clock.set(IN_APRIL);
    await readFigures(deps, OF);
    deps.clock.set('2026-05-02T09:00:00.000Z');
    await work(deps);
    expect(await readFigures(deps, OF)).toMatchObject({ isCounting: true, figures: [] });
  });

  test('are handed on for every active ERG once a month, whoever comes first', async () => {
    const deps = await anErgWithAllies(12);
    deps.clock.set(IN_APRIL);
    await handOnFigures(deps);
    await handOnFigures(deps);
    // The ERG, and the release of the organisation.
    expect(await work(deps)).toBe(2);
    expect(await readFigures(deps, OF)).toMatchObject({ isCounting: false, figures: [{}] });
    deps.clock.set('2026-05-02T09:00:00.000Z');
    await handOnFigures(deps);
    expect(await work(deps)).toBe(2);
  });

  test('count no pledge that is for another ERG, or for none', async () => {
    const deps = await anErgWithAllies(12);
    for (let n = 0; n < 12; n += 1) {
      const key = { tenantId: TENANT_ID, userId: personId(n) };
      const loaded = await deps.people.load(key);
      if (loaded === undefined) throw new Error('Everybody is there.');
      const pledges = [aPledge({ ergId: OTHER_ERG_ID }), aPledge({ id: pledgeId(2) })];
      await deps.people.commit(loaded, { ...loaded.person, pledges }, []);
    }
    deps.clock.set(IN_APRIL);
    await readFigures(deps, OF);
    await work(deps);
    const none = { from: 0, to: 4, asOf: '2026-03' };
    expect((await readFigures(deps, OF)).figures).toMatchObject([{ pledge: none, checkIn: none }]);
  });

  test('are counted by one worker at a time', async () => {
    const deps = await anErgWithAllies(12);
    deps.clock.set(IN_APRIL);
    await deps.leases.take(`figures_${TENANT_ID}_${ERG_ID}`, 'another worker', 60_000);
    await readFigures(deps, OF);
    await work(deps);
    expect(await readFigures(deps, OF)).toMatchObject({ isCounting: true });
    deps.clock.advanceMs(3 * 60_000);
    await work(deps);
    expect(await readFigures(deps, OF)).toMatchObject({ isCounting: false });
  });

  test('come about though a worker is killed at any step', async () => {
    let steps = 0;
    for (let survived = false; !survived;) {
      steps += 1;
      const clock = testClock(IN_MARCH);
      const killable = killableStorage(clock.realMs);
      const deps = await anErgWithAllies(60, killable.storage, clock);
      clock.set(IN_APRIL);
      killable.dieAtWrite(steps);
      try {
        await readFigures(deps, OF);
        await work(deps);
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
      survived = killable.startAgain();
      clock.advanceMs(11 * 60_000);
      await readFigures(deps, OF);
      await work(deps);
      expect((await readFigures(deps, OF)).figures).toEqual([MARCH]);
    }
    expect(steps).toBeGreaterThan(4);
  });
});
