import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type BuiltInLesson,
  type BuiltInScene,
  findLesson,
  lessonsIn,
  REASON_IDS,
  SCENE_IDS,
} from '../../../shared/catalogue/lesson.ts';
import { readScene } from '../../../shared/catalogue/scene-text.ts';
import { BUILT_IN_TEMPLATES, TEMPLATE_IDS } from '../../../shared/catalogue/template.ts';
import {
  type Block,
  LESSON_PARTS,
  WORDS_A_MINUTE,
  wordsOf,
} from '../../../shared/domain/lesson-text.ts';
import { placeIn, walkScene } from '../../../shared/domain/scene.ts';

const SENDS_TO_A_COLLEAGUE = [
  /\b(teach|educate) (me|you)\b/i,
  /\b(tell me|share) (about )?your (experience|story|background|culture|identity)/i,
  /\bwhere are you (really )?from\b/i,
  /\b(reach out to|learn from) (a|your|my) (colleague|co-?worker|team-?mate)/i,
];
const GUILT = /\b(should|must|ought to|guilty|ashamed|shame)\b/i;
const PRAISE = /\b(well done|great job|amazing|awesome|congratulations|proud of you)\b/i;
/** Words of a lesson that say that something was found out, and so where. */
const FINDING =
  /\bper ?cent\b|%|\b(stud(y|ies)|experiments|reviews?|surveys?) (of|at|in|by|found|have found|show)\b|\bresearch(ers)?\b|\bmeta-analy/i;

const all = lessonsIn('en');
const lessons = all.filter((one): one is BuiltInLesson => one.format === 'read');
const scenes = all.filter((one): one is BuiltInScene => one.format === 'practise');

function saidIn(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) =>
    (block.kind === 'list' ? block.items : [block.spans]).map((spans) =>
      spans.map(({ text }) => text).join(''),
    ),
  );
}

describe('the built-in lessons', () => {
  test('are one for each reason, one for each of the 21 rows, and the scenes, in this order', () => {
    expect(REASON_IDS).toHaveLength(5);
    expect(TEMPLATE_IDS).toHaveLength(21);
    expect(all.map(({ id }) => id)).toEqual([...REASON_IDS, ...TEMPLATE_IDS, ...SCENE_IDS]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
  });

  test('are every file that there is', () => {
    const folder = new URL('../../../shared/catalogue/en/', import.meta.url);
    const named = (path: string) =>
      readdirSync(new URL(path, folder)).map((name) => name.replace(/\.\w+$/, ''));
    expect(named('lessons').toSorted()).toEqual(lessons.map(({ id }) => id).toSorted());
    expect(named('scenes').toSorted()).toEqual(scenes.map(({ id }) => id).toSorted());
  });

  test.each(BUILT_IN_TEMPLATES)('teach $id in its pillar', ({ id, pillar }) => {
    expect(findLesson(id, 'en')).toMatchObject({ pillar, teaches: [id] });
  });

  test.each(['', 'LISTEN-ASK', 'toString'])('are not found by "%s"', (id) => {
    expect(findLesson(id, 'en')).toBeUndefined();
  });

  test.each(['en-GB', 'EN-us', 'tlh', '', 'constructor'])('are English for "%s"', (language) => {
    expect(lessonsIn(language)).toBe(all);
  });
});

describe.each(lessons)('the lesson $id', ({ text, minutes, summary }) => {
  const words = LESSON_PARTS.flatMap((part) => saidIn(text.parts[part]));

  test('is read in the minutes that it names', () => {
    expect(wordsOf(text)).toBeLessThanOrEqual(minutes * WORDS_A_MINUTE);
  });

  test('says where a figure or a finding is from', () => {
    const found = words.filter((line) => FINDING.test(line));
    expect(text.sources.length === 0 ? found : []).toEqual([]);
  });

  test('sums itself up in a sentence or two, and ends with a question', () => {
    expect(summary).toMatch(/\.$/);
    expect(saidIn(text.parts.question).at(-1)).toMatch(/[?]/);
  });

  test('keeps the tone: nobody is praised, blamed or shouted at', () => {
    for (const line of [text.title, summary, ...words]) {
      expect(line).not.toContain('!');
      expect(line).not.toMatch(GUILT);
      expect(line).not.toMatch(PRAISE);
    }
  });

  test('sends nobody to a colleague to be taught', () => {
    // Elsewhere a lesson may say what people are asked too often.
    for (const line of [...saidIn(text.parts.try), ...saidIn(text.parts.question)]) {
      for (const pattern of SENDS_TO_A_COLLEAGUE) expect(line).not.toMatch(pattern);
    }
  });
});

describe.each(scenes)('the scene $id', (scene) => {
  const { id, play, pillar, teaches, title, summary, contentNote, safety } = scene;
  const { ways, faults } = walkScene(play);

  test('is valid as it stands in its file', () => {
    const path = `../../../shared/catalogue/en/scenes/${id}.json`;
    const file = readFileSync(new URL(path, import.meta.url), 'utf8');
    expect(() => readScene(file)).not.toThrow();
  });

  test('leads on from every reply, and ends on every way', () => {
    expect(faults).toEqual([]);
    for (const { replies, ending } of ways) {
      const chosen = replies.map((reply) => reply.id);
      expect(placeIn(play, chosen)?.step).toEqual(ending);
      expect(chosen.length).toBeGreaterThan(0);
      expect(chosen.length).toBeLessThanOrEqual(4);
    }
  });

  test('has a way that helps and one that does not', () => {
    const ends = new Set(ways.map(({ ending }) => ending.way));
    expect(ends).toContain('good');
    expect(ends).toContain('clumsy');
  });

  test('practises what is taught in its pillar', () => {
    const pillars = teaches.map((one) => BUILT_IN_TEMPLATES.find((row) => row.id === one)?.pillar);
    expect(pillars).toContain(pillar);
  });

  test('has replies at each place that differ', () => {
    for (const step of Object.values(play.steps)) {
      if (step.kind !== 'choice') continue;
      expect(new Set(step.replies.map((reply) => reply.id)).size).toBe(step.replies.length);
      expect(new Set(step.replies.map(({ text }) => text)).size).toBe(step.replies.length);
      for (const { effects } of step.replies) {
        expect(new Set(effects.map(({ on }) => on)).size).toBe(effects.length);
      }
    }
  });

  // What people say in a scene may be clumsy; what the scene itself says may not.
  test('keeps the tone in what it says itself', () => {
    const takeaways = ways.map(({ ending }) => ending.takeaway);
    const effects = ways.flatMap(({ replies }) =>
      replies.flatMap((reply) => reply.effects.map(({ effect }) => effect)),
    );
    for (const line of [title, summary, contentNote, safety, ...takeaways, ...effects]) {
      expect(line).not.toContain('!');
      expect(line).not.toMatch(PRAISE);
      expect(line).not.toMatch(/\b(should|must|ought to)\b/i);
    }
  });
});
