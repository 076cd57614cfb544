import type { PersonKey } from '../domain/person.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { TenantEntry } from '../domain/tenant-entry.ts';
import type { AuditAct } from '../store/audit-store.ts';
import { auditedByAdmin } from './audited-by-admin.ts';
import type { CommandDeps } from './deps.ts';

type Wanted = Omit<TenantEntry, 'revision'>;

/**
 * Changes who may take part in an organisation, and what is proposed to whoever begins. `seen` is the revision that the
 * admin saw; the same again changes nothing. Audited before it is done. This process knows at once, others within a minute.
 */
export async function changeEntry(
  deps: Pick<CommandDeps, 'audit' | 'clock' | 'newId' | 'entry' | 'publishedEntry'>,
  admin: PersonKey,
  wanted: Wanted,
  seen: number,
): Promise<Result<TenantEntry, 'changed-meanwhile'>> {
  const { tenantId } = admin;
  const known = await deps.entry.read(tenantId);
  const acts = actsOf(known, wanted);
  if (acts.length === 0) return accepted(known);
  if (known.revision !== seen) return refused('changed-meanwhile');
  const changed = await auditedByAdmin(deps, admin, acts, () =>
    deps.entry.replace(tenantId, seen, wanted),
  );
  deps.publishedEntry.forget(tenantId);
  return changed;
}

/** What somebody does who makes this of that; nothing where they are the same. */
function actsOf(known: Wanted, wanted: Wanted): readonly Pick<AuditAct, 'act' | 'details'>[] {
  const acts: Pick<AuditAct, 'act' | 'details'>[] = [];
  if (known.access !== wanted.access) acts.push({ act: `access.${wanted.access}` });
  if (known.guests !== wanted.guests) acts.push({ act: `guests.${wanted.guests}` });
  if (known.budget !== wanted.budget) {
    acts.push({ act: 'default-budget.changed', details: { count: wanted.budget } });
  }
  return acts;
}
