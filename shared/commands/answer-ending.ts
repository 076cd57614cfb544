import {
  answerEnding as decideEnding,
  type EndingChoice,
  type EndingRefusal,
} from '../domain/ending-decision.ts';
import type { Person } from '../domain/person.ts';
import { isPeriodOver } from '../domain/questions.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/** What was chosen for a pledge whose period ended on a date. */
export interface ChosenEnding {
  readonly pledgeId: string;
  readonly endsOn: LocalDate;
  readonly choice: EndingChoice;
}

/**
 * Does what a person chose on the card about the end of a pledge's period. The same choice again is the same;
 * `ending-passed`: something else became of the pledge since the card was sent.
 */
export async function answerEnding(
  deps: CommandDeps,
  asker: Asker,
  given: ChosenEnding,
): Promise<Result<Person, EndingRefusal | 'busy'>> {
  const answered = await changePerson(deps, asker, (person, at) => decideEnding(person, given, at));
  // A pledge that ended long ago is among the past ones only.
  if (answered.ok || (answered.reason !== 'ending-passed' && answered.reason !== 'not-found')) {
    return answered;
  }
  const [person, became] = await Promise.all([
    deps.people.load(asker.key).then((loaded) => loaded?.person),
    readPastEnding(deps, asker, given),
  ]);
  if (person === undefined) return answered;
  if (became === given.choice || wasRenewed(person, given, deps.clock.now())) {
    return accepted(person);
  }
  return became === undefined ? answered : refused('ending-passed');
}

/** What the pledge of the past ended as; `other` where it was another of its periods. */
async function readPastEnding(
  deps: CommandDeps,
  asker: Asker,
  { pledgeId, endsOn }: ChosenEnding,
): Promise<EndingChoice | 'other' | undefined> {
  const past = await deps.people.readPastPledge(asker.key, pledgeId);
  if (past === undefined) return undefined;
  if (past.endsOn !== endsOn) return 'other';
  return past.life.state === 'completed' ? 'complete' : 'let-go';
}

/** A period that began after the one on the card ended, and goes on, is a renewal. */
function wasRenewed(
  { pledges, profile }: Person,
  { pledgeId, endsOn, choice }: ChosenEnding,
  now: Instant,
): boolean {
  const pledge = pledges.find(({ id }) => id === pledgeId);
  if (choice !== 'renew' || pledge === undefined) return false;
  return pledge.startedOn > endsOn && !isPeriodOver(pledge, profile.settings, now);
}
