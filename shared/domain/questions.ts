import type { CheckIn, Question } from './check-in.ts';
import {
  addDays,
  earliestAfterAnswer,
  firstDateAfter,
  lastDateThrough,
  later,
  localDateAt,
  momentOf,
} from './cadence.ts';
import type { Person } from './person.ts';
import type { Pledge } from './pledge.ts';
import type { Settings } from './settings.ts';
import type { Instant, LocalDate } from './time.ts';

/** When and where a person lives: what a question's date depends on. */
export type PersonTime = Pick<Settings, 'day' | 'time' | 'zone'>;

function earliestDate(pledge: Pledge): LocalDate {
  const answered = pledge.recent[0]?.date;
  const afterAnswer =
    answered === undefined ? pledge.startedOn : earliestAfterAnswer(pledge.cadence, answered);
  return later(afterAnswer, pledge.askFrom ?? pledge.startedOn);
}

/** The last question of a period waits this long after the period's end, then it is dropped unanswered. */
const LAST_QUESTION_WAITS_DAYS = 14;

/**
 * The question about a pledge that waits for its answer now, if there is one. It waits until the next comes;
 * the last one of a period, for two weeks after its end.
 */
export function waitingQuestion(
  pledge: Pledge,
  time: PersonTime,
  now: Instant,
): Question | undefined {
  if (pledge.life.state !== 'active') return undefined;
  const rhythm = { startedOn: pledge.startedOn, cadence: pledge.cadence, day: time.day };
  const today = localDateAt(now, time.zone);
  if (today > addDays(pledge.endsOn, LAST_QUESTION_WAITS_DAYS)) return undefined;
  // On the day itself the question waits for the person's own hour.
  const last = lastDateThrough(rhythm, pledge.endsOn < today ? pledge.endsOn : today);
  const date =
    last !== undefined && momentOf(last, time.time, time.zone) > now
      ? lastDateThrough(rhythm, addDays(last, -1))
      : last;
  if (date === undefined || date < earliestDate(pledge)) return undefined;
  return { pledgeId: pledge.id, date };
}

/** The date of the next question that is not due yet; undefined where the pledge will not ask again. */
export function nextQuestionOn(
  pledge: Pledge,
  time: PersonTime,
  now: Instant,
): LocalDate | undefined {
  if (pledge.life.state !== 'active') return undefined;
  const rhythm = { startedOn: pledge.startedOn, cadence: pledge.cadence, day: time.day };
  const earliest = earliestDate(pledge);
  const today = localDateAt(now, time.zone);
  let date = firstDateAfter(rhythm, addDays(later(today, earliest), -1));
  if (momentOf(date, time.time, time.zone) <= now) date = firstDateAfter(rhythm, date);
  return date <= pledge.endsOn ? date : undefined;
}

/** All questions that wait for this person now, the oldest first; of one day, in the order of the pledges. */
export function waitingQuestions(person: Person, now: Instant): readonly Question[] {
  return person.pledges
    .map((pledge) => waitingQuestion(pledge, person.profile.settings, now))
    .filter((question) => question !== undefined)
    .toSorted((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
}

/** Whether an answer may still be changed: it is the last one, and the next question has not come. */
export function isAnswerOpen(
  pledge: Pledge,
  checkIn: Pick<CheckIn, 'date'>,
  time: PersonTime,
  now: Instant,
): boolean {
  return (
    pledge.life.state === 'active' &&
    pledge.recent[0]?.date === checkIn.date &&
    waitingQuestion(pledge, time, now) === undefined
  );
}

/** Whether the period of a pledge is over, so that it is time to renew, change, complete or let go. */
export function isPeriodOver(pledge: Pledge, time: PersonTime, now: Instant): boolean {
  return pledge.life.state === 'active' && localDateAt(now, time.zone) > pledge.endsOn;
}

/** Two *not this time* in a row: time to offer a smaller step or another cue. */
export function isSmallerStepDue(pledge: Pledge): boolean {
  const [last, before] = pledge.recent;
  return last?.answer === 'not-this-time' && before?.answer === 'not-this-time';
}
