import { addDays, later, localDateAt, momentOf, onOrAfter } from './cadence.ts';
import { covers } from './consent-versions.ts';
import { endingOn, unaskedItems } from './due-items.ts';
import { openWindow } from './delivery-windows.ts';
import type { Delivery } from './delivery.ts';
import { lastLearntOn } from './learning-decisions.ts';
import { type LessonFacts, standingOf } from './lesson.ts';
import { causeOf, type NextLesson } from './next-lesson.ts';
import { lessonTellingId, parsePendingId } from './pending-ids.ts';
import type { Pending } from './pending.ts';
import type { Person, Profile } from './person.ts';
import type { Pledge } from './pledge.ts';
import { isPeriodOver, nextQuestionOn } from './questions.ts';
import type { Instant, LocalDate } from './time.ts';

/** Between two lessons of which the bot tells lie so many days at least, and as many between one that was read and the next. */
export const DAYS_BETWEEN_LESSONS = 14;
/** A lesson waits so many days for a question to come along with, before it comes by itself. */
const DAYS_FOR_COMPANY = 14;
/** So long it may be told from then on. */
const DAYS_TO_TELL = 7;
/** So many lessons that were told are remembered. */
const MOST_TOLD = 100;
/** Until it is chosen, a lesson to come waits without an end: longer than the schedule looks ahead. */
const DAYS_TO_COME = 90;

/**
 * The local date on which the bot may tell this person of a lesson, from today on: with the next question about a pledge where one
 * comes within two weeks, else on their own day. Whoever has no pledge in hand is told of what they put off, when it is
 * time, and of nothing else: they asked for nothing. `noneLeft`: of all that there are none is left now but what comes back later.
 */
export function lessonDueOn(person: Person, now: Instant, noneLeft = false): LocalDate | undefined {
  const { consent, settings } = person.profile;
  // That a message told of a lesson is remembered, so it needs what remembering needs.
  if (consent.state !== 'given' || !covers(consent, 'learning')) return undefined;
  if (person.pendings.some((one) => one.kind === 'lesson' && isBeingTold(person, one))) {
    return undefined;
  }
  const today = dayOf(person, now);
  const active = pledgesInHand(person, now);
  const isAnyWanted = active.length > 0 && !noneLeft;
  const earliest = isAnyWanted ? today : putOffUntil(person, noneLeft ? today : undefined);
  if (earliest === undefined) return undefined;
  const before = [lastToldOn(person), lastLearntOn(person), localDateAt(consent.at, settings.zone)]
    .filter((date) => date !== undefined)
    .reduce(later);
  const from = later(later(addDays(before, DAYS_BETWEEN_LESSONS), earliest), today);
  if (from === today && unaskedItems(person, now).length > 0) return today;
  const company = active
    .flatMap((pledge) => [nextQuestionOn(pledge, settings, now), endingOn(pledge, settings)])
    .filter((date) => date !== undefined)
    .filter((date) => date >= from)
    .toSorted()[0];
  return company !== undefined && company <= addDays(from, DAYS_FOR_COMPANY)
    ? company
    : onOrAfter(from, settings.day);
}

/** The person without lessons that wait though no message tells them just now: which one it is, is chosen anew. */
export function withoutOldLessons(person: Person): Person {
  const pendings = person.pendings.filter(
    (one) => one.kind !== 'lesson' || isBeingTold(person, one),
  );
  return pendings.length === person.pendings.length ? person : { ...person, pendings };
}

function isBeingTold({ deliveries }: Person, { id }: Pending): boolean {
  return deliveries.some(
    ({ progress, items }) =>
      progress.state === 'sending' &&
      items.some((item) => item.kind === 'pending' && item.id === id),
  );
}

/** The date of a lesson of which the bot may tell this person now. */
export function lessonDueNow(person: Person, now: Instant): LocalDate | undefined {
  const date = lessonDueOn(person, now);
  return date === undefined || date > dayOf(person, now) ? undefined : date;
}

/** The local date whose hour it is for this person: that of yesterday may reach past midnight. */
function dayOf(person: Person, now: Instant): LocalDate {
  const today = localDateAt(now, person.profile.settings.zone);
  return openWindow(person, today, 'own', now) ?? today;
}

/** The pledges that somebody is at: not those that rest, nor those whose period is over and of which nothing has become yet. */
function pledgesInHand({ pledges, profile }: Person, now: Instant): readonly Pledge[] {
  return pledges.filter(
    (pledge) => pledge.life.state === 'active' && !isPeriodOver(pledge, profile.settings, now),
  );
}

/** The first local date, after another where that is given, on which something that was put off and not told of since is due. */
function putOffUntil(person: Person, after: LocalDate | undefined): LocalDate | undefined {
  const told = toldLessons(person);
  return person.learning.later
    .filter(({ lessonId }) => !told.has(lessonId))
    .map(({ from }) => from)
    .filter((from) => after === undefined || from > after)
    .toSorted()[0];
}

/** The lessons of which messages told and do not tell again: all but those that were put off since. */
export function toldLessons({ profile, learning }: Person): ReadonlySet<string> {
  const told = (profile.toldLessons ?? []).filter(({ lessonId, on }) => {
    const standing = standingOf(learning, lessonId);
    return standing.state !== 'later' || on >= standing.from;
  });
  return new Set(told.map(({ lessonId }) => lessonId));
}

/** Of these lessons, those of which this person may be told unasked. */
export function lessonsToTellOf<Lesson extends LessonFacts>(
  person: Person,
  lessons: readonly Lesson[],
  now: Instant,
): readonly Lesson[] {
  if (pledgesInHand(person, now).length > 0) return lessons;
  return lessons.filter(({ id }) => standingOf(person.learning, id).state === 'later');
}

/** The profile after a message that was sent, with the lessons that it told of. */
export function withLessonsTold(
  profile: Profile,
  { items, date }: Pick<Delivery, 'items' | 'date'>,
): Profile {
  const told = items.flatMap((item) => {
    const identity = item.kind === 'pending' ? parsePendingId(item.id) : undefined;
    return identity?.kind === 'lesson' ? [{ lessonId: identity.lessonId, on: date }] : [];
  });
  if (told.length === 0) return profile;
  const before = (profile.toldLessons ?? []).filter(
    (one) => !told.some(({ lessonId }) => lessonId === one.lessonId),
  );
  return { ...profile, toldLessons: [...before, ...told].slice(-MOST_TOLD) };
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
  const { zone, time } = person.profile.settings;
  const cause = causeOf(reason);
  const { id: lessonId, ergId } = lesson;
  return {
    id: lessonTellingId({ lessonId, ...(ergId === undefined ? {} : { ergId }), cause, date }),
    kind: 'lesson',
    // Not in the hour of the day before, which may reach past midnight.
    from: momentOf(date, time, zone),
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
export function withLessonToCome(whole: Person, now: Instant, noneLeft: boolean): Person {
  const person = withoutOldLessons(whole);
  const date = lessonDueOn(person, now, noneLeft);
  if (date === undefined) return person;
  const coming = lessonToTell(person, date, NOT_CHOSEN);
  const { zone } = person.profile.settings;
  const until = momentOf(addDays(date, DAYS_TO_COME), '00:00', zone);
  return { ...person, pendings: [...person.pendings, { ...coming, until }] };
}
