import type { CheckIn, Question } from '../domain/check-in.ts';
import {
  type AnswerGiven,
  answerQuestion,
  changeAnswer,
  changePastNote,
  type CheckInRefusal,
  deleteAnswer,
} from '../domain/check-in-decisions.ts';
import { unchanged } from '../domain/decision.ts';
import type { Person } from '../domain/person.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/**
 * Takes an answer, changes the last one, or changes the note of an older one: three requests. The same answer
 * again is the same answer.
 */
export async function answerCheckIn(
  deps: CommandDeps,
  asker: Asker,
  given: AnswerGiven,
): Promise<Result<Person, CheckInRefusal | 'busy'>> {
  const answered = await changePerson(deps, asker, (person, at) =>
    answerQuestion(person, given, at),
  );
  const perhapsPast =
    !answered.ok && (answered.reason === 'not-found' || answered.reason === 'question-passed');
  if (!perhapsPast || typeof given.seen !== 'number') return answered;
  return changeOldNote(deps, asker, given, given.seen, answered);
}

async function changeOldNote(
  deps: CommandDeps,
  asker: Asker,
  given: AnswerGiven,
  seen: number,
  otherwise: Result<Person, CheckInRefusal | 'busy'>,
): Promise<Result<Person, CheckInRefusal | 'busy'>> {
  const known = await readAnswer(deps, asker, given.question);
  if (known === undefined) return otherwise;
  if (known.answer !== given.answer) return refused('question-passed');
  const note = given.note ?? known.note ?? '';
  // The same note again is the same note, whatever revision was seen.
  if (note === (known.note ?? '')) {
    return changePerson(deps, asker, (person) => accepted(unchanged(person)));
  }
  return changePerson(deps, asker, (person, at) => changePastNote(person, known, seen, note, at));
}

/** *Change answer* on a card: the last answer replaced, while the next question has not come. */
export function changeAnswerFromCard(
  deps: CommandDeps,
  asker: Asker,
  given: Pick<AnswerGiven, 'question' | 'answer'>,
): Promise<Result<Person, CheckInRefusal | 'busy'>> {
  return changePerson(deps, asker, (person, at) =>
    changeAnswer(person, given.question, given.answer, at),
  );
}

/** Deletes one answer with its note, of whatever age. Deleted already is fine. */
export async function deleteCheckIn(
  deps: CommandDeps,
  asker: Asker,
  question: Question,
  seen: number,
): Promise<Result<Person, CheckInRefusal | 'busy'>> {
  const known = await readAnswer(deps, asker, question);
  return changePerson(deps, asker, (person, at) => deleteAnswer(person, question, seen, known, at));
}

/** One answer, of whatever age. */
export function readAnswer(
  deps: CommandDeps,
  asker: Asker,
  question: Question,
): Promise<CheckIn | undefined> {
  return deps.people.readCheckIn(asker.key, question.pledgeId, question.date);
}
