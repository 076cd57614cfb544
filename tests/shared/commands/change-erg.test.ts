import { describe, expect, test } from 'vitest';
import { changeErg, type ErgActor } from '../../../shared/commands/change-erg.ts';
import { changeErgProfile } from '../../../shared/commands/change-erg-profile.ts';
import { appointOrganiser, removeOrganiser } from '../../../shared/commands/change-organisers.ts';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { hearBells } from '../../../shared/commands/hear-bells.ts';
import type { Erg } from '../../../shared/domain/erg.ts';
import type { ErgProfile } from '../../../shared/domain/erg-decisions.ts';
import { accepted, refused } from '../../../shared/domain/result.ts';
import { BELL_DELAY_MS } from '../../../shared/store/bells.ts';
import { ergPartition } from '../../../shared/store/ergs-store.ts';
import {
  anErg,
  anOrganiser,
  ERG_ID,
  NOON,
  OTHER_ERG_ID,
  TENANT_ID,
  USER_ID,
} from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
import { Killed, killableStorage } from '../../support/killable-storage.ts';

const olu = anOrganiser();
const bo = anOrganiser({ userId: '5b2e9f10-0000-4000-8000-0000000000bb', name: 'Bo Example' });
const kim = { userId: '5b2e9f10-0000-4000-8000-0000000000cc', name: 'Kim Example' };
const asOlu: ErgActor = { userId: olu.userId, as: 'organiser' };
const asBo: ErgActor = { userId: bo.userId, as: 'organiser' };
const asAdmin: ErgActor = { userId: USER_ID, as: 'admin' };

function ask(actor: ErgActor, ergId = ERG_ID) {
  return { tenantId: TENANT_ID, ergId, actor };
}

async function organisation(deps: TestDeps, ...ergs: readonly Erg[]): Promise<void> {
  for (const erg of ergs) {
    const created = await createErg(deps, { tenantId: TENANT_ID, actorId: USER_ID, erg });
    expect(created).toMatchObject({ ok: true });
  }
  const after = { ...kim, mail: '', place: 'Leeds', reports: 0 };
  await deps.directory.apply(TENANT_ID, [{ after }]);
}

function renamed(erg: Erg, name: string): ErgProfile {
  const { purpose, tags, places, picture, contact, joinPolicy, askAgainAfterDays } = erg;
  return { name, purpose, tags, places, picture, contact, joinPolicy, askAgainAfterDays };
}

async function actsIn(deps: TestDeps, scope: string): Promise<readonly unknown[]> {
  const rows = await deps.storage.tables.table('Audit').readRange(`${TENANT_ID}_${scope}`, {});
  return rows.map(({ cells }) => String(cells['act'])).toSorted();
}

async function namesKept(deps: TestDeps): Promise<readonly unknown[]> {
  const range = { from: 'name_', before: 'name`' };
  const rows = await deps.storage.tables.table('Ergs').readRange(TENANT_ID, range);
  return rows.map(({ rowKey, cells }) => [rowKey.slice('name_'.length), cells['ergId']]);
}

async function linesOf(deps: TestDeps): Promise<readonly unknown[]> {
  return (await deps.ergs.list(TENANT_ID)).map(({ name, organisers }) => [name, organisers]);
}

describe('who may change an ERG', () => {
  test('an organiser who is none any more when it is written is refused, whatever was read to let them in', async () => {
    const deps = testDeps();
    await organisation(deps, anErg({ organisers: [olu, bo] }));
    const loaded = await deps.ergs.load(TENANT_ID, ERG_ID);
    if (loaded === undefined) throw new Error('no ERG');
    await removeOrganiser(deps, ask(asBo), olu.userId);

    const late = await changeErgProfile(
      deps,
      { ...ask(asOlu), loaded },
      renamed(anErg(), 'Taken over'),
      1,
    );

    expect(late).toEqual(refused('not-allowed'));
    expect((await deps.ergs.read(TENANT_ID, ERG_ID))?.name).toBe(anErg().name);
    expect(await actsIn(deps, ERG_ID)).toEqual(['erg.created', 'organiser.removed']);
  });

  test('nobody changes what is not there', async () => {
    const deps = testDeps();
    expect(await removeOrganiser(deps, ask(asOlu), olu.userId)).toEqual(refused('not-found'));
  });
});

