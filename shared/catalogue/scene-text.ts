import { z } from 'zod';
import { walkScene, WAYS } from '../domain/scene.ts';
import { PILLARS } from '../domain/pillar.ts';
import { TEMPLATE_IDS } from './template.ts';

const id = z.string().regex(/^[a-z][a-z-]{0,31}$/);
const situation = z.array(z.string().trim().min(1).max(320)).min(1).max(3);

const ReplyText = z.strictObject({
  id,
  /** What one says or does: "Say: …" is written as the words themselves, in quotes. */
  text: z.string().trim().min(1).max(150),
  effects: z
    .array(
      z.strictObject({
        on: z.string().trim().min(1).max(50),
        effect: z.string().trim().min(1).max(180),
      }),
    )
    .min(1)
    .max(3),
  next: id,
});

/** The words and steps of one scene in one language. A scene whose ways do not all lead to an end is refused. */
export const SceneText = z
  .strictObject({
    title: z.string().trim().min(1).max(60),
    /** One sentence. */
    summary: z.string().trim().min(1).max(170),
    pillar: z.enum(PILLARS),
    /** The templates that it practises. */
    teaches: z.array(z.enum(TEMPLATE_IDS)).min(1).max(3),
    minutes: z.int().min(2).max(5),
    /** What somebody may not want to meet today; it does not repeat what it warns of. */
    contentNote: z.string().trim().min(1).max(200),
    /** A word on when not to do this, and what else counts. */
    safety: z.string().trim().min(1).max(260),
    start: id,
    steps: z.record(
      id,
      z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('choice'),
          situation,
          replies: z.array(ReplyText).min(2).max(3),
        }),
        z.strictObject({
          kind: z.literal('ending'),
          way: z.enum(WAYS),
          situation,
          takeaway: z.string().trim().min(1).max(200),
        }),
      ]),
    ),
  })
  .superRefine((scene, context) => {
    const { ways, faults } = walkScene(scene);
    for (const fault of faults)
      context.addIssue({ code: 'custom', message: JSON.stringify(fault) });
    for (const way of ['good', 'clumsy']) {
      if (ways.every(({ ending }) => ending.way !== way)) {
        context.addIssue({ code: 'custom', message: `No way through it is ${way}.` });
      }
    }
    if (ways.some(({ replies }) => replies.length > 4)) {
      context.addIssue({ code: 'custom', message: 'A way through it has more than four replies.' });
    }
  });

/** One scene in one language, parsed. */
export type SceneText = z.infer<typeof SceneText>;

/** Reads the file of a scene. Throws where it does not fit the schema, or not all of its ways lead to an end. */
export function readScene(file: string): SceneText {
  return SceneText.parse(JSON.parse(file));
}
