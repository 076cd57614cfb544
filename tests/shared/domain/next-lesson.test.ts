import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LessonFacts, NO_LEARNING, standingOf } from '../../../shared/domain/lesson.ts';
import { chooseNextLesson } from '../../../shared/domain/next-lesson.ts';
import { type Pillar, PILLARS } from '../../../shared/domain/pillar.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { aDelivery, aMembership, aPerson, aPledge, ERG_ID, NOON } from '../../support/builders.ts';
import { assertAlways } from './properties.ts';

function facts(id: string, fields: Partial<LessonFacts> = {}): LessonFacts {
  return { id, pillar: 'learn', teaches: [id], format: 'read', minutes: 3, ...fields };
}

const why = facts('why-power', { teaches: [] });
const ask = facts('listen-ask', { pillar: 'listen' });
const hear = facts('listen-hear-out', { pillar: 'listen', minutes: 2 });
const jokes = facts('speak-jokes', { pillar: 'speak-up' });
const sources = facts('learn-sources');
const ofErg = facts('e7', { ergId: ERG_ID, teaches: [], minutes: 10 });
const LESSONS = [why, ask, hear, jokes, sources, ofErg];

function pledge(pillar: Pillar, templateId?: string) {
  return aPledge({
    pillar,
    ...(templateId === undefined
      ? {}
      : { source: { kind: 'catalogue' as const, templateId }, wordsFrom: 'catalogue' as const }),
  });
}

function having(done: readonly string[], fields: Partial<Person['learning']> = {}) {
  return {
    ...NO_LEARNING,
    revision: 1,
    done: done.map((lessonId) => ({ lessonId, at: NOON })),
    ...fields,
  };
}

function next(person: Person, minutes?: number, lessons: readonly LessonFacts[] = LESSONS) {
  const chosen = chooseNextLesson(person, lessons, {
    now: NOON,
    ...(minutes === undefined ? {} : { minutes }),
  });
  return chosen && ([chosen.lesson.id, chosen.reason.kind] as const);
}

describe('the next lesson', () => {
  test.each<[string, Person, readonly [string, string]]>([
    [
      'of a pledge is what it is about',
      aPerson({ pledges: [pledge('listen', 'listen-hear-out')] }),
      ['listen-hear-out', 'pledge'],
    ],
    [
      'of a pledge in own words is of its pillar',
      aPerson({ pledges: [pledge('speak-up')] }),
      ['speak-jokes', 'pledge'],
    ],
    [
      'is for the newest pledge',
      aPerson({ pledges: [pledge('listen'), pledge('speak-up')] }),
      ['speak-jokes', 'pledge'],
    ],
    [
      'is not for a paused pledge',
      aPerson({
        pledges: [{ ...pledge('listen'), life: { state: 'paused', since: '2026-03-01' } }],
      }),
      ['e7', 'group'],
    ],
    [
      'is of a group second',
      aPerson({ pledges: [pledge('listen')], learning: having(['listen-ask']) }),
      ['e7', 'group'],
    ],
    [
      'is something new third',
      aPerson({ pledges: [pledge('listen')], learning: having(['listen-ask', 'e7']) }),
      ['speak-jokes', 'new'],
    ],
    [
      'is what was put off, once it is later',
      aPerson({
        learning: having([], { later: [{ lessonId: 'speak-jokes', from: '2026-03-02' }] }),
      }),
      ['speak-jokes', 'later'],
    ],
    [
      'is not what was put off before that',
      aPerson({ learning: having([], { later: [{ lessonId: 'e7', from: '2026-03-03' }] }) }),
      ['why-power', 'begin'],
    ],
  ])('%s', (_what, person, expected) => {
    expect(next(person)).toEqual(expected);
  });

  test('says of which pillar the pledge is', () => {
    const person = aPerson({ pledges: [pledge('speak-up')] });
    expect(chooseNextLesson(person, LESSONS, { now: NOON })?.reason).toEqual({
      kind: 'pledge',
      pillar: 'speak-up',
    });
  });

  test('without a pledge or a group is a good place to begin, and later something new', () => {
    const builtIn = LESSONS.filter(({ ergId }) => ergId === undefined);
    expect(next(aPerson(), undefined, builtIn)).toEqual(['why-power', 'begin']);
    const begun = aPerson({ learning: having(['why-power']) });
    expect(next(begun, undefined, builtIn)).toEqual(['listen-ask', 'new']);
  });

  test('fits into the time at hand, or there is none', () => {
    expect(next(aPerson(), 2)).toEqual(['listen-hear-out', 'new']);
    expect(next(aPerson(), 1)).toBeUndefined();
  });

  test('is none where all are done', () => {
    expect(next(aPerson({ learning: having(LESSONS.map(({ id }) => id)) }))).toBeUndefined();
  });
});