describe('one change', () => {
  test('writes other rows of the ERG with the head, all or nothing', async () => {
    const deps = testDeps();
    await organisation(deps, anErg());
    const row = {
      partitionKey: ergPartition(TENANT_ID, ERG_ID),
      rowKey: 'thing_1',
      cells: { word: 'hello' },
    };
    const insert = { kind: 'insert', row } as const;
    const put = () =>
      changeErg(deps, ask(asOlu), (erg) => accepted({ erg, rows: [insert], acts: [] }));

    expect(await put()).toMatchObject({ ok: true });
    expect(await put()).toEqual(refused('busy'));

    const kept = await deps.storage.tables.table('ErgContent').get(row.partitionKey, row.rowKey);
    expect(kept?.cells).toEqual(row.cells);
    expect((await deps.ergs.read(TENANT_ID, ERG_ID))?.revision).toBe(1);
  });

  test('that changes nothing writes nothing and is not audited', async () => {
    const deps = testDeps();
    await organisation(deps, anErg());
    const before = await deps.ergs.load(TENANT_ID, ERG_ID);

    expect(await appointOrganiser(deps, ask(asOlu), kim.userId)).toMatchObject({ ok: true });
    const appointed = await deps.ergs.load(TENANT_ID, ERG_ID);
    expect(await appointOrganiser(deps, ask(asOlu), kim.userId)).toMatchObject({ ok: true });

    expect(appointed?.etag).not.toBe(before?.etag);
    expect((await deps.ergs.load(TENANT_ID, ERG_ID))?.etag).toBe(appointed?.etag);
    expect(await actsIn(deps, ERG_ID)).toEqual(['erg.created', 'organiser.appointed']);
  });

  test('by an admin stands in the log of the ERG and in the admins’', async () => {
    const deps = testDeps();
    await organisation(deps, anErg());
    await appointOrganiser(deps, ask(asAdmin), kim.userId);
    expect(await actsIn(deps, ERG_ID)).toContain('organiser.appointed');
    expect(await actsIn(deps, 'admin')).toContain('organiser.appointed');
  });

  test('shows in the directory at once', async () => {
    const deps = testDeps();
    await organisation(deps, anErg());
    await changeErgProfile(deps, ask(asOlu), renamed(anErg(), 'Carers'), 1);
    const lines = await deps.publishedErgs.get(TENANT_ID);
    expect(lines.map(({ name }) => name)).toEqual(['Carers']);
  });
});

