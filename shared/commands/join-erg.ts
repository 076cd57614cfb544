import { joinErg as decideJoin, type MembershipRefusal } from '../domain/membership-decisions.ts';
import type { Person } from '../domain/person.ts';
import { refused, type Result } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/** Joins an ERG as an ally, or asks to, by its present policy. `seen`: the memberships revision the client saw. */
export async function joinErg(
  deps: CommandDeps,
  asker: Asker,
  ergId: string,
  ask: { readonly seen: number; readonly showToAllies: boolean },
): Promise<Result<Person, MembershipRefusal | 'busy'>> {
  // Read from the table, not from the cache: a policy that was just closed must hold.
  const erg = await deps.ergs.read(asker.key.tenantId, ergId);
  if (erg === undefined) return refused('not-found');
  return changePerson(deps, asker, (person, at) => decideJoin(person, erg, ask, at));
}
