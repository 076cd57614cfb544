import type { Erg } from '../domain/erg.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import { emptyRoster } from '../domain/roster.ts';
import type { CommandDeps } from './deps.ts';

/**
 * Creates an ERG with an empty roster and shows it in the directory. The same id again changes nothing but
 * completes what was begun and not ended: `exists`. `name-taken`: another ERG is called that, folded alike.
 */
export async function createErg(
  deps: CommandDeps,
  ask: { readonly tenantId: string; readonly actorId: string; readonly erg: Erg },
): Promise<Result<'created' | 'exists', 'name-taken'>> {
  const { tenantId, actorId, erg } = ask;
  const roster = emptyRoster(deps.clock.now());
  const outcome = await deps.ergs.create(tenantId, erg, roster.bandFrom);
  if (outcome === 'name-taken') return refused('name-taken');
  await deps.rosters.open(tenantId, erg.id, roster);
  if (outcome === 'created') {
    const act = { act: 'erg.created', actorId, atMs: deps.clock.realMs(), id: deps.newId() };
    await deps.audit.record(tenantId, { ergId: erg.id }, act);
    await deps.audit.record(tenantId, 'admin', act);
  }
  deps.publishedErgs.forget(tenantId);
  return accepted(outcome);
}
