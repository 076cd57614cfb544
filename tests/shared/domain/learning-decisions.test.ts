import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  LESSON_MARKS,
  type Learning,
  type LessonMark,
  NO_LEARNING,
  standingOf,
} from '../../../shared/domain/lesson.ts';
import { LATER_DAYS, lastLearntOn, markLesson } from '../../../shared/domain/learning-decisions.ts';
import { lessonTellingId } from '../../../shared/domain/pending-ids.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { aPerson, at, ERG_ID, NOON } from '../../support/builders.ts';
import { valueOf } from '../../support/outcomes.ts';
import { assertAlways, daysAfter } from './properties.ts';

const lesson = {
  id: 'listen-ask',
  title: 'Ask',
  pillar: 'listen',
  teaches: ['listen-ask'],
  format: 'read',
  minutes: 3,
} as const;
const TODAY = '2026-03-02';

function learning(fields: Partial<Learning> = {}): Learning {
  return { ...NO_LEARNING, revision: 5, ...fields };
}

function marked(
  person: Person,
  mark: LessonMark,
  seen: number | undefined = person.learning.revision,
) {
  return markLesson(person, lesson, { mark, seen }, at());
}

const STANDINGS: Readonly<Record<string, Learning>> = {
  open: learning(),
  done: learning({ done: [{ lessonId: lesson.id, at: '2026-02-20T08:00:00.000Z' }] }),
  later: learning({ later: [{ lessonId: lesson.id, from: '2026-03-09' }] }),
  'not-for-me': learning({ notForMe: [lesson.id] }),
};

