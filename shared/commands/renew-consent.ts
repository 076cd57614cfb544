import {
  answerRenewal,
  type RenewalAnswer,
  type RenewalRefusal,
} from '../domain/consent-decisions.ts';
import type { Person } from '../domain/person.ts';
import type { Result } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/** Stores what somebody who agreed to an older consent text says about the one in force. */
export function renewConsent(
  deps: CommandDeps,
  asker: Asker,
  given: { readonly version: number; readonly answer: RenewalAnswer },
): Promise<Result<Person, RenewalRefusal | 'busy'>> {
  return changePerson(deps, asker, (person, at) => answerRenewal(person, given, at));
}
