import { spreadOf } from '../../shared/domain/spread.ts';
import { createErgsStore } from '../../shared/store/ergs-store.ts';
import { createMemoryStorage } from '../../shared/store/memory-storage.ts';
import { createPeopleStore } from '../../shared/store/people-store.ts';
import { createRostersStore } from '../../shared/store/rosters-store.ts';
import { createScheduleStore } from '../../shared/store/schedule-store.ts';
import type { Storage } from '../../shared/store/storage.ts';
import { TABLE_NAMES, type TableName } from '../../shared/store/tables.ts';
import { aMembership, anErg, aPerson, TENANT_ID } from '../support/builders.ts';
import type { TestClock } from '../support/command-deps.ts';

/** How many ERGs the organisation has, whatever its size. */
export const ERGS = 20;

/** The id of an ERG, from 0. */
export function ergIdOf(n: number): string {
  return `e7900000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** The id of a person, from 0: spread over all that there may be, as those of a directory are. */
export function userIdOf(n: number): string {
  const spread = (part: string) => spreadOf(`${n} ${part}`).toString(16).padStart(8, '0');
  const [second, third] = [spread('second'), spread('third')];
  const number = String(n).padStart(12, '0');
  return `${spread('first')}-${second.slice(0, 4)}-4${second.slice(4, 7)}-a${third.slice(0, 3)}-${number}`;
}

/** An organisation in storage, and the partitions that it has there. */
export interface Organisation {
  readonly storage: Storage;
  readonly partitions: ReadonlyMap<TableName, ReadonlySet<string>>;
}

/**
 * An organisation in the fake, without asking any rule: ERGs, and people who are each an ally of one, with their
 * lines on its roster and their place in the schedule.
 */
export async function makeOrganisation(people: number, clock: TestClock): Promise<Organisation> {
  const organisation = noting(createMemoryStorage({ realMs: clock.realMs }));
  const { tables } = organisation.storage;
  const report = () => {
    throw new Error('A row of the organisation cannot be read.');
  };
  const ergs = createErgsStore(tables, report, clock.realMs);
  const store = createPeopleStore(tables, report);
  const schedule = createScheduleStore(tables);
  const rosters = createRostersStore(tables, {
    report,
    realMs: clock.realMs,
    wait: () => Promise.resolve(),
  });
  for (let n = 0; n < ERGS; n += 1) {
    const erg = anErg({ id: ergIdOf(n), name: `ERG number ${n}` });
    await ergs.create(TENANT_ID, erg, 0);
  }
  const now = clock.now();
  for (let n = 0; n < people; n += 1) {
    const ergId = ergIdOf(n % ERGS);
    const name = `Given${n % 500} Family${n}`;
    const nextLookAt = new Date(clock.realMs() + n * 6_000).toISOString();
    const person = aPerson({
      userId: userIdOf(n),
      name,
      conversation: null,
      nextLookAt,
      memberships: [aMembership({ ergId })],
    });
    await store.commit(undefined, person, []);
    await schedule.put({ key: person.key, at: nextLookAt });
    await rosters.apply(
      person.key,
      {
        id: '',
        to: 'roster',
        ergId,
        wanted: 'active',
        showToAllies: false,
        since: now,
        name,
        revision: 10,
        writtenAtMs: 0,
      },
      now,
    );
  }
  return organisation;
}

/** Writes the rows of an organisation to another storage, a hundred at a time, several partitions at once. */
export async function copyOrganisation(from: Organisation, to: Storage): Promise<void> {
  for (const name of TABLE_NAMES) {
    const left = [...(from.partitions.get(name) ?? [])];
    const copy = async (): Promise<void> => {
      for (let partition = left.pop(); partition !== undefined; partition = left.pop()) {
        const rows = await from.storage.tables.table(name).readRange(partition, {});
        for (let start = 0; start < rows.length; start += 100) {
          const part = rows.slice(start, start + 100);
          await to.tables.table(name).commit(
            part.map(({ partitionKey, rowKey, cells }) => {
              return { kind: 'upsert', row: { partitionKey, rowKey, cells } } as const;
            }),
          );
        }
      }
    };
    await Promise.all(Array.from({ length: 16 }, copy));
  }
}

/** The same storage, of which is known what partitions were written to. */
function noting(storage: Storage): Organisation {
  const partitions = new Map(TABLE_NAMES.map((name) => [name, new Set<string>()]));
  return {
    partitions,
    storage: {
      ...storage,
      tables: {
        table(name) {
          const table = storage.tables.table(name);
          return {
            ...table,
            commit(writes) {
              for (const write of writes) {
                if (write.kind !== 'delete') partitions.get(name)?.add(write.row.partitionKey);
              }
              return table.commit(writes);
            },
          };
        },
      },
    },
  };
}
