import { expect, test } from 'vitest';
import { changeTenantRules } from '../../../shared/commands/change-tenant-rules.ts';
import type { TenantRules } from '../../../shared/domain/tenant-rules.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { TENANT_ID, USER_ID } from '../../support/builders.ts';
import { type TestDeps, testDeps } from '../../support/command-deps.ts';

const ADMIN = { tenantId: TENANT_ID, userId: USER_ID };
const OPEN = { messages: 'on', quietDates: [], installation: 'greeting' } as const;
const STOPPED = { ...OPEN, messages: 'stopped' } as const;
const HOLIDAYS = [{ from: '2026-12-24', through: '2027-01-01' }];

function change(deps: TestDeps, wanted: Omit<TenantRules, 'revision'>, seen: number) {
  return changeTenantRules(deps, ADMIN, wanted, seen);
}

async function audited(deps: TestDeps): Promise<readonly string[]> {
  const rows = await deps.storage.tables.table('Audit').readRange(`${TENANT_ID}_admin`, {});
  return rows.map(({ cells }) => String(cells['act'])).toSorted();
}

test.each([
  ['stopping', STOPPED, ['messages.stopped']],
  ['quiet dates', { ...OPEN, quietDates: HOLIDAYS }, ['quiet-dates.changed']],
  ['a silent installation', { ...OPEN, installation: 'silent' }, ['installation.silent']],
  [
    'everything at once',
    { messages: 'stopped', quietDates: HOLIDAYS, installation: 'silent' },
    ['installation.silent', 'messages.stopped', 'quiet-dates.changed'],
  ],
] as const)('%s is kept, and remembered as what it was', async (_what, wanted, acts) => {
  const deps = testDeps();
  expect(await change(deps, wanted, 0)).toEqual({ ok: true, value: { ...wanted, revision: 1 } });
  expect(await deps.tenants.rulesOf(TENANT_ID)).toEqual({ ...wanted, revision: 1 });
  expect(await audited(deps)).toEqual(acts);
});

test('and so is taking it back', async () => {
  const deps = testDeps();
  await change(deps, { ...STOPPED, quietDates: HOLIDAYS, installation: 'silent' }, 0);
  expect(await change(deps, OPEN, 1)).toMatchObject({ ok: true, value: { revision: 2 } });
  expect(await audited(deps)).toEqual([
    'installation.greeting',
    'installation.silent',
    'messages.started',
    'messages.stopped',
    'quiet-dates.changed',
    'quiet-dates.changed',
  ]);
});

test('the same request again is answered as before, and neither written nor audited', async () => {
  const writes: string[] = [];
  const deps = testDeps({ observe: ({ kind, on }) => void (kind === 'write' && writes.push(on)) });
  await change(deps, STOPPED, 0);
  writes.length = 0;
  expect(await change(deps, STOPPED, 0)).toEqual({ ok: true, value: { ...STOPPED, revision: 1 } });
  expect(writes).toEqual([]);
});

test('what another admin changed since is not written over', async () => {
  const deps = testDeps();
  await change(deps, STOPPED, 0);
  const late = { ...OPEN, installation: 'silent' } as const;
  expect(await change(deps, late, 0)).toEqual({ ok: false, reason: 'changed-meanwhile' });
  expect(await deps.tenants.rulesOf(TENANT_ID)).toEqual({ ...STOPPED, revision: 1 });
  expect(await audited(deps)).toEqual(['messages.stopped']);
});

test('of two at once who saw the same one is refused, whoever reads or writes first', async () => {
  for (let step = 1; step <= 4; step += 1) {
    let left = step;
    const state = { deps: undefined as TestDeps | undefined };
    const deps = testDeps({
      // The other one's whole change happens before this request of the first one's.
      async observe() {
        left -= 1;
        if (left !== 0 || state.deps === undefined) return;
        expect(await change(state.deps, STOPPED, 0)).toMatchObject({ ok: true });
      },
    });
    state.deps = deps;
    const wanted = { ...OPEN, installation: 'silent' } as const;
    expect(await change(deps, wanted, 0), `before request ${step}`).toEqual({
      ok: false,
      reason: 'changed-meanwhile',
    });
    expect(await deps.tenants.rulesOf(TENANT_ID)).toEqual({ ...STOPPED, revision: 1 });
    expect(await audited(deps), `before request ${step}`).toEqual(['messages.stopped']);
  }
});

test('a stop holds in this process at once, and elsewhere within ten seconds', async () => {
  const storage = createMemoryStorage();
  const here = testDeps({ storage });
  const elsewhere = testDeps({ storage });
  for (const deps of [here, elsewhere]) await deps.tenantRules.get(TENANT_ID);

  await change(here, STOPPED, 0);

  expect((await here.tenantRules.get(TENANT_ID)).messages).toBe('stopped');
  elsewhere.clock.advanceMs(10_000);
  expect((await elsewhere.tenantRules.get(TENANT_ID)).messages).toBe('stopped');
});

test('nothing is changed that could not be audited', async () => {
  const state = { isAuditAway: true };
  const deps = testDeps({
    observe({ on }) {
      if (on === 'Audit' && state.isAuditAway) throw new Error('Audit does not answer.');
    },
  });
  await expect(change(deps, STOPPED, 0)).rejects.toThrow('Audit does not answer.');
  expect(await deps.tenants.rulesOf(TENANT_ID)).toMatchObject({ messages: 'on', revision: 0 });
});

test('another organisation has rules of its own', async () => {
  const deps = testDeps();
  await change(deps, STOPPED, 0);
  expect(await deps.tenants.rulesOf('another')).toMatchObject({ messages: 'on', revision: 0 });
});
