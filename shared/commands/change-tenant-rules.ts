import { accepted, refused, type Result } from '../domain/result.ts';
import type { TenantRules } from '../domain/tenant-rules.ts';
import type { PersonKey } from '../domain/person.ts';
import type { CommandDeps } from './deps.ts';

/**
 * Changes what holds for a whole organisation. `seen` is the revision that the admin saw. Workers know of it within ten
 * seconds; this process at once. The act is audited before it is done.
 */
export async function changeTenantRules(
  deps: Pick<CommandDeps, 'audit' | 'clock' | 'newId' | 'tenantRules' | 'tenants'>,
  admin: PersonKey,
  wanted: Omit<TenantRules, 'revision'>,
  seen: number,
): Promise<Result<TenantRules, 'changed-meanwhile'>> {
  const { tenantId } = admin;
  const known = await deps.tenants.rulesOf(tenantId);
  const { revision, ...rules } = known;
  // What is wanted is so already: the same request again.
  if (JSON.stringify(rules) === JSON.stringify(wanted)) return accepted(known);
  if (revision !== seen) return refused('changed-meanwhile');
  await deps.audit.record(tenantId, 'admin', {
    act: 'message-rules.changed',
    actorId: admin.userId,
    atMs: deps.clock.realMs(),
    id: deps.newId(),
  });
  const changed = await deps.tenants.change(tenantId, seen, wanted);
  deps.tenantRules.forget(tenantId);
  return changed.ok ? accepted(changed.rules) : refused('changed-meanwhile');
}