describe('marking a lesson', () => {
  test.each(
    Object.keys(STANDINGS).flatMap((from) => LESSON_MARKS.map((mark) => [from, mark] as const)),
  )('that is %s as %s makes it stand so, and nowhere else', (from, mark) => {
    const before = STANDINGS[from] ?? learning();
    const { person } = valueOf(marked(aPerson({ learning: before }), mark));
    const { done, later, notForMe, revision } = person.learning;
    expect(standingOf(person.learning, lesson.id).state).toBe(mark);
    expect(done.length + later.length + notForMe.length).toBe(mark === 'open' ? 0 : 1);
    expect(revision).toBe(from === mark ? 5 : 100);
  });

  test('as done keeps it in the past, and taking that back removes it from there', () => {
    const done = valueOf(marked(aPerson({ learning: learning() }), 'done'));
    const { id: lessonId, title, pillar, format, minutes } = lesson;
    expect(done.past).toEqual([
      { kind: 'put-lesson', lesson: { lessonId, title, pillar, format, minutes, at: NOON } },
    ]);
    const open = valueOf(marked(done.person, 'open'));
    expect(open.past).toEqual([{ kind: 'delete-lesson', lessonId, at: NOON }]);
  });

  test('of an ERG keeps of which it is', () => {
    const ofErg = { ...lesson, id: 'e7', ergId: ERG_ID };
    const ask = { mark: 'done', seen: 0 } as const;
    expect(valueOf(markLesson(aPerson(), ofErg, ask, at())).past).toMatchObject([
      { lesson: { ergId: ERG_ID } },
    ]);
  });

  test.each([
    ['Europe/London', '2026-03-16'],
    ['Pacific/Kiritimati', '2026-03-17'],
  ])('for later counts two weeks from the day in %s', (zone, from) => {
    const { person } = valueOf(marked(aPerson({ zone, learning: learning() }), 'later'));
    expect(standingOf(person.learning, lesson.id)).toEqual({ state: 'later', from });
    expect(LATER_DAYS).toBe(14);
  });

  test.each([
    ['and is not back', '2026-03-03', '2026-03-03'],
    ['and is back today', TODAY, '2026-03-16'],
    ['and was back long ago', '2026-01-01', '2026-03-16'],
  ])('for later that was put off %s', (_what, from, then) => {
    const before = learning({ later: [{ lessonId: lesson.id, from }] });
    for (const seen of [5, undefined]) {
      const { person } = valueOf(marked(aPerson({ learning: before }), 'later', seen));
      expect(person.learning.later).toEqual([{ lessonId: lesson.id, from: then }]);
    }
  });

  test('before agreeing is refused', () => {
    const person = aPerson({ consent: { state: 'none' } });
    expect(marked(person, 'done')).toEqual({ ok: false, reason: 'consent-needed' });
  });

  test('with another revision than the present one is refused, unless nothing would change', () => {
    const person = aPerson({ learning: learning({ done: STANDINGS['done']?.done ?? [] }) });
    expect(marked(person, 'open', 4)).toEqual({ ok: false, reason: 'changed-meanwhile' });
    expect(valueOf(marked(person, 'done', 4))).toEqual({ person, past: [] });
  });

  test('from a card never takes back what is done, and goes by no revision otherwise', () => {
    const done = aPerson({ learning: STANDINGS['done'] ?? learning() });
    expect(markLesson(done, lesson, { mark: 'later', seen: undefined }, at())).toEqual({
      ok: false,
      reason: 'already-done',
    });
    const put = aPerson({ learning: STANDINGS['later'] ?? learning() });
    const ask = { mark: 'done', seen: undefined } as const;
    expect(valueOf(markLesson(put, lesson, ask, at())).past).toHaveLength(1);
  });

  test('takes it from what waits to be told, and leaves what else waits', () => {
    const waits = (lessonId: string) => ({
      id: lessonTellingId({ lessonId, cause: 'new', date: TODAY }),
      kind: 'lesson' as const,
      from: NOON,
      until: '2026-03-09T00:00:00.000Z',
    });
    const pendings = [waits(lesson.id), waits('why-power')];
    const { person } = valueOf(marked(aPerson({ pendings, learning: learning() }), 'done'));
    expect(person.pendings).toEqual([waits('why-power')]);
  });

  test('of which so many were put off brings those back that have waited longest', () => {
    const later = Array.from({ length: 50 }, (_, n) => ({ lessonId: `l-${n}`, from: TODAY }));
    const { person } = valueOf(marked(aPerson({ learning: learning({ later }) }), 'later'));
    expect(person.learning.later).toHaveLength(50);
    expect(standingOf(person.learning, 'l-0').state).toBe('open');
    expect(standingOf(person.learning, 'l-1').state).toBe('later');
  });

  test('forgets the oldest of ERGs where they are many, and a built-in one never', () => {
    const uuid = (n: number) => `0195a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
    const done = [
      { lessonId: 'act-back-erg', at: NOON },
      ...Array.from({ length: 249 }, (_, n) => ({ lessonId: uuid(n), at: NOON })),
    ];
    const { person } = valueOf(marked(aPerson({ learning: learning({ done }) }), 'done'));
    const standing = (id: string) => standingOf(person.learning, id).state;
    expect(person.learning.done).toHaveLength(250);
    expect(['act-back-erg', uuid(0), uuid(1), lesson.id].map(standing)).toEqual([
      'done',
      'open',
      'done',
      'done',
    ]);
  });

  test('in whatever order leaves each lesson in one place, and its row in the past exactly while it is done', () => {
    const someAct = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      mark: fc.constantFrom(...LESSON_MARKS),
      day: fc.integer({ min: 0, max: 20 }),
    });
    assertAlways(
      fc.property(fc.array(someAct, { maxLength: 20 }), (acts) => {
        let person = aPerson();
        const rows = new Set<string>();
        let days = 0;
        for (const [n, { id, mark, day }] of acts.entries()) {
          days += day;
          const now = `${daysAfter(TODAY, days)}T12:00:00.000Z`;
          const ask = { mark, seen: person.learning.revision };
          const moment = at({ now, revision: 101 + n });
          const change = valueOf(markLesson(person, { ...lesson, id }, ask, moment));
          for (const past of change.past) {
            if (past.kind === 'put-lesson') rows.add(`${past.lesson.lessonId} ${past.lesson.at}`);
            if (past.kind === 'delete-lesson') {
              expect(rows.delete(`${past.lessonId} ${past.at}`)).toBe(true);
            }
          }
          ({ person } = change);
          const { done, later, notForMe } = person.learning;
          const all = [...done, ...later].map(({ lessonId }) => lessonId).concat(notForMe);
          expect(new Set(all).size).toBe(all.length);
          expect(new Set(done.map((one) => `${one.lessonId} ${one.at}`))).toEqual(rows);
        }
      }),
    );
  });
});

describe('the day of the last lesson', () => {
  test('is none where nothing was learnt', () => {
    expect(lastLearntOn(aPerson())).toBeUndefined();
  });

  test('is that of the last one, where the person is', () => {
    const done = ['2026-02-01T12:00:00.000Z', '2026-02-20T23:30:00.000Z'].map((when, n) => ({
      lessonId: `l-${n}`,
      at: when,
    }));
    const person = aPerson({ zone: 'Asia/Kolkata', learning: learning({ done }) });
    expect(lastLearntOn(person)).toBe('2026-02-21');
  });
});
