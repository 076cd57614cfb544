import type { PersonKey, RosterEntry } from '../domain/person.ts';
import type { CommandDeps } from './deps.ts';
import { noteRequests } from './note-requests.ts';

/** Carries a change of a membership to the roster, and the band to the directory of ERGs where it moved. */
export async function projectToRoster(
  deps: CommandDeps,
  key: PersonKey,
  entry: RosterEntry,
): Promise<void> {
  const { tenantId } = key;
  const projected = await deps.rosters.apply(key, entry, deps.clock.now());
  if (projected.outcome === 'applied') {
    const { requestedBefore, size } = projected;
    await noteRequests(deps, tenantId, entry.ergId, requestedBefore, size.requested);
  }
  if (projected.outcome === 'older') {
    // Perhaps this very entry, carried by a program that died before it showed the band.
    const { bandFrom } = await deps.rosters.sizeOf(tenantId, entry.ergId, deps.clock.now());
    await deps.ergs.showBand(tenantId, entry.ergId, bandFrom);
  } else if (projected.bandMoved) {
    await deps.ergs.showBand(tenantId, entry.ergId, projected.size.bandFrom);
  }
}