const someLesson: fc.Arbitrary<Omit<LessonFacts, 'id'>> = fc.record(
  {
    pillar: fc.constantFrom(...PILLARS),
    teaches: fc.subarray(['t-0', 't-1', 't-2']),
    format: fc.constantFrom('read', 'practise'),
    minutes: fc.integer({ min: 2, max: 5 }),
    ergId: fc.constant(ERG_ID),
  },
  { requiredKeys: ['pillar', 'teaches', 'format', 'minutes'] },
);
const someLessons = fc
  .array(someLesson, { maxLength: 12 })
  .map((all) => all.map((one, n): LessonFacts => ({ ...one, id: `l-${n}` })));
const ids = Array.from({ length: 12 }, (_, n) => `l-${n}`);
const someStandings = fc
  .tuple(...ids.map(() => fc.constantFrom('open', 'done', 'later', 'back', 'not-for-me')))
  .map((states) => {
    const those = (state: string) => ids.filter((_, n) => states[n] === state);
    return having(those('done'), {
      later: [
        ...those('later').map((lessonId) => ({ lessonId, from: '2026-03-10' })),
        ...those('back').map((lessonId) => ({ lessonId, from: '2026-03-01' })),
      ],
      notForMe: those('not-for-me'),
    });
  });
const somePledges = fc.array(
  fc
    .tuple(
      fc.constantFrom(...PILLARS),
      fc.option(fc.constantFrom('t-0', 't-1'), { nil: undefined }),
    )
    .map(([pillar, templateId]) => pledge(pillar, templateId)),
  { maxLength: 3 },
);
const someMinutes = fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined });

describe('whatever there is, and whatever was done,', () => {
  test('it is never one that was done, is not for them, is put off still, or takes too long', () => {
    assertAlways(
      fc.property(
        someLessons,
        someStandings,
        somePledges,
        someMinutes,
        (all, learning, pledges, minutes) => {
          const chosen = next(aPerson({ learning, pledges }), minutes, all);
          if (chosen === undefined) return;
          const standing = standingOf(learning, chosen[0]);
          if (standing.state === 'later') {
            expect(chosen[1]).toBe('later');
            expect(standing.from <= '2026-03-02').toBe(true);
          } else expect(standing.state).toBe('open');
          const { minutes: takes = 0 } = all.find(({ id }) => id === chosen[0]) ?? {};
          expect(takes).toBeLessThanOrEqual(minutes ?? 5);
        },
      ),
    );
  });

  test('there is one as long as something is open', () => {
    assertAlways(
      fc.property(someLessons, someStandings, somePledges, (all, learning, pledges) => {
        const isOpen = all.some(({ id }) => standingOf(learning, id).state === 'open');
        if (isOpen) expect(next(aPerson({ learning, pledges }), undefined, all)).toBeDefined();
      }),
    );
  });

  test('what was put off and is back comes first', () => {
    assertAlways(
      fc.property(someLessons, someStandings, somePledges, (all, learning, pledges) => {
        const isBack = all.some(({ id }) =>
          learning.later.some(({ lessonId, from }) => lessonId === id && from <= '2026-03-02'),
        );
        const kind = next(aPerson({ learning, pledges }), undefined, all)?.[1];
        expect(kind === 'later').toBe(isBack);
      }),
    );
  });

  test('nothing but pledges, ERGs, marks and minutes changes the choice', () => {
    const someoneElse = fc.record({
      userId: fc.uuid(),
      name: fc.string(),
      language: fc.constantFrom('en', 'ar', 'de'),
      budget: fc.constantFrom(1, 2, 3),
      day: fc.constantFrom(1, 2, 3, 4, 5, 6, 7),
      showWords: fc.boolean(),
      messagesSinceAct: fc.nat(),
      deliveries: fc.constantFrom([], [aDelivery()]),
      memberships: fc.constantFrom([], [aMembership({ showToAllies: true })]),
    });
    assertAlways(
      fc.property(
        someLessons,
        someStandings,
        somePledges,
        someMinutes,
        someoneElse,
        (all, learning, pledges, minutes, other) => {
          const mine = { learning, pledges };
          expect(next(aPerson({ ...other, ...mine }), minutes, all)).toEqual(
            next(aPerson(mine), minutes, all),
          );
        },
      ),
    );
  });
});

test('of everything that somebody takes up one after the other every third is something new, and is said to be', () => {
  const all = PILLARS.flatMap((pillar) =>
    Array.from({ length: 6 }, (_, n) => facts(`${pillar}-${n}`, { pillar })),
  );
  const pledges = [pledge('listen', 'listen-0')];
  const done: string[] = [];
  const kinds: string[] = [];
  for (let n = 0; n < 9; n += 1) {
    const chosen = next(aPerson({ pledges, learning: having(done) }), undefined, all);
    if (chosen === undefined) throw new Error('Nothing is left.');
    done.push(chosen[0]);
    kinds.push(chosen[1]);
    if (chosen[1] === 'new') expect(chosen[0]).not.toBe('listen-0');
  }
  expect(kinds).toEqual([
    'pledge',
    'pledge',
    'new',
    'pledge',
    'pledge',
    'new',
    'pledge',
    'pledge',
    'new',
  ]);
  const pillarsOfNew = done
    .filter((_, n) => kinds[n] === 'new')
    .map((id) => id.replace(/-\d$/, ''));
  expect(new Set(pillarsOfNew).size).toBe(3);
});
