import { expect, test } from 'vitest';
import { createErg } from '../../../shared/commands/create-erg.ts';
import type { Erg } from '../../../shared/domain/erg.ts';
import { anErg, ERG_ID, NOON, OTHER_ERG_ID, TENANT_ID, USER_ID } from '../../support/builders.ts';
import { type TestDeps, testDeps } from '../../support/command-deps.ts';

function create(deps: TestDeps, erg: Erg) {
  return createErg(deps, { tenantId: TENANT_ID, actorId: USER_ID, erg });
}

async function auditedIn(deps: TestDeps, scope: string) {
  const rows = await deps.storage.tables.table('Audit').readRange(`${TENANT_ID}_${scope}`, {});
  return rows.map(({ cells }) => [cells['act'], cells['atMs']]);
}

test('an ERG is created with an empty roster, shown at once and audited', async () => {
  const deps = testDeps({ now: NOON });
  const erg = anErg();
  expect(await deps.publishedErgs.get(TENANT_ID)).toEqual([]);

  expect(await create(deps, erg)).toEqual({ ok: true, value: 'created' });

  expect(await deps.ergs.read(TENANT_ID, ERG_ID)).toEqual(erg);
  expect(await deps.publishedErgs.get(TENANT_ID)).toMatchObject([{ id: ERG_ID, bandFrom: 0 }]);
  const roster = await deps.rosters.readAll(TENANT_ID, ERG_ID);
  const size = { count: 0, requested: 0, bandFrom: 0, bandSetAt: NOON };
  expect(roster.map(({ rowKey, cells }) => [rowKey, cells])).toEqual([
    ['active', size],
    ['count', size],
  ]);
  expect(await auditedIn(deps, ERG_ID)).toEqual([['erg.created', Date.parse(NOON)]]);
  expect(await auditedIn(deps, 'admin')).toEqual([['erg.created', Date.parse(NOON)]]);
});

test('the same ERG again changes nothing, whatever it says now', async () => {
  const deps = testDeps();
  await create(deps, anErg());

  expect(await create(deps, { ...anErg(), purpose: 'Something else.' })).toEqual({
    ok: true,
    value: 'exists',
  });

  expect(await deps.ergs.read(TENANT_ID, ERG_ID)).toEqual(anErg());
  expect(await auditedIn(deps, 'admin')).toHaveLength(1);
});

test('the same ERG again leaves its roster as it has become', async () => {
  const deps = testDeps();
  const erg = anErg();
  await deps.ergs.create(TENANT_ID, erg, 0);
  const size = { count: 12, requested: 3, bandFrom: 10, bandSetAt: NOON };
  await deps.rosters.open(TENANT_ID, ERG_ID, size);

  await create(deps, erg);

  expect(await deps.rosters.sizeOf(TENANT_ID, ERG_ID, NOON)).toEqual(size);
});

test('a name that another ERG has is refused, however it is written', async () => {
  const deps = testDeps();
  await create(deps, anErg());

  const name = `  ${anErg().name.toUpperCase()} `;
  expect(await create(deps, { ...anErg(), id: OTHER_ERG_ID, name })).toEqual({
    ok: false,
    reason: 'name-taken',
  });

  expect(await deps.ergs.read(TENANT_ID, OTHER_ERG_ID)).toBeUndefined();
  expect(await deps.rosters.readAll(TENANT_ID, OTHER_ERG_ID)).toEqual([]);
  expect(await auditedIn(deps, OTHER_ERG_ID)).toEqual([]);
});

test('a creation that died at any write is completed by doing it again', async () => {
  let deaths = 0;
  for (let lastWrite = 1; ; lastWrite += 1) {
    let writesLeft = lastWrite - 1;
    const deps = testDeps({
      observe({ kind }) {
        if (kind !== 'write') return;
        writesLeft -= 1;
        if (writesLeft < 0) throw new Error('The program is dead.');
      },
    });
    const survived = await create(deps, anErg()).then(
      () => true,
      () => false,
    );
    writesLeft = Infinity;
    if (survived) break;
    deaths += 1;

    expect(await create(deps, anErg())).toMatchObject({ ok: true });
    expect(await deps.ergs.read(TENANT_ID, ERG_ID)).toEqual(anErg());
    expect(await deps.ergs.list(TENANT_ID)).toHaveLength(1);
    expect(await deps.rosters.readAll(TENANT_ID, ERG_ID)).toHaveLength(2);
  }
  expect(deaths).toBe(5);
});
