import type { AuditActName } from '../domain/audit-acts.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { TenantRules } from '../domain/tenant-rules.ts';
import type { PersonKey } from '../domain/person.ts';
import { auditedByAdmin } from './audited-by-admin.ts';
import type { CommandDeps } from './deps.ts';

type Wanted = Omit<TenantRules, 'revision'>;

/**
 * Changes what holds for a whole organisation. `seen` is the revision that the admin saw. Workers know of it within ten
 * seconds; this process at once. The acts are audited before they are done.
 */
export async function changeTenantRules(
  deps: Pick<CommandDeps, 'audit' | 'clock' | 'newId' | 'tenantRules' | 'tenants'>,
  admin: PersonKey,
  wanted: Wanted,
  seen: number,
): Promise<Result<TenantRules, 'changed-meanwhile'>> {
  const { tenantId } = admin;
  const known = await deps.tenants.rulesOf(tenantId);
  const acts = actsOf(known, wanted);
  // What is wanted is so already: the same request again.
  if (acts.length === 0) return accepted(known);
  if (known.revision !== seen) return refused('changed-meanwhile');
  const named = acts.map((act) => ({ act }));
  const changed = await auditedByAdmin(deps, admin, named, () =>
    deps.tenants.change(tenantId, seen, wanted),
  );
  deps.tenantRules.forget(tenantId);
  return changed;
}

/** What somebody does who makes these rules of those; nothing where they are the same. */
function actsOf(known: Wanted, wanted: Wanted): readonly AuditActName[] {
  const acts: AuditActName[] = [];
  if (known.messages !== wanted.messages) {
    acts.push(wanted.messages === 'stopped' ? 'messages.stopped' : 'messages.started');
  }
  if (textOf(known.quietDates) !== textOf(wanted.quietDates)) acts.push('quiet-dates.changed');
  if (known.installation !== wanted.installation) acts.push(`installation.${wanted.installation}`);
  return acts;
}

function textOf(quietDates: TenantRules['quietDates']): string {
  return quietDates.map(({ from, through }) => `${from} ${through}`).join(' ');
}
