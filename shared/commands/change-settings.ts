import {
  changeSettings as decideSettings,
  type SettingsRefusal,
  withSettings,
} from '../domain/consent-decisions.ts';
import { unchanged } from '../domain/decision.ts';
import type { Person } from '../domain/person.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { Messages, Settings } from '../domain/settings.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/** Replaces the settings; `seen` is the settings revision that the client saw. */
export function changeSettings(
  deps: CommandDeps,
  asker: Asker,
  wanted: Settings,
  seen: number,
): Promise<Result<Person, SettingsRefusal | 'busy'>> {
  return changePerson(deps, asker, (person, at) => decideSettings(person, wanted, seen, at));
}

/** Switches messages on, off or into a pause, as said in the chat. What was said last holds. */
export function changeMessages(
  deps: CommandDeps,
  asker: Asker,
  messages: Messages,
): Promise<Result<Person, SettingsRefusal | 'busy'>> {
  return changePerson<SettingsRefusal>(deps, asker, (person, at) => {
    if (person.profile.consent.state !== 'given') return refused('consent-needed');
    const { settings } = person.profile;
    if (JSON.stringify(settings.messages) === JSON.stringify(messages)) {
      return accepted(unchanged(person));
    }
    return accepted(withSettings(person, { ...settings, messages }, at));
  });
}
