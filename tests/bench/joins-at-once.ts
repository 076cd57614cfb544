import { joinErg } from '../../shared/commands/join-erg.ts';
import type { Storage } from '../../shared/store/storage.ts';
import { anErg, aPerson, ERG_ID, TENANT_ID } from '../support/builders.ts';
import { testClock, testDeps } from '../support/command-deps.ts';
import { userIdOf } from './organisation.ts';

const PEOPLE = 1000;

/** Nobody who joins waits longer than this. */
const LONGEST_SECONDS = 60;

/** A thousand people who join one ERG at the same moment. */
export interface JoinsAtOnce {
  /** How long whoever waited longest waited. */
  readonly longestSeconds: number;
  readonly missed: readonly string[];
}

/** Measures a thousand joins of one ERG at once in a storage that is empty, by one program. */
export async function measureJoinsAtOnce(storage: Storage): Promise<JoinsAtOnce> {
  const deps = testDeps({ clock: testClock('2026-03-02T12:00:00.000Z'), storage });
  await deps.ergs.create(TENANT_ID, anErg(), 0);
  const users = Array.from({ length: PEOPLE }, (_, n) => userIdOf(n));
  await Promise.all(
    users.map((userId, n) =>
      deps.people.commit(undefined, aPerson({ userId, name: `Given${n} Family` }), []),
    ),
  );
  const waitedMs = await Promise.all(
    users.map(async (userId) => {
      const begunMs = performance.now();
      const ask = { seen: 10, showToAllies: false };
      const joined = await joinErg(deps, { key: { tenantId: TENANT_ID, userId } }, ERG_ID, ask);
      if (!joined.ok) throw new Error(`A join was refused: ${joined.reason}`);
      return performance.now() - begunMs;
    }),
  );
  const { count } = await deps.rosters.sizeOf(TENANT_ID, ERG_ID, deps.clock.now());
  const rows = await deps.rosters.readAll(TENANT_ID, ERG_ID);
  const listed = rows.filter(({ rowKey }) => rowKey.startsWith('active_')).length;
  const longestSeconds = Math.round(Math.max(...waitedMs) / 100) / 10;
  return {
    longestSeconds,
    missed: [
      ...(count === PEOPLE && listed === PEOPLE
        ? []
        : [`of ${PEOPLE} joins at once ${count} are counted and ${listed} listed`]),
      ...(longestSeconds <= LONGEST_SECONDS
        ? []
        : [`a join waits ${longestSeconds} s, not ≤ ${LONGEST_SECONDS} s`]),
    ],
  };
}
