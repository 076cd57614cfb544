import { giveConsent as decideConsent, type SettingsRefusal } from '../domain/consent-decisions.ts';
import type { Person } from '../domain/person.ts';
import { accepted, type Result } from '../domain/result.ts';
import { audienceEntry } from './audience-entry.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/** Stores consent, its version and time, and the first rhythm; from then on moments reach the person. */
export function giveConsent(
  deps: CommandDeps,
  asker: Asker,
  given: Parameters<typeof decideConsent>[1],
): Promise<Result<Person, SettingsRefusal | 'busy'>> {
  return changePerson(deps, asker, (before, at) => {
    const decided = decideConsent(before, given, at);
    if (!decided.ok || decided.value.person === before) return decided;
    const { person, past } = decided.value;
    const outbox = [...person.outbox, audienceEntry('in', at)];
    return accepted({ person: { ...person, outbox }, past });
  });
}
