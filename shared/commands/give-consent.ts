import { giveConsent as decideConsent, type SettingsRefusal } from '../domain/consent-decisions.ts';
import type { Person } from '../domain/person.ts';
import type { Result } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/** Stores consent, its version and time, and the first rhythm. */
export function giveConsent(
  deps: CommandDeps,
  asker: Asker,
  given: Parameters<typeof decideConsent>[1],
): Promise<Result<Person, SettingsRefusal | 'busy'>> {
  return changePerson(deps, asker, (person, at) => decideConsent(person, given, at));
}
