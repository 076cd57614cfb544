import { describe, expect, test } from 'vitest';
import { releaseMonth } from '../../../shared/commands/release-month.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { personId } from '../../support/broadcasts.ts';
import { aCheckIn, aPledge, TENANT_ID } from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
import { Killed, killableStorage } from '../../support/killable-storage.ts';
import {
  below,
  nameOf,
  type Place,
  releaseLastMonth,
  setPlaces,
  takesPart,
} from '../../support/organisations.ts';

const IN_MARCH = '2026-03-10T09:00:00.000Z';
const IN_APRIL = '2026-04-02T09:00:00.000Z';
const IN_MAY = '2026-05-02T09:00:00.000Z';

/** One at the top with 16 people, of whom one has a team of 24, one a team of 14 in which one has a team of 3. */
const PLACES: readonly Place[] = [
  [0, null],
  ...below(0, 1, 16),
  ...below(1, 100, 24),
  ...below(2, 200, 14),
  ...below(200, 300, 3),
];

/** Of those who are named: who has a pledge, and who checked in with it in March. */
async function anOrganisation(storage?: Storage, clock = testClock(IN_MARCH)): Promise<TestDeps> {
  const deps = testDeps({ clock, ...(storage === undefined ? {} : { storage }) });
  await setPlaces(deps, PLACES);
  for (const [number] of PLACES) {
    if (number % 2 === 1) continue;
    const recent = number % 4 === 0 ? [aCheckIn({ date: '2026-03-10', answeredAt: IN_MARCH })] : [];
    const pledge = aPledge({ startedOn: '2026-01-05', endsOn: '2026-12-31', recent });
    await takesPart(deps, number, { pledges: [pledge] });
  }
  return deps;
}

function pageOf(deps: TestDeps, number: number) {
  return deps.releases.readPage(TENANT_ID, personId(number));
}

async function wholeOf(deps: TestDeps, month: string) {
  return (await deps.releases.readState(TENANT_ID, month))?.whole;
}

