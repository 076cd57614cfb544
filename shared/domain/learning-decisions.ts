import { addDays, localDateAt } from './cadence.ts';
import { refusalToStore } from './consent-versions.ts';
import { type DecisionMoment, type PersonChange, unchanged } from './decision.ts';
import {
  type Learning,
  type LearntLesson,
  type LessonFacts,
  type LessonMark,
  standingOf,
} from './lesson.ts';
import { parsePendingId } from './pending-ids.ts';
import type { PastChange, Person } from './person.ts';
import { accepted, refused, type Result } from './result.ts';
import type { LocalDate } from './time.ts';

/** Why a lesson is not marked. */
export type LearningRefusal =
  | 'consent-needed'
  | 'newer-consent-needed'
  | 'changed-meanwhile'
  | 'already-done';

/** *Later* is so many days later. */
export const LATER_DAYS = 14;

/** Of each kind so many are remembered; of more, the oldest of ERGs are forgotten. */
const MOST_REMEMBERED = 250;
/** So many wait for later at once; of more, those that have waited longest come back by themselves. */
const MOST_LATER = 50;

/**
 * Marks a lesson: done, later, not for me, or open again. Marked so already: nothing changes, unless it was put off and is back. `seen` is the revision of what the
 * person did with lessons, as the client saw it; undefined where a card asks, which may be old: it never takes back what is done.
 */
export function markLesson(
  person: Person,
  lesson: LessonFacts & { readonly title: string },
  ask: { readonly mark: LessonMark; readonly seen: number | undefined },
  at: DecisionMoment,
): Result<PersonChange, LearningRefusal> {
  const { profile, learning } = person;
  const refusal = refusalToStore(profile.consent, 'learning');
  // What was marked before may always be taken back.
  if (refusal === 'consent-needed' || (refusal !== undefined && ask.mark !== 'open')) {
    return refused(refusal);
  }
  const standing = standingOf(learning, lesson.id);
  const today = localDateAt(at.now, profile.settings.zone);
  // What was put off and is here again can be put off once more.
  const isBack = standing.state === 'later' && standing.from <= today;
  if (standing.state === ask.mark && !isBack) return accepted(unchanged(person));
  if (ask.seen === undefined) {
    if (standing.state === 'done') return refused('already-done');
  } else if (ask.seen !== learning.revision) return refused('changed-meanwhile');
  const cleared = without(learning, lesson.id);
  const past: readonly PastChange[] =
    standing.state === 'done'
      ? [{ kind: 'delete-lesson', lessonId: lesson.id, at: standing.at }]
      : [];
  const change = (changed: Partial<Learning>, more: readonly PastChange[] = []): PersonChange => ({
    person: {
      ...person,
      learning: { ...cleared, ...changed, revision: at.revision },
      pendings: person.pendings.filter(({ id }) => {
        const identity = parsePendingId(id);
        return identity.kind !== 'lesson' || identity.lessonId !== lesson.id;
      }),
    },
    past: [...past, ...more],
  });
  switch (ask.mark) {
    case 'done': {
      const done = remembered(
        [...cleared.done, { lessonId: lesson.id, at: at.now }],
        (one) => one.lessonId,
      );
      return accepted(change({ done }, [{ kind: 'put-lesson', lesson: learnt(lesson, at) }]));
    }
    case 'later': {
      const from = addDays(today, LATER_DAYS);
      const later = [...cleared.later, { lessonId: lesson.id, from }].slice(-MOST_LATER);
      return accepted(change({ later }));
    }
    case 'not-for-me':
      return accepted(
        change({ notForMe: remembered([...cleared.notForMe, lesson.id], (one) => one) }),
      );
    case 'open':
      return accepted(change({}));
  }
}

function without({ done, later, notForMe, revision }: Learning, id: string): Learning {
  return {
    revision,
    done: done.filter(({ lessonId }) => lessonId !== id),
    later: later.filter(({ lessonId }) => lessonId !== id),
    notForMe: notForMe.filter((lessonId) => lessonId !== id),
  };
}

function learnt(
  { id, ergId, title, pillar, format, minutes }: LessonFacts & { readonly title: string },
  { now }: DecisionMoment,
): LearntLesson {
  return {
    lessonId: id,
    ...(ergId === undefined ? {} : { ergId }),
    title,
    pillar,
    format,
    minutes,
    at: now,
  };
}

/** Ids of ERGs' lessons are UUIDs; built-in ones are few, and never forgotten. */
const OF_AN_ERG = /^[0-9a-f]{8}-/;

function remembered<One>(all: readonly One[], idOf: (one: One) => string): readonly One[] {
  const surplus = all.length - MOST_REMEMBERED;
  if (surplus <= 0) return all;
  const forgotten = new Set(all.filter((one) => OF_AN_ERG.test(idOf(one))).slice(0, surplus));
  return all.filter((one) => !forgotten.has(one));
}

/** The local date of the last lesson that somebody did; undefined where there is none. */
export function lastLearntOn({ learning, profile }: Person): LocalDate | undefined {
  const last = learning.done.at(-1);
  return last === undefined ? undefined : localDateAt(last.at, profile.settings.zone);
}
