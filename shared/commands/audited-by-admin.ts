import type { PersonKey } from '../domain/person.ts';
import type { Result } from '../domain/result.ts';
import type { AuditAct } from '../store/audit-store.ts';
import type { CommandDeps } from './deps.ts';

/**
 * Does what an admin decided, with its acts in the admins' log: they are recorded before it is done, and taken back where
 * another admin was first.
 */
export async function auditedByAdmin<Value>(
  deps: Pick<CommandDeps, 'audit' | 'clock' | 'newId'>,
  { tenantId, userId: actorId }: PersonKey,
  acts: readonly Pick<AuditAct, 'act' | 'details' | 'subjectId'>[],
  change: () => Promise<Result<Value, 'changed-meanwhile'>>,
): Promise<Result<Value, 'changed-meanwhile'>> {
  const entries = acts.map((act): AuditAct => ({
    ...act,
    actorId,
    as: 'admin',
    atMs: deps.clock.realMs(),
    id: deps.newId(),
  }));
  for (const entry of entries) await deps.audit.record(tenantId, 'admin', entry);
  const changed = await change();
  if (!changed.ok) {
    for (const entry of entries) await deps.audit.takeBack(tenantId, 'admin', entry);
  }
  return changed;
}
