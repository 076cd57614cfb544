import type { LessonFacts } from '../domain/lesson.ts';
import type { LessonText } from '../domain/lesson-text.ts';
import type { ScenePlay } from '../domain/scene.ts';
import { readLessonLater } from './lesson-markdown.ts';
import { type SceneText, readScene } from './scene-text.ts';
import { BUILT_IN_TEMPLATES, TEMPLATE_IDS } from './template.ts';
import { fileIn, written } from './written.ts';

/** Why allyship matters: a lesson each, in the order in which they are read. */
export const REASON_IDS = [
  'why-power',
  'why-voices',
  'why-equity',
  'why-example',
  'why-health',
] as const;

/** The scenes to practise. */
export const SCENE_IDS = [
  'joke-at-lunch',
  'interrupted-again',
  'name-said-wrong',
  'credit-taken',
  'something-hard',
  'a-question-too-many',
  'you-are-corrected',
  'unseen-rule',
  'saw-it-happen',
  'after-the-news',
  'feedback-for-you',
  'who-takes-notes',
  'the-shortlist',
  'captions-please',
  'no-budget',
] as const;

interface BuiltIn extends LessonFacts {
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  /** The language of the words, which may be the fallback. */
  readonly language: string;
}

/** A lesson that is read in the tab. */
export interface BuiltInLesson extends BuiltIn {
  readonly format: 'read';
  /** Read from its file when it is first asked for; that every one can be read is the tests' to see. */
  readonly text: LessonText;
}

/** A scene. */
export interface BuiltInScene extends BuiltIn {
  readonly format: 'practise';
  readonly contentNote: string;
  readonly safety: string;
  readonly play: ScenePlay;
}

const lessons = written<readonly (BuiltInLesson | BuiltInScene)[]>((language, english) => {
  const inEnglish = (id: string, path: string): BuiltInLesson | BuiltInScene => {
    const found = english?.find((lesson) => lesson.id === id);
    if (found === undefined) throw new Error(`There is no ${path} in "${language}".`);
    return found;
  };
  return [
    ...[...REASON_IDS, ...TEMPLATE_IDS].map((id) => {
      const path = `lessons/${id}.md`;
      const file = fileIn(language, path);
      return file === undefined ? inEnglish(id, path) : builtInLesson(id, language, file);
    }),
    ...SCENE_IDS.map((id) => {
      const path = `scenes/${id}.json`;
      const file = fileIn(language, path);
      return file === undefined ? inEnglish(id, path) : builtInScene(id, language, readScene(file));
    }),
  ];
});

/**
 * Every built-in lesson in the order in which they are proposed where nothing else decides: the reasons, those of the templates, the
 * scenes; in the language nearest to a BCP 47 tag, or in English where one is not written there yet.
 */
export function lessonsIn(language: string): readonly (BuiltInLesson | BuiltInScene)[] {
  return lessons.in(language);
}

/** The built-in lesson or scene with this id; undefined when there is none. */
export function findLesson(id: string, language: string): BuiltInLesson | BuiltInScene | undefined {
  return lessonsIn(language).find((lesson) => lesson.id === id);
}

function builtInLesson(id: string, language: string, file: string): BuiltInLesson {
  const { title, summary, minutes, text } = readLessonLater(file);
  const template = BUILT_IN_TEMPLATES.find((one) => one.id === id);
  return {
    id,
    title,
    summary,
    minutes,
    pillar: template?.pillar ?? 'learn',
    teaches: template === undefined ? [] : [template.id],
    format: 'read',
    language,
    get text() {
      return text();
    },
  };
}

function builtInScene(
  id: string,
  language: string,
  { start, steps, ...text }: SceneText,
): BuiltInScene {
  return { id, ...text, format: 'practise', language, play: { start, steps } };
}
