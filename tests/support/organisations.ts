import { lastWholeMonth } from '../../shared/domain/month.ts';
import { releaseMonth } from '../../shared/commands/release-month.ts';
import { withReports } from '../../shared/commands/directory-plan.ts';
import type { Person } from '../../shared/domain/person.ts';
import { DIRECTORY_SHARDS, directoryShardOf } from '../../shared/store/directory-store.ts';
import { personId } from './broadcasts.ts';
import { aPerson, TENANT_ID } from './builders.ts';
import type { TestDeps } from './command-deps.ts';

/** Somebody by number, below another by number. */
export type Place = readonly [number: number, managerNumber: number | null];

/** People `from` … `from + size - 1` right below one. */
export function below(manager: number, from: number, size: number): readonly Place[] {
  return Array.from({ length: size }, (_, n) => [from + n, manager] as const);
}

/** The name of a person by number. */
export function nameOf(number: number): string {
  return `Person ${number}`;
}

/** Makes the directory these places; whoever else was in it is gone. */
export async function setPlaces(deps: TestDeps, places: readonly Place[]): Promise<void> {
  const entries = places.map(([number, manager]) => ({
    userId: personId(number),
    name: nameOf(number),
    mail: `person${number}@example.com`,
    place: 'Leeds',
    ...(manager === null ? {} : { managerId: personId(manager) }),
  }));
  for (let shard = 0; shard < DIRECTORY_SHARDS; shard += 1) {
    const { people } = await deps.directory.readShard(TENANT_ID, shard);
    const wanted = withReports(entries).filter(({ userId }) => directoryShardOf(userId) === shard);
    const changes = wanted.map((entry) => {
      const before = people.get(entry.userId);
      return before === undefined ? { after: entry } : { before, after: entry };
    });
    const gone = [...people.values()].filter(
      ({ person }) => !wanted.some(({ userId }) => userId === person.userId),
    );
    await deps.directory.apply(TENANT_ID, [...changes, ...gone.map((before) => ({ before }))]);
  }
}

/** Somebody who agreed, with what they have. */
export async function takesPart(
  deps: TestDeps,
  number: number,
  fields: Partial<Pick<Person, 'pledges' | 'memberships'>>,
): Promise<void> {
  const key = { tenantId: TENANT_ID, userId: personId(number) };
  const known = await deps.people.load(key);
  const before = known?.person ?? aPerson({ userId: key.userId });
  await deps.people.commit(known, { ...before, ...fields }, []);
  await deps.audience.apply(key, {
    id: 'audience',
    to: 'audience',
    wanted: 'in',
    since: '2026-01-01T00:00:00.000Z',
    revision: 1,
    writtenAtMs: 0,
  });
}

/** Releases the last month that is over. */
export function releaseLastMonth(deps: TestDeps): Promise<boolean> {
  const month = lastWholeMonth(deps.clock.now());
  return releaseMonth(deps, { tenantId: TENANT_ID, month }, async () => true);
}
