import { z } from 'zod';
import { LESSON_MARKS } from '../domain/lesson.ts';
import { LESSON_PARTS } from '../domain/lesson-text.ts';
import { LESSON_AIDS, LESSON_FORMATS } from '../domain/message-content.ts';
import { PILLARS } from '../domain/pillar.ts';
import { WAYS } from '../domain/scene.ts';
import { Revision } from './fields.ts';

/** Where a lesson stands with whoever asks. */
export const StandingView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('open') }),
  z.object({ state: z.literal('done'), at: z.string() }),
  z.object({ state: z.literal('later'), from: z.string() }),
  z.object({ state: z.literal('not-for-me') }),
]);
export type StandingView = z.infer<typeof StandingView>;

/** A lesson in a list. */
export const LessonLine = z.object({
  id: z.string(),
  /** The ERG whose organisers published it; absent for a built-in one. */
  erg: z.object({ id: z.string(), name: z.string() }).optional(),
  title: z.string(),
  summary: z.string(),
  pillar: z.enum(PILLARS),
  format: z.enum(LESSON_FORMATS),
  minutes: z.number(),
  /** BCP 47, of its words; absent where nobody said. */
  language: z.string().optional(),
  /** Where an ERG's lesson is: elsewhere on the web, opened in a window of its own. */
  link: z.string().optional(),
  aids: z.array(z.enum(LESSON_AIDS)),
  standing: StandingView,
});
export type LessonLine = z.infer<typeof LessonLine>;

/** Why a lesson is the next one. */
const ReasonView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pledge'), pillar: z.enum(PILLARS) }),
  z.object({ kind: z.literal('group') }),
  z.object({ kind: z.literal('later') }),
  z.object({ kind: z.literal('new') }),
  z.object({ kind: z.literal('begin') }),
]);

/** The next lesson, and why it is. */
export const NextLessonView = z.object({ lesson: LessonLine, reason: ReasonView });
export type NextLessonView = z.infer<typeof NextLessonView>;

/** `GET /api/lessons`: the lessons for me; `minutes` is the time at hand, for the next one; `ergId` adds those of an ERG. */
export const LessonsQuery = z.strictObject({
  minutes: z
    .string()
    .regex(/^\d{1,3}$/, 'not-minutes')
    .transform(Number)
    .optional(),
  ergId: z.uuid('not-an-id').toLowerCase().optional(),
});
export const LessonsReply = z.object({
  /** Absent where none is left, or none as short. */
  next: NextLessonView.optional(),
  lessons: z.array(LessonLine),
  learningRevision: z.number(),
});
export type LessonsReply = z.infer<typeof LessonsReply>;

/** The id of a lesson: a word for a built-in one, a UUID for an ERG's. */
export const LessonId = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9-]{1,36}$/, 'not-an-id');

const SpanView = z.object({ text: z.string(), weight: z.enum(['strong', 'emphasis']).optional() });
const spans = z.array(SpanView).readonly();
export const BlockView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paragraph'), spans }),
  z.object({ kind: z.literal('quote'), spans }),
  z.object({ kind: z.literal('list'), items: z.array(spans).readonly() }),
]);
export type BlockView = z.infer<typeof BlockView>;

/** What a built-in lesson says. */
export const LessonTextView = z.object({
  parts: z.record(z.enum(LESSON_PARTS), z.array(BlockView).readonly()),
  sources: z
    .array(
      z.object({
        by: z.string(),
        title: z.string(),
        published: z.string(),
        year: z.number(),
      }),
    )
    .readonly(),
});
export type LessonTextView = z.infer<typeof LessonTextView>;

const situation = z.array(z.string()).readonly();

/** A scene to play: the whole of it, so that a reply costs no request. */
export const SceneView = z.object({
  contentNote: z.string(),
  safety: z.string(),
  start: z.string(),
  steps: z.record(
    z.string(),
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('choice'),
        situation,
        replies: z
          .array(
            z.object({
              id: z.string(),
              text: z.string(),
              effects: z.array(z.object({ on: z.string(), effect: z.string() })).readonly(),
              next: z.string(),
            }),
          )
          .readonly(),
      }),
      z.object({
        kind: z.literal('ending'),
        way: z.enum(WAYS),
        situation,
        takeaway: z.string(),
      }),
    ]),
  ),
});
export type SceneView = z.infer<typeof SceneView>;

/** `GET /api/lessons/:id` and `GET /api/ergs/:ergId/lessons/:id`: one lesson; an ERG's has neither text nor scene. */
export const LessonReply = z.object({
  lesson: LessonLine,
  text: LessonTextView.optional(),
  scene: SceneView.optional(),
  learningRevision: z.number(),
});
export type LessonReply = z.infer<typeof LessonReply>;

/** `PUT /api/lessons/:id/mark` and `PUT /api/ergs/:ergId/lessons/:id/mark`. */
export const MarkBody = z.strictObject({ mark: z.enum(LESSON_MARKS), revision: Revision });
export type MarkBody = z.infer<typeof MarkBody>;

/** Where the lesson stands now, and which one is next. */
export const MarkReply = z.object({
  standing: StandingView,
  next: NextLessonView.optional(),
  learningRevision: z.number(),
});
export type MarkReply = z.infer<typeof MarkReply>;

/** `GET /api/learnt`: the lessons that I did, newest first, 50 a page. */
export const LearntQuery = z.strictObject({
  continuation: z.string().max(1024, 'too-long').optional(),
});
export const LearntReply = z.object({
  lessons: z.array(
    z.object({
      id: z.string(),
      ergId: z.string().optional(),
      title: z.string(),
      pillar: z.enum(PILLARS),
      format: z.enum(LESSON_FORMATS),
      minutes: z.number(),
      at: z.string(),
    }),
  ),
  continuation: z.string().optional(),
});
export type LearntReply = z.infer<typeof LearntReply>;
