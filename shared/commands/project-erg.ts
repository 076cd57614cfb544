import { foldName } from '../domain/names.ts';
import type { ErgBell } from '../store/bells.ts';
import type { CommandDeps } from './deps.ts';
import { askToLookAtRequests } from './note-requests.ts';

/**
 * Brings the directory up to the head of an ERG: its line, and the names that were kept for it or were its own before,
 * which are given back where they were kept at `keptUntilMs` (real time) or before. An ERG that was never written leaves
 * no line and no name. Safe to repeat.
 */
export async function projectErg(
  deps: Pick<CommandDeps, 'ergs' | 'publishedErgs' | 'queues'>,
  { tenantId, ergId, names }: Pick<ErgBell, 'tenantId' | 'ergId' | 'names'>,
  keptUntilMs: number,
): Promise<void> {
  const erg = await deps.ergs.read(tenantId, ergId);
  if (erg === undefined) await deps.ergs.dropLine(tenantId, ergId, keptUntilMs);
  else await deps.ergs.showLine(tenantId, erg);
  const own = erg === undefined ? undefined : foldName(erg.name);
  for (const name of names) {
    if (foldName(name) === own) continue;
    await deps.ergs.releaseName(tenantId, ergId, name, keptUntilMs);
  }
  deps.publishedErgs.forget(tenantId);
  // Who runs it may be others now, and an archived one has no requests.
  if (erg !== undefined) await askToLookAtRequests(deps, tenantId, ergId);
}
