import { localDateAt } from './cadence.ts';
import { type LessonFacts, standingOf } from './lesson.ts';
import type { LessonCause } from './pending-ids.ts';
import type { Person } from './person.ts';
import type { Pillar } from './pillar.ts';
import type { Pledge } from './pledge.ts';
import type { Instant } from './time.ts';

/**
 * Why a lesson is the next one: a pledge in hand is about it (`pledge`, with its pillar), an ERG that the person joined published
 * it, they said *later* and it is later, it is something new, or it is a good place to begin.
 */
export type LessonReason =
  | { readonly kind: 'pledge'; readonly pillar: Pillar }
  | { readonly kind: 'group' }
  | { readonly kind: 'later' }
  | { readonly kind: 'new' }
  | { readonly kind: 'begin' };

/** Why a lesson is the next one, in one word. */
export function causeOf(reason: LessonReason): LessonCause {
  return reason.kind === 'pledge' ? reason.pillar : reason.kind;
}

/** A lesson, and why it is the next one. */
export interface NextLesson<Lesson extends LessonFacts = LessonFacts> {
  readonly lesson: Lesson;
  readonly reason: LessonReason;
}

/** Every so many lessons one is something new to the person. */
const NEW_EVERY = 3;

const NOTHING_TOLD: ReadonlySet<string> = new Set();

/**
 * Chooses the next lesson among those that there are, in the order in which they are given where nothing else decides: from the
 * pledges in hand, the ERGs joined, what was done and what was put off, and from nothing else: who somebody is, is neither
 * asked nor guessed. Never one that was done or is not for them. Every third is something new, and says so. `minutes` is the time at
 * hand; those in `told` were proposed already and are left out. Undefined where none is left.
 */
export function chooseNextLesson<Lesson extends LessonFacts>(
  person: Person,
  lessons: readonly Lesson[],
  {
    now,
    minutes,
    told = NOTHING_TOLD,
  }: {
    readonly now: Instant;
    readonly minutes?: number;
    readonly told?: ReadonlySet<string>;
  },
): NextLesson<Lesson> | undefined {
  const { learning, profile, pledges } = person;
  const today = localDateAt(now, profile.settings.zone);
  const fitting = lessons.filter(
    (lesson) => !told.has(lesson.id) && (minutes === undefined || lesson.minutes <= minutes),
  );
  const open = fitting.filter(({ id }) => standingOf(learning, id).state === 'open');
  const waited = fitting.find(({ id }) => {
    const standing = standingOf(learning, id);
    return standing.state === 'later' && standing.from <= today;
  });
  if (waited !== undefined) return { lesson: waited, reason: { kind: 'later' } };
  const inHand = pledges.filter(({ life }) => life.state === 'active').toReversed();
  const met = new Set([
    ...learning.done.map(({ lessonId }) => lessonId),
    ...learning.notForMe,
    ...told,
  ]);
  const turn = met.size % NEW_EVERY;
  if (turn === NEW_EVERY - 1) {
    const lesson = leastMet(person, lessons, open, inHand);
    if (lesson !== undefined) return { lesson, reason: { kind: 'new' } };
  }
  const ofPledge = forPledges(open, inHand);
  const ofGroup = open.find(({ ergId }) => ergId !== undefined);
  const group = ofGroup && ({ lesson: ofGroup, reason: { kind: 'group' } } as const);
  // A lesson for a pledge and one of a group take turns.
  const known = turn === 1 ? (group ?? ofPledge) : (ofPledge ?? group);
  if (known !== undefined) return known;
  const [first] = open;
  return first && { lesson: first, reason: { kind: isAboutWhy(first) ? 'begin' : 'new' } };
}

/** Whether a lesson is about why allyship matters at all. */
function isAboutWhy({ ergId, teaches }: LessonFacts): boolean {
  return ergId === undefined && teaches.length === 0;
}

/** A lesson that teaches what a pledge is about, else one of its pillar; of the newest pledge first. */
function forPledges<Lesson extends LessonFacts>(
  open: readonly Lesson[],
  inHand: readonly Pledge[],
): NextLesson<Lesson> | undefined {
  const builtIn = open.filter(({ ergId }) => ergId === undefined);
  for (const { source, pillar } of inHand) {
    if (source.kind !== 'catalogue') continue;
    const lesson = builtIn.find(({ teaches }) => teaches.includes(source.templateId));
    if (lesson !== undefined) return { lesson, reason: { kind: 'pledge', pillar } };
  }
  for (const { pillar } of inHand) {
    const lesson = builtIn.find((one) => one.pillar === pillar && one.teaches.length > 0);
    if (lesson !== undefined) return { lesson, reason: { kind: 'pledge', pillar } };
  }
  return undefined;
}

/** A lesson that no pledge in hand is about, of the pillar that the person has met least so far. */
function leastMet<Lesson extends LessonFacts>(
  { learning }: Person,
  lessons: readonly Lesson[],
  open: readonly Lesson[],
  inHand: readonly Pledge[],
): Lesson | undefined {
  const done = lessons.filter(({ id }) => standingOf(learning, id).state === 'done');
  const met = (pillar: Pillar) =>
    [...inHand, ...done].filter((one) => one.pillar === pillar).length;
  const pledged = new Set(
    inHand.flatMap(({ source }) => (source.kind === 'catalogue' ? [source.templateId] : [])),
  );
  return open
    .filter((lesson) => lesson.ergId === undefined && !isAboutWhy(lesson))
    .filter(({ teaches }) => !teaches.some((id) => pledged.has(id)))
    .toSorted((one, other) => met(one.pillar) - met(other.pillar))[0];
}