describe('a release', () => {
  test('shows every manager their group, or the nearest around it that may be shown', async () => {
    const deps = await anOrganisation();
    deps.clock.set(IN_APRIL);
    expect(await releaseLastMonth(deps)).toBe(true);
    const fresh = (from: number, to: number) => ({ from, to, asOf: '2026-03' });
    expect(await pageOf(deps, 1)).toMatchObject({
      months: [
        {
          month: '2026-03',
          group: 'own',
          people: 24,
          pledge: fresh(10, 14),
          checkin: fresh(5, 9),
          learning: fresh(0, 4),
        },
      ],
    });
    expect(await pageOf(deps, 200)).toMatchObject({
      months: [{ group: 'around', people: 17, headedBy: nameOf(2), pledge: fresh(5, 9) }],
    });
    expect(await wholeOf(deps, '2026-03')).toMatchObject({
      group: 'whole',
      people: 57,
      shown: 3,
      managers: 4,
    });
    // Those who manage nobody have no page.
    expect(await pageOf(deps, 100)).toBeUndefined();
  });

  test('counts a pledge that goes on in every month that it touches', async () => {
    const deps = await anOrganisation();
    for (const now of [IN_APRIL, IN_MAY]) {
      deps.clock.set(now);
      await releaseLastMonth(deps);
    }
    expect((await pageOf(deps, 1))?.months).toMatchObject([
      { month: '2026-04', pledge: { from: 10, to: 14 }, checkin: { from: 0, to: 4 } },
      { month: '2026-03', pledge: { from: 10, to: 14 }, checkin: { from: 5, to: 9 } },
    ]);
  });

  test('once shown is never made again, whatever becomes of people and places', async () => {
    const deps = await anOrganisation();
    deps.clock.set(IN_APRIL);
    await releaseLastMonth(deps);
    const before = [await pageOf(deps, 1), await wholeOf(deps, '2026-03')];
    for (let number = 100; number < 124; number += 1) {
      await takesPart(deps, number, { pledges: [], memberships: [] });
    }
    await setPlaces(deps, PLACES.slice(0, 30));
    await releaseLastMonth(deps);
    expect([await pageOf(deps, 1), await wholeOf(deps, '2026-03')]).toEqual(before);
  });

  test('is of the last month alone: an older one may be forgotten by then', async () => {
    const deps = await anOrganisation();
    deps.clock.set(IN_MAY);
    const ask = { tenantId: TENANT_ID, month: '2026-03' };
    expect(await releaseMonth(deps, ask, async () => true)).toBe(true);
    expect(await deps.releases.readState(TENANT_ID, '2026-03')).toBeUndefined();
  });

  test('of an organisation without a directory shows nothing', async () => {
    const deps = testDeps({ clock: testClock(IN_APRIL) });
    await takesPart(deps, 1, { pledges: [aPledge()] });
    expect(await releaseLastMonth(deps)).toBe(true);
    expect(await wholeOf(deps, '2026-03')).toEqual({ month: '2026-03', group: 'none' });
  });

  test('takes the smallest group as it was when it began', async () => {
    const deps = await anOrganisation();
    deps.clock.set(IN_APRIL);
    await deps.releases.writeRules(TENANT_ID, { fewest: 20, revision: 1 });
    await releaseLastMonth(deps);
    expect(await pageOf(deps, 1)).toMatchObject({ months: [{ group: 'own', people: 24 }] });
    expect(await pageOf(deps, 2)).toMatchObject({ months: [{ group: 'around', people: 57 }] });
  });

  test('gives a successor the months of the group, and leaves none to who moved away', async () => {
    const deps = await anOrganisation();
    deps.clock.set(IN_APRIL);
    await releaseLastMonth(deps);
    // Number 3 takes over the 24 of number 1, who leads three new people now.
    await setPlaces(deps, [
      [0, null],
      ...below(0, 1, 16),
      ...below(3, 100, 24),
      ...below(1, 400, 3),
      ...below(2, 200, 14),
      ...below(200, 300, 3),
    ]);
    deps.clock.set(IN_MAY);
    await releaseLastMonth(deps);
    expect((await pageOf(deps, 3))?.months).toMatchObject([
      { month: '2026-04', group: 'own', people: 24 },
      { month: '2026-03', group: 'own', people: 24 },
    ]);
    expect((await pageOf(deps, 1))?.months).toMatchObject([{ month: '2026-04', group: 'around' }]);
  });

  test('keeps a band while few came and went, and remembers people as pseudonyms alone', async () => {
    const deps = await anOrganisation();
    deps.clock.set(IN_APRIL);
    await releaseLastMonth(deps);
    await setPlaces(deps, [...PLACES, ...below(1, 500, 3)]);
    for (const number of [500, 501, 502]) {
      await takesPart(deps, number, {
        pledges: [aPledge({ startedOn: '2026-04-01', endsOn: '2026-12-31' })],
      });
    }
    deps.clock.set(IN_MAY);
    await releaseLastMonth(deps);
    expect((await pageOf(deps, 1))?.months[0]).toMatchObject({
      people: 27,
      pledge: { from: 10, to: 14, asOf: '2026-03' },
    });
    const { order } = await deps.releaseInputs.recall(TENANT_ID, '2026-04');
    expect(order).toHaveLength(PLACES.length + 3);
    expect(order.every((who) => /^[\w-]{8}$/.test(who))).toBe(true);
  });

  describe('of a directory that is being changed', () => {
    const counts = { added: 0, changed: 3, removed: 0, unchanged: 0, unreadable: 0 };
    const APPLYING = { state: 'applying', next: 4, counts, at: IN_APRIL, by: 'admin' } as const;
    const DONE = { state: 'done', counts, at: IN_APRIL } as const;

    /** Says of the one file of this directory how far it is. */
    async function file(deps: TestDeps, progress: typeof APPLYING | typeof DONE): Promise<void> {
      const before = await deps.directoryImports.read(TENANT_ID);
      const about = { id: 'file', digest: 'd', uploadedAt: IN_APRIL, people: 3 };
      await deps.directoryImports.commit(TENANT_ID, before, { ...about, progress });
    }

    test('waits until it is whole', async () => {
      const deps = await anOrganisation();
      deps.clock.set(IN_APRIL);
      await file(deps, APPLYING);
      expect(await releaseLastMonth(deps)).toBe(false);
      expect((await deps.releases.readState(TENANT_ID, '2026-03'))?.stage).toBe('copying');
      await file(deps, DONE);
      expect(await releaseLastMonth(deps)).toBe(true);
    });

    test('copies it anew where it was changed meanwhile', async () => {
      const deps = await anOrganisation();
      deps.clock.set(IN_APRIL);
      const ask = { tenantId: TENANT_ID, month: '2026-03' };
      let looks = 0;
      // Between two parts a whole import comes and goes, of a file in which nobody is below number 1.
      const done = await releaseMonth(deps, ask, async () => {
        looks += 1;
        if (looks === 9) {
          await setPlaces(deps, [...PLACES.slice(0, 17), ...below(2, 100, 24)]);
          await file(deps, DONE);
        }
        return true;
      });
      expect(done).toBe(false);
      expect(await releaseLastMonth(deps)).toBe(true);
      expect(await pageOf(deps, 1)).toBeUndefined();
      expect((await pageOf(deps, 2))?.months).toMatchObject([{ group: 'own', people: 24 }]);
    });
  });

  test('may not go on: what is done stays, and the rest comes later', async () => {
    const deps = await anOrganisation();
    deps.clock.set(IN_APRIL);
    const ask = { tenantId: TENANT_ID, month: '2026-03' };
    let steps = 0;
    for (let done = false; !done; steps += 1) {
      expect(await pageOf(deps, 1)).toBeUndefined();
      let left = steps;
      done = await releaseMonth(deps, ask, async () => (left -= 1) >= 0);
    }
    expect(steps).toBeGreaterThan(5);
    expect(await pageOf(deps, 1)).toMatchObject({ months: [{ group: 'own' }] });
  });
});

