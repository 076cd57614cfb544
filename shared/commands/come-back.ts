import { unchanged } from '../domain/decision.ts';
import type { Person } from '../domain/person.ts';
import { accepted, type Result } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/** Whether somebody's silence has made messages rarer, so that their coming back is worth a write. */
export function isMissed({ profile }: Person): boolean {
  return profile.messagesSinceAct >= 2;
}

/** Somebody who had not reacted is there again: messages come as before. */
export function comeBack(deps: CommandDeps, asker: Asker): Promise<Result<Person, 'busy'>> {
  return changePerson<never>(deps, asker, (person) =>
    accepted(
      person.profile.messagesSinceAct === 0
        ? unchanged(person)
        : { person: { ...person }, past: [] },
    ),
  );
}