describe('two at once', () => {
  test('both organisers leave, and nobody runs it: neither is told that the other was first', async () => {
    const deps = testDeps();
    await organisation(deps, anErg({ organisers: [olu, bo] }));

    const left = await Promise.all([
      removeOrganiser(deps, ask(asOlu), olu.userId),
      removeOrganiser(deps, ask(asBo), bo.userId),
    ]);

    expect(left).toMatchObject([{ ok: true }, { ok: true }]);
    expect((await deps.ergs.read(TENANT_ID, ERG_ID))?.organisers).toEqual([]);
    expect(await linesOf(deps)).toEqual([[anErg().name, []]]);
  });

  test('both remove each other, and one stays', async () => {
    const deps = testDeps();
    await organisation(deps, anErg({ organisers: [olu, bo] }));

    const removed = await Promise.all([
      removeOrganiser(deps, ask(asOlu), bo.userId),
      removeOrganiser(deps, ask(asBo), olu.userId),
    ]);

    expect(removed.filter(({ ok }) => ok)).toHaveLength(1);
    const erg = await deps.ergs.read(TENANT_ID, ERG_ID);
    expect(erg?.organisers).toHaveLength(1);
    expect(await actsIn(deps, ERG_ID)).toHaveLength(2);
  });

  test('two ERGs take the same name, and one has it', async () => {
    const deps = testDeps();
    await organisation(deps, anErg(), anErg({ id: OTHER_ERG_ID, name: 'Prism' }));
    const wanted = renamed(anErg(), 'Rainbow  Network');

    const outcomes = await Promise.all([
      changeErgProfile(deps, ask(asOlu), wanted, 1),
      changeErgProfile(deps, ask(asOlu, OTHER_ERG_ID), { ...wanted, name: 'RAINBOW network' }, 1),
    ]);

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes).toContainEqual(refused('name-taken'));
    expect(await namesKept(deps)).toHaveLength(2);
  });

  test('two ERGs are created under one name, and one has it', async () => {
    const deps = testDeps();
    const create = (erg: Erg) => createErg(deps, { tenantId: TENANT_ID, actorId: USER_ID, erg });

    const outcomes = await Promise.all([create(anErg()), create(anErg({ id: OTHER_ERG_ID }))]);

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await deps.ergs.list(TENANT_ID)).toHaveLength(1);
  });
});

describe('names', () => {
  test('a name that an ERG gave up can be had by another', async () => {
    const deps = testDeps();
    await organisation(deps, anErg(), anErg({ id: OTHER_ERG_ID, name: 'Prism' }));
    await changeErgProfile(deps, ask(asOlu), renamed(anErg(), 'Carers'), 1);

    const taken = renamed(anErg(), anErg().name);
    expect(await changeErgProfile(deps, ask(asOlu, OTHER_ERG_ID), taken, 1)).toMatchObject({
      ok: true,
    });
    expect(await namesKept(deps)).toEqual([
      ['carers', ERG_ID],
      ['parents and carers', OTHER_ERG_ID],
    ]);
  });

  test('a name that differs in its writing alone needs no other', async () => {
    const deps = testDeps();
    await organisation(deps, anErg());
    const kept = await namesKept(deps);
    const shouted = renamed(anErg(), 'PARENTS and Carers');
    expect(await changeErgProfile(deps, ask(asOlu), shouted, 1)).toMatchObject({ ok: true });
    expect(await namesKept(deps)).toEqual(kept);
    expect(await linesOf(deps)).toEqual([['PARENTS and Carers', [olu.userId]]]);
  });
});

describe('a program that dies at any step', () => {
  test.each(['rename', 'create'] as const)(
    'of a %s leaves names, line and head in step once the bell has rung',
    async (what) => {
      let deaths = 0;
      for (let step = 1; ; step += 1) {
        const clock = testClock(NOON);
        const mortal = killableStorage(clock.realMs);
        const deps = testDeps({ clock, storage: mortal.storage });
        if (what === 'rename') await organisation(deps, anErg());
        mortal.dieAtWrite(step);
        const act =
          what === 'rename'
            ? changeErgProfile(deps, ask(asOlu), renamed(anErg(), 'Carers'), 1)
            : createErg(deps, { tenantId: TENANT_ID, actorId: USER_ID, erg: anErg() });
        await act.catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
        });
        if (mortal.startAgain()) break;
        deaths += 1;

        clock.advanceMs(BELL_DELAY_MS);
        const next = testDeps({ clock, storage: mortal.storage });
        await hearBells(next);

        const erg = await next.ergs.read(TENANT_ID, ERG_ID);
        const lines = await next.ergs.list(TENANT_ID);
        const names = await namesKept(next);
        if (erg === undefined) {
          expect([lines, names], `step ${step}`).toEqual([[], []]);
        } else {
          expect(lines.map(({ name }) => name)).toEqual([erg.name]);
          expect(names, `step ${step}`).toEqual([[erg.name.toLowerCase(), ERG_ID]]);
        }
      }
      expect(deaths).toBeGreaterThanOrEqual(6);
    },
  );
});
