import {
  changeMembership as decideMembership,
  type MembershipRefusal,
  type MembershipWish,
} from '../domain/membership-decisions.ts';
import type { Person } from '../domain/person.ts';
import type { Result } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/** Shows this ally on the roster to other allies, or not; mutes the ERG, or not. */
export function changeMembership(
  deps: CommandDeps,
  asker: Asker,
  ergId: string,
  ask: MembershipWish,
): Promise<Result<Person, MembershipRefusal | 'busy'>> {
  return changePerson(deps, asker, (person, at) => decideMembership(person, ergId, ask, at));
}
