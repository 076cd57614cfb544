import type { PersonKey } from '../domain/person.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { PilotPage } from '../store/pilot-store.ts';
import { auditedByAdmin } from './audited-by-admin.ts';
import type { CommandDeps } from './deps.ts';

/** Somebody in the pilot group, by the name that they have in the directory now; empty where they are not in it. */
export interface NamedPilotMember {
  readonly userId: string;
  readonly name: string;
}

/**
 * Puts somebody of the directory into the pilot group, or takes anybody out of it; who took part by then stays. Audited
 * before it is done. That somebody is in or out already is the same request. Others know within a minute.
 */
export async function changePilot(
  deps: Pick<CommandDeps, 'audit' | 'clock' | 'newId' | 'pilot' | 'entrance' | 'directory'>,
  admin: PersonKey,
  userId: string,
  wanted: 'in' | 'out',
): Promise<Result<'changed' | 'same', 'unknown-person' | 'changed-meanwhile'>> {
  const { tenantId } = admin;
  const key = { tenantId, userId };
  if (wanted === 'in' && !(await deps.directory.holds(tenantId, userId))) {
    return refused('unknown-person');
  }
  const isIn = (await deps.pilot.read(key)) !== undefined;
  if (isIn === (wanted === 'in')) return accepted('same');
  const act = wanted === 'in' ? 'pilot.added' : 'pilot.removed';
  const changed = await auditedByAdmin(deps, admin, [{ act, subjectId: userId }], async () =>
    accepted(await deps.pilot.change(key, wanted, deps.clock.now())),
  );
  deps.entrance.forget(key);
  return changed;
}

/** A page of the pilot group with names: a request, and one for each of at most twenty. Throws `ContinuationNotAllowed`. */
export async function readPilot(
  deps: Pick<CommandDeps, 'pilot' | 'directory'>,
  tenantId: string,
  continuation: string | undefined,
): Promise<Omit<PilotPage, 'members'> & { readonly members: readonly NamedPilotMember[] }> {
  const page = await deps.pilot.readPage(tenantId, continuation);
  const members = page.members.map(async ({ userId }) => ({
    userId,
    name: (await deps.directory.read(tenantId, userId))?.name ?? '',
  }));
  return { ...page, members: await Promise.all(members) };
}
