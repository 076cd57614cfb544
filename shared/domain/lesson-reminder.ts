import { addDays, later, localDateAt, momentOf, onOrAfter } from './cadence.ts';
import { endingOn, unaskedItems } from './due-items.ts';
import { lastLearntOn } from './learning-decisions.ts';
import type { NextLesson } from './next-lesson.ts';
import { type LessonCause, lessonTellingId } from './pending-ids.ts';
import type { Pending } from './pending.ts';
import type { Person } from './person.ts';
import { nextQuestionOn } from './questions.ts';
import type { Instant, LocalDate } from './time.ts';

/** Between two lessons of which the bot tells lie so many days at least, and as many between one that was read and the next. */
export const DAYS_BETWEEN_LESSONS = 14;
/** A lesson waits so many days for a question to come along with, before it comes by itself. */
const DAYS_FOR_COMPANY = 14;
/** So long it may be told from then on. */
const DAYS_TO_TELL = 7;

/**
 * The local date on which the bot may tell this person of a lesson, from today on: with the next question about a pledge where one
 * comes within two weeks, else on their own day. Undefined for whoever has no pledge in hand and put no lesson off: they
 * asked for nothing.
 */
export function lessonDueOn(person: Person, now: Instant): LocalDate | undefined {
  const { consent, settings } = person.profile;
  if (consent.state !== 'given') return undefined;
  if (person.pendings.some(({ kind }) => kind === 'lesson')) return undefined;
  const active = person.pledges.filter(({ life }) => life.state === 'active');
  if (active.length === 0 && person.learning.later.length === 0) return undefined;
  const today = localDateAt(now, settings.zone);
  const before = [lastToldOn(person), lastLearntOn(person), localDateAt(consent.at, settings.zone)]
    .filter((date) => date !== undefined)
    .reduce(later);
  const from = later(addDays(before, DAYS_BETWEEN_LESSONS), today);
  if (from === today && unaskedItems(person, now).length > 0) return today;
  const company = active
    .flatMap((pledge) => [nextQuestionOn(pledge, settings, now) ?? '', endingOn(pledge, settings)])
    .filter((date) => date >= from)
    .toSorted()[0];
  return company !== undefined && company <= addDays(from, DAYS_FOR_COMPANY)
    ? company
    : onOrAfter(from, settings.day);
}

/** The last local date on which a message told of a lesson. */
function lastToldOn({ deliveries }: Person): LocalDate | undefined {
  return deliveries
    .filter(({ progress }) => progress.state !== 'given-up')
    .filter(({ items }) => items.some((item) => item.kind === 'pending' && item.of === 'lesson'))
    .map(({ date }) => date)
    .toSorted()
    .at(-1);
}

/** A lesson as something that waits to be told from its date on. */
export function lessonToTell(
  person: Person,
  date: LocalDate,
  { lesson, reason }: NextLesson,
): Pending {
  const { zone } = person.profile.settings;
  const cause: LessonCause = reason.kind === 'pledge' ? reason.pillar : reason.kind;
  const { id: lessonId, ergId } = lesson;
  return {
    id: lessonTellingId({ lessonId, ...(ergId === undefined ? {} : { ergId }), cause, date }),
    kind: 'lesson',
    from: momentOf(date, '00:00', zone),
    until: momentOf(addDays(date, DAYS_TO_TELL), '00:00', zone),
    ...(ergId === undefined ? {} : { ergId }),
  };
}

/** Stands for a lesson that is not chosen yet: which one it will be is decided when it is told. */
const NOT_CHOSEN: NextLesson = {
  lesson: { id: 'any', pillar: 'learn', teaches: [], format: 'read', minutes: 2 },
  reason: { kind: 'begin' },
};

/** The person with the lesson that will wait for them, as far as the schedule must know. */
export function withLessonToCome(person: Person, now: Instant): Person {
  const date = lessonDueOn(person, now);
  if (date === undefined) return person;
  return { ...person, pendings: [...person.pendings, lessonToTell(person, date, NOT_CHOSEN)] };
}
