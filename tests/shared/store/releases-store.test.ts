import { describe, expect, test } from 'vitest';
import type { ManagerMonth } from '../../../shared/domain/released-months.ts';
import { createPseudonymise } from '../../../shared/store/pseudonyms.ts';
import {
  type CopiedPerson,
  createReleaseInputsStore,
  type ReleaseInputsStore,
} from '../../../shared/store/release-inputs-store.ts';
import { createReleasesStore } from '../../../shared/store/releases-store.ts';
import { TENANT_ID, USER_ID } from '../../support/builders.ts';
import { BOTH_STORAGES } from './both-storages.ts';

const OTHER_TENANT = 'another';

function aMonth(month: string, from = 10): ManagerMonth {
  const band = { from, to: from + 4, asOf: month };
  return { month, group: 'own', people: 40, pledge: band, checkin: band, learning: band };
}

async function copiedBy(inputs: ReleaseInputsStore): Promise<readonly CopiedPerson[]> {
  const people: CopiedPerson[] = [];
  for await (const person of inputs.readPeople(TENANT_ID, '2026-01')) people.push(person);
  return people;
}

describe.each(BOTH_STORAGES)('releases %s', (_name, makeStorage) => {
  async function setUp() {
    const { tables } = await makeStorage();
    const broken: object[] = [];
    const report = (row: object) => void broken.push(row);
    return {
      store: createReleasesStore(tables, {
        report,
        pseudonymise: createPseudonymise('a key for tests, long enough'),
      }),
      inputs: createReleaseInputsStore(tables, createPseudonymise('a key for tests, long enough')),
      table: tables.table('Releases'),
      broken,
    };
  }

  test('freeze a month of a line: what is written again changes nothing', async () => {
    const { store } = await setUp();
    await store.freezeMonth(TENANT_ID, 'line', aMonth('2026-01'));
    await store.freezeMonth(TENANT_ID, 'line', aMonth('2026-01', 20));
    await store.freezeMonth(TENANT_ID, 'line', { month: '2025-12', group: 'none' });
    expect(await store.readMonths(TENANT_ID, 'line', '2025-12')).toEqual([
      { month: '2025-12', group: 'none' },
      aMonth('2026-01'),
    ]);
    expect(await store.readMonths(TENANT_ID, 'line', '2026-01')).toEqual([aMonth('2026-01')]);
    expect(await store.readMonths(TENANT_ID, 'other', '2025-12')).toEqual([]);
    expect(await store.readMonths(OTHER_TENANT, 'line', '2025-12')).toEqual([]);
  });

  test('give a manager the page that was written last', async () => {
    const { store } = await setUp();
    expect(await store.readPage(TENANT_ID, USER_ID)).toBeUndefined();
    for (const month of ['2026-01', '2026-02']) {
      await store.writePage(TENANT_ID, USER_ID, { team: 'a', months: [aMonth(month)] });
    }
    const page = { team: 'a', months: [aMonth('2026-02')] };
    expect(await store.readPage(TENANT_ID, USER_ID)).toEqual(page);
    expect(await store.readPage(OTHER_TENANT, USER_ID)).toBeUndefined();
  });

  test('tell how far each month is, oldest first, without what cannot be read', async () => {
    const { store, table, broken } = await setUp();
    await store.writeState(TENANT_ID, '2026-02', { stage: 'copying', fewest: 10 });
    await store.writeState(TENANT_ID, '2026-01', {
      stage: 'shown',
      fewest: 12,
      whole: { month: '2026-01', group: 'none' },
    });
    const row = { partitionKey: `${TENANT_ID}_release`, rowKey: 'state_2026-03', cells: {} };
    await table.commit([{ kind: 'upsert', row }]);
    const states = await store.readStates(TENANT_ID, '2026-01');
    expect(states.map(({ month, stage }) => `${month} ${stage}`)).toEqual([
      '2026-01 shown',
      '2026-02 copying',
    ]);
    expect(await store.readState(TENANT_ID, '2026-02')).toEqual({ stage: 'copying', fewest: 10 });
    expect(broken).toHaveLength(1);
  });

  test('keep rules of which each change names the one before', async () => {
    const { store } = await setUp();
    expect(await store.readRules(TENANT_ID)).toBeUndefined();
    expect(await store.writeRules(TENANT_ID, { fewest: 12, revision: 1 })).toBe('written');
    expect(await store.writeRules(TENANT_ID, { fewest: 15, revision: 1 })).toBe('changed');
    expect(await store.writeRules(TENANT_ID, { fewest: 15, revision: 2 })).toBe('written');
    expect(await store.readRules(TENANT_ID)).toEqual({ fewest: 15, revision: 2 });
  });

  test('are computed from a copy that is read as it was written, and forgotten', async () => {
    const { inputs } = await setUp();
    const people = [
      { id: 'a', manager: null, name: 'Ana', team: 'xyz' },
      { id: 'b', manager: 'a' },
    ];
    await inputs.copyPeople(TENANT_ID, '2026-01', 0, people.slice(0, 1));
    await inputs.copyPeople(TENANT_ID, '2026-01', 15, people.slice(1));
    await inputs.copyDone(TENANT_ID, '2026-01', 0, new Map([['a', ['pledge', 'learning']]]));
    expect(await copiedBy(inputs)).toEqual(people);
    expect(await inputs.readDone(TENANT_ID, '2026-01')).toEqual(
      new Map([['a', ['pledge', 'learning']]]),
    );
    await inputs.forgetPart(TENANT_ID, '2026-01', 'people', 0);
    expect(await copiedBy(inputs)).toEqual(people.slice(1));
    await inputs.forgetCopy(TENANT_ID, '2026-01');
    expect(await copiedBy(inputs)).toEqual([]);
    expect(await inputs.readDone(TENANT_ID, '2026-01')).toEqual(new Map());
  });

  test('are remembered, people as pseudonyms that are others in another organisation', async () => {
    const { inputs } = await setUp();
    const order = ['a', 'b', 'c'].map((id) => inputs.rememberedAs(TENANT_ID, id));
    const memory = {
      order,
      cells: [{ from: 1, before: 3, line: 'line' }],
      bands: [
        {
          measure: 'checkin' as const,
          from: 1,
          before: 3,
          band: { from: 0, to: 4, asOf: '2026-01' },
        },
      ],
    };
    await inputs.remember(TENANT_ID, '2026-01', memory);
    expect(await inputs.recall(TENANT_ID, '2026-01')).toEqual(memory);
    expect(inputs.rememberedAs(OTHER_TENANT, 'a')).not.toBe(order[0]);
  });
});
