import { FEWEST_IN_A_CELL } from '../domain/disclosure/choose-cells.ts';
import type { PersonKey } from '../domain/person.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { DisclosureRules } from '../store/releases-store.ts';
import { auditedByAdmin } from './audited-by-admin.ts';
import type { CommandDeps } from './deps.ts';

/**
 * Changes the smallest group that is shown, from the next release on. `revision` is the one that the admin saw. Audited
 * before it is done.
 */
export async function changeDisclosureRules(
  deps: Pick<CommandDeps, 'audit' | 'clock' | 'newId' | 'releases'>,
  admin: PersonKey,
  wanted: DisclosureRules,
): Promise<Result<DisclosureRules, 'changed-meanwhile'>> {
  const { tenantId } = admin;
  const known = (await deps.releases.readRules(tenantId)) ?? {
    fewest: FEWEST_IN_A_CELL,
    revision: 0,
  };
  if (known.fewest === wanted.fewest) return accepted(known);
  if (known.revision !== wanted.revision) return refused('changed-meanwhile');
  const act = { act: 'smallest-group.changed', details: { count: wanted.fewest } } as const;
  return auditedByAdmin(deps, admin, [act], async () => {
    const next = { fewest: wanted.fewest, revision: wanted.revision + 1 };
    const outcome = await deps.releases.writeRules(tenantId, next);
    return outcome === 'written' ? accepted(next) : refused('changed-meanwhile');
  });
}
