import { leaveErg as decideLeave, type MembershipRefusal } from '../domain/membership-decisions.ts';
import type { Person } from '../domain/person.ts';
import type { Result } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/** Leaves an ERG, or takes a request back. */
export function leaveErg(
  deps: CommandDeps,
  asker: Asker,
  ergId: string,
  seen: number,
): Promise<Result<Person, MembershipRefusal | 'busy'>> {
  return changePerson(deps, asker, (person, at) => decideLeave(person, ergId, seen, at));
}
