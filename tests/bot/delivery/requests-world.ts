import { createContentSource } from '../../../shared/commands/content-source.ts';
import { noteRequests } from '../../../shared/commands/note-requests.ts';
import type { Erg } from '../../../shared/domain/erg.ts';
import { createBroadcastWords } from '../../../shared/store/broadcast-words.ts';
import { personId } from '../../support/broadcasts.ts';
import {
  anErg,
  anOrganiser,
  ERG_ID,
  type PersonFields,
  TENANT_ID,
} from '../../support/builders.ts';
import type { TestDeps } from '../../support/command-deps.ts';
import { aWorld, type recordingTeams, storePeople } from './broadcast-world.ts';

/** A world with ERGs that two people run, the first and second of these; how many requests wait, the test says. */
export async function requestsWorld(
  options: {
    readonly people?: readonly PersonFields[];
    readonly ergs?: readonly Partial<Erg>[];
    readonly teams?: ReturnType<typeof recordingTeams>;
  } = {},
) {
  const world = aWorld(options.teams === undefined ? {} : { teams: options.teams });
  const waiting = new Map<string, number>();
  const program = (): TestDeps => {
    const deps = world.program();
    const rosters: TestDeps['rosters'] = {
      ...deps.rosters,
      async sizeOf(tenantId, ergId, now) {
        const size = await deps.rosters.sizeOf(tenantId, ergId, now);
        return { ...size, requested: waiting.get(ergId) ?? 0 };
      },
    };
    const broadcasts = createBroadcastWords(deps.broadcasts, deps.clock);
    return { ...deps, rosters, contents: createContentSource({ ...deps, rosters, broadcasts }) };
  };
  const deps = program();
  const organisers = [0, 1].map((n) => anOrganiser({ userId: personId(n) }));
  for (const fields of options.ergs ?? [{}]) {
    await deps.ergs.create(TENANT_ID, anErg({ organisers, ...fields }), 0);
  }
  await storePeople(deps, options.people ?? [{}, {}]);
  return {
    ...world,
    program,
    deps,
    waiting,
    /** So many requests wait from now on, as a roster would note it. */
    async nowWait(count: number, ergId = ERG_ID, by = deps) {
      const before = waiting.get(ergId) ?? 0;
      waiting.set(ergId, count);
      await noteRequests(by, TENANT_ID, ergId, before, count);
    },
  };
}
