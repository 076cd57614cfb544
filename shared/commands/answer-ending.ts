import {
  answerEnding as decideEnding,
  type EndingChoice,
  type EndingRefusal,
} from '../domain/ending-decision.ts';
import type { Person } from '../domain/person.ts';
import type { Result } from '../domain/result.ts';
import type { LocalDate } from '../domain/time.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/** Does what a person chose on the card about the end of a pledge's period. */
export function answerEnding(
  deps: CommandDeps,
  asker: Asker,
  given: { readonly pledgeId: string; readonly endsOn: LocalDate; readonly choice: EndingChoice },
): Promise<Result<Person, EndingRefusal | 'busy'>> {
  return changePerson(deps, asker, (person, at) => decideEnding(person, given, at));
}
