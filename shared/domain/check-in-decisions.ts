import type { Answer, CheckIn, Question } from './check-in.ts';
import { type DecisionMoment, type PersonChange, unchanged } from './decision.ts';
import type { Person } from './person.ts';
import { type Pledge, RECENT_CHECK_INS } from './pledge.ts';
import { withPledge } from './pledge-decisions.ts';
import { isAnswerOpen, waitingQuestion } from './questions.ts';
import { accepted, refused, type Result } from './result.ts';
import { keepUnknown } from './unknown-fields.ts';

/** An answer to one question. */
export interface AnswerGiven {
  readonly question: Question;
  readonly answer: Answer;
  /** Absent keeps the note, empty deletes it. */
  readonly note?: string | undefined;
  readonly via: CheckIn['via'];
  /** The revision of the answer that the client saw; null where it saw none; undefined from a card, which answers once. */
  readonly seen: number | null | undefined;
}

/** Why an answer is not taken. */
export type CheckInRefusal =
  | 'consent-needed'
  | 'not-found'
  | 'question-passed'
  | 'changed-meanwhile'
  | 'already-answered';

/**
 * Takes an answer, or changes the last one while the next question has not come. The same answer again is the
 * same answer. A card answers once: another answer from it is refused as `already-answered`.
 */
export function answerQuestion(
  person: Person,
  given: AnswerGiven,
  at: DecisionMoment,
): Result<PersonChange, CheckInRefusal> {
  if (person.profile.consent.state !== 'given') return refused('consent-needed');
  const pledge = person.pledges.find((candidate) => candidate.id === given.question.pledgeId);
  if (pledge === undefined) return refused('not-found');
  const before = pledge.recent.find((checkIn) => checkIn.date === given.question.date);
  if (before === undefined) {
    const waiting = waitingQuestion(pledge, person.profile.settings, at.now);
    if (waiting?.date !== given.question.date) return refused('question-passed');
    if (typeof given.seen === 'number') return refused('changed-meanwhile');
    return accepted(withAnswer(person, pledge, newCheckIn(given, undefined, at)));
  }
  const note = given.note === undefined ? before.note : given.note === '' ? undefined : given.note;
  if (before.answer === given.answer && before.note === note) return accepted(unchanged(person));
  if (given.seen === undefined && before.answer !== given.answer) {
    return refused('already-answered');
  }
  if (given.seen !== undefined && given.seen !== before.revision) {
    return refused('changed-meanwhile');
  }
  const onlyNote = before.answer === given.answer;
  if (!onlyNote && !isAnswerOpen(pledge, before, person.profile.settings, at.now)) {
    return refused('question-passed');
  }
  return accepted(withAnswer(person, pledge, newCheckIn(given, before, at)));
}

/** *Change answer* from a card: the last answer replaced while it is open, whatever it was. */
export function changeAnswer(
  person: Person,
  question: Question,
  answer: Answer,
  at: DecisionMoment,
): Result<PersonChange, CheckInRefusal> {
  const pledge = person.pledges.find((candidate) => candidate.id === question.pledgeId);
  const before = pledge?.recent.find((checkIn) => checkIn.date === question.date);
  if (pledge === undefined || before === undefined) return refused('not-found');
  return answerQuestion(person, { question, answer, via: 'chat', seen: before.revision }, at);
}

/**
 * Deletes an answer with its note. A question whose answer is deleted while it is the last waits again.
 * `known` is the row of the past, for answers that are no longer beside the pledge.
 */
export function deleteAnswer(
  person: Person,
  question: Question,
  seen: number,
  known: CheckIn | undefined,
  at: DecisionMoment,
): Result<PersonChange, CheckInRefusal> {
  const pledge = person.pledges.find((candidate) => candidate.id === question.pledgeId);
  const recent = pledge?.recent.find((checkIn) => checkIn.date === question.date);
  const checkIn = recent ?? known;
  if (checkIn === undefined) {
    const isMine = pledge !== undefined || person.profile.endedPledges.includes(question.pledgeId);
    return isMine ? accepted(unchanged(person)) : refused('not-found');
  }
  if (checkIn.revision !== seen) return refused('changed-meanwhile');
  const past = [{ kind: 'delete-check-in', ...question } as const];
  if (pledge === undefined || recent === undefined) return accepted({ person, past });
  const after: Pledge = {
    ...pledge,
    recent: pledge.recent.filter((candidate) => candidate.date !== question.date),
    revision: at.revision,
  };
  return accepted({ person: withPledge(person, after), past });
}

/** Changes or deletes the note of an old answer, of any pledge, ended ones included. */
export function changePastNote(
  person: Person,
  known: CheckIn,
  seen: number,
  note: string,
  at: DecisionMoment,
): Result<PersonChange, CheckInRefusal> {
  if (known.revision !== seen) return refused('changed-meanwhile');
  const { note: _before, ...rest } = known;
  const checkIn: CheckIn = {
    ...rest,
    ...(note === '' ? {} : { note }),
    revision: at.revision,
  };
  return accepted({ person, past: [{ kind: 'put-check-in', checkIn }] });
}

function newCheckIn(given: AnswerGiven, before: CheckIn | undefined, at: DecisionMoment): CheckIn {
  const note = given.note === undefined ? before?.note : given.note;
  return keepUnknown(before, {
    ...given.question,
    answer: given.answer,
    ...(note === undefined || note === '' ? {} : { note }),
    answeredAt: before !== undefined && before.answer === given.answer ? before.answeredAt : at.now,
    via: given.via,
    revision: at.revision,
  });
}

function withAnswer(person: Person, pledge: Pledge, checkIn: CheckIn): PersonChange {
  const others = pledge.recent.filter((candidate) => candidate.date !== checkIn.date);
  const recent = [checkIn, ...others]
    .toSorted((one, other) => (one.date < other.date ? 1 : -1))
    .slice(0, RECENT_CHECK_INS);
  const after: Pledge = { ...pledge, recent, revision: checkIn.revision };
  return {
    person: withPledge(person, after),
    past: [{ kind: 'put-check-in', checkIn }],
  };
}
