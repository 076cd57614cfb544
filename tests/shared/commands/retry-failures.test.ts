import { expect, test } from 'vitest';
import { retryFailures, retryUnlessStopped } from '../../../shared/commands/retry-failures.ts';
import { OPEN_TENANT } from '../../../shared/domain/tenant-rules.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { packFromText } from '../../../shared/store/packs.ts';
import type { StorageObserver } from '../../../shared/store/storage.ts';
import { NOON, TENANT_ID, USER_ID } from '../../support/builders.ts';
import { type TestDeps, testDeps } from '../../support/command-deps.ts';

const ADMIN = { tenantId: TENANT_ID, userId: USER_ID };

const personOf = (n: number) => `person-${String(n).padStart(4, '0')}`;

async function giveUp(
  deps: TestDeps,
  n: number,
  about: { readonly date?: string; readonly cause?: string } = {},
): Promise<void> {
  const failure = { reason: 'throttled', cause: 'check-in', date: '2026-03-02', ...about };
  await deps.failures.add({ tenantId: TENANT_ID, userId: personOf(n), at: NOON, ...failure });
}

/** Everybody who was handed on so far, in the order of the packs. */
async function handedOn(deps: TestDeps): Promise<readonly string[]> {
  const queue = deps.queues.queue('packs');
  const people: string[] = [];
  for (;;) {
    const received = await queue.receive({ most: 32, visibilityMs: 3_600_000 });
    if (received.length === 0) return people;
    for (const { text } of received) {
      const pack = packFromText(text);
      expect(pack).toMatchObject({ tenantId: TENANT_ID, again: true });
      people.push(...(pack?.people ?? []).map(({ userId }) => userId));
    }
  }
}

async function leftOver(deps: TestDeps): Promise<number> {
  return (await deps.failures.countByReason(TENANT_ID)).total;
}

test('somebody whose message was given up on two days is handed on once, however far apart they lie', async () => {
  const deps = testDeps();
  for (let n = 0; n < 120; n += 1) await giveUp(deps, n);
  for (let n = 0; n < 60; n += 1) await giveUp(deps, n, { date: '2026-03-01' });

  expect(await retryFailures(deps, ADMIN)).toEqual({ people: 120, more: false });

  const people = await handedOn(deps);
  expect(people).toHaveLength(120);
  expect(new Set(people).size).toBe(120);
  expect(await leftOver(deps)).toBe(0);
});

test('a program that dies at any step forgets nobody: what it removed is on the queue', async () => {
  let deaths = 0;
  for (let steps = 0; ; steps += 1) {
    const mortal = { stepsLeft: Infinity };
    const observe: StorageObserver = () => {
      if (mortal.stepsLeft <= 0) throw new Error('The program is dead.');
      mortal.stepsLeft -= 1;
    };
    const storage = createMemoryStorage({ observe });
    const deps = testDeps({ storage });
    for (let n = 0; n < 70; n += 1) await giveUp(deps, n);

    mortal.stepsLeft = steps;
    const survived = await retryFailures(deps, ADMIN).then(
      () => true,
      () => false,
    );
    mortal.stepsLeft = Infinity;
    if (survived) break;
    deaths += 1;

    // Another one begins, and the same is asked again.
    await retryFailures(testDeps({ storage }), ADMIN);
    const people = new Set(await handedOn(deps));
    expect(people.size, `dead after ${steps} steps`).toBe(70);
    expect(await leftOver(deps)).toBe(0);
  }
  // Audit, then twice a page: read, queue, remove.
  expect(deaths).toBe(7);
});

test('a failure is removed only after its people are on the queue', async () => {
  const done: string[] = [];
  const deps = testDeps({
    observe: ({ kind, on, operation }) => {
      if (kind !== 'read') done.push(`${on} ${operation}`);
    },
  });
  await giveUp(deps, 1);
  done.length = 0;

  await retryFailures(deps, ADMIN);

  expect(done).toEqual(['Audit commit', 'packs send', 'Failures commit']);
});

