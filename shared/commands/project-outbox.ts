import type { Person } from '../domain/person.ts';
import type { CommandDeps } from './deps.ts';

/** An outbox row older than this is carried to its place by whoever sees it, real milliseconds. */
const OUTBOX_STALE_MS = 60_000;

/**
 * Carries every outbox entry of a person to its roster and removes the row. Safe to repeat and to run twice at
 * once: rosters refuse what is older than what they know. Throws where a roster cannot be written.
 */
export async function projectOutbox(deps: CommandDeps, person: Person): Promise<void> {
  const { tenantId } = person.key;
  for (const entry of person.outbox) {
    const projected = await deps.rosters.apply(person.key, entry, deps.clock.now());
    if (projected.outcome === 'older') {
      // Perhaps this very entry, carried by a program that died before it showed the band.
      const { bandFrom } = await deps.rosters.sizeOf(tenantId, entry.ergId, deps.clock.now());
      await deps.ergs.showBand(tenantId, entry.ergId, bandFrom);
    } else if (projected.bandMoved) {
      await deps.ergs.showBand(tenantId, entry.ergId, projected.size.bandFrom);
    }
    await deps.people.removeOutbox(person.key, entry.id);
  }
}

/** Carries on, after the answer, what has waited for more than a minute. */
export function projectStaleOutbox(deps: CommandDeps, person: Person): void {
  const staleBeforeMs = deps.clock.realMs() - OUTBOX_STALE_MS;
  if (person.outbox.every((entry) => entry.writtenAtMs > staleBeforeMs)) return;
  deps.inBackground(() => projectOutbox(deps, person));
}
