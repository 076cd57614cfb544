import { joinErg as decideJoin, type MembershipRefusal } from '../domain/membership-decisions.ts';
import type { Person } from '../domain/person.ts';
import { refused, type Result } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';
import { isLinkGood } from './invitation-links.ts';

/**
 * Joins an ERG as an ally, or asks to, by its present policy, by an invitation of one's own, or by what stands in an
 * invitation link: which link it was is kept nowhere. `seen`: the memberships revision the client saw.
 */
export async function joinErg(
  deps: CommandDeps,
  asker: Asker,
  ergId: string,
  ask: { readonly seen: number; readonly showToAllies: boolean; readonly secret?: string },
): Promise<Result<Person, MembershipRefusal | 'busy'>> {
  const { tenantId } = asker.key;
  const { secret, ...wanted } = ask;
  // Read from the table, not from the cache: a policy that was just closed must hold.
  const erg = await deps.ergs.read(tenantId, ergId);
  if (erg === undefined) return refused(secret === undefined ? 'not-found' : 'link-over');
  if (secret === undefined) {
    return changePerson(deps, asker, (person, at) => decideJoin(person, erg, wanted, at));
  }
  const link = (await isLinkGood(deps, { tenantId, ergId }, secret)) ? 'good' : 'over';
  return changePerson(deps, asker, (person, at) =>
    decideJoin(person, erg, { ...wanted, link }, at),
  );
}