test('one that is given up anew while it is handed on stays to be tried again', async () => {
  const state = { deps: undefined as TestDeps | undefined, isAnew: false };
  const deps = testDeps({
    observe: async ({ on, operation }) => {
      if (on !== 'packs' || operation !== 'send' || state.isAnew) return;
      state.isAnew = true;
      if (state.deps !== undefined) await giveUp(state.deps, 1);
    },
  });
  state.deps = deps;
  for (let n = 0; n < 3; n += 1) await giveUp(deps, n);

  expect(await retryFailures(deps, ADMIN)).toEqual({ people: 3, more: false });

  expect(await leftOver(deps)).toBe(1);
  expect(await retryFailures(deps, ADMIN)).toEqual({ people: 1, more: false });
  expect(await leftOver(deps)).toBe(0);
});

test('rows that cannot be read hold up none behind them, even a page of them', async () => {
  const deps = testDeps();
  // The latest date comes first.
  const table = deps.storage.tables.table('Failures');
  for (let n = 0; n < 55; n += 1) {
    const rowKey = `00000000_${personOf(n)}_check-in`;
    await table.commit([
      { kind: 'insert', row: { partitionKey: TENANT_ID, rowKey, cells: { at: 5 } } },
    ]);
  }
  for (let n = 100; n < 103; n += 1) await giveUp(deps, n);

  expect(await retryFailures(deps, ADMIN)).toEqual({ people: 3, more: false });
  expect(await handedOn(deps)).toEqual([100, 101, 102].map(personOf));
});

test('pages that come back empty end nothing', async () => {
  const storage = createMemoryStorage({ pager: { pageSize: 2, emptyPageEvery: 2 } });
  const deps = testDeps({ storage });
  for (let n = 0; n < 5; n += 1) await giveUp(deps, n);

  expect(await retryFailures(deps, ADMIN)).toEqual({ people: 5, more: false });
});

test('two admins who try again at once hand everybody on, and leave nothing behind', async () => {
  const deps = testDeps();
  for (let n = 0; n < 60; n += 1) await giveUp(deps, n);

  await Promise.all([retryFailures(deps, ADMIN), retryFailures(deps, ADMIN)]);

  expect(new Set(await handedOn(deps)).size).toBe(60);
  expect(await leftOver(deps)).toBe(0);
});

test('what another organisation gave up is none of it', async () => {
  const deps = testDeps();
  const at = { at: NOON, reason: 'error', cause: 'check-in', date: '2026-03-02' };
  await deps.failures.add({ tenantId: 'another', userId: personOf(1), ...at });

  expect(await retryFailures(deps, ADMIN)).toEqual({ people: 0, more: false });
  expect((await deps.failures.countByReason('another')).total).toBe(1);
});

test('while messages are stopped nothing is handed on, forgotten or audited', async () => {
  const deps = testDeps();
  await giveUp(deps, 1);
  await deps.tenants.change(TENANT_ID, 0, { ...OPEN_TENANT, messages: 'stopped' });

  expect(await retryUnlessStopped(deps, ADMIN)).toEqual({ ok: false, reason: 'messages-stopped' });

  expect(await handedOn(deps)).toEqual([]);
  expect(await leftOver(deps)).toBe(1);
  expect(await deps.storage.tables.table('Audit').readRange(`${TENANT_ID}_admin`, {})).toEqual([]);
});

test('each time is audited with a pseudonym', async () => {
  const deps = testDeps({ now: NOON });
  expect(await retryUnlessStopped(deps, ADMIN)).toMatchObject({ ok: true });

  const rows = await deps.storage.tables.table('Audit').readRange(`${TENANT_ID}_admin`, {});
  expect(rows.map(({ cells }) => [cells['act'], cells['atMs']])).toEqual([
    ['failures.retried', Date.parse(NOON)],
  ]);
  expect(JSON.stringify(rows)).not.toContain(USER_ID);
});