/** Every row of a release, as it stands. */
async function rowsOf(storage: Storage): Promise<string> {
  const table = storage.tables.table('Releases');
  const parts = ['release', 'memory', 'copy_2026-03'];
  const rows = await Promise.all(parts.map((part) => table.readRange(`${TENANT_ID}_${part}`, {})));
  return JSON.stringify(rows.flat().map(({ rowKey, cells }) => [rowKey, cells]));
}

test('killed before any of its writes and begun again, a release is the same to the byte', async () => {
  const whole = killableStorage(testClock(IN_MARCH).realMs);
  const undisturbed = await anOrganisation(whole.storage);
  undisturbed.clock.set(IN_APRIL);
  await releaseLastMonth(undisturbed);
  const wanted = await rowsOf(whole.storage);
  const wantedPages = await Promise.all([0, 1, 2, 200].map((n) => pageOf(undisturbed, n)));

  let steps = 0;
  for (let survived = false; !survived; steps += 1) {
    const clock = testClock(IN_MARCH);
    const killable = killableStorage(clock.realMs);
    const deps = await anOrganisation(killable.storage, clock);
    clock.set(IN_APRIL);
    killable.dieAtWrite(steps + 1);
    await releaseLastMonth(deps).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    survived = killable.startAgain();
    if (!survived)
      expect((await deps.releases.readState(TENANT_ID, '2026-03'))?.stage).not.toBe('shown');
    await releaseLastMonth(deps);
    expect(await rowsOf(killable.storage), `killed at write ${steps + 1}`).toBe(wanted);
    expect(await Promise.all([0, 1, 2, 200].map((n) => pageOf(deps, n)))).toEqual(wantedPages);
  }
  expect(steps).toBeGreaterThan(20);
});
