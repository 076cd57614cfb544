import { z } from 'zod';
import type { AskWords, LessonWords } from '../domain/erg-content.ts';
import { LESSON_AIDS, LESSON_FORMATS } from '../domain/message-content.ts';
import { PILLARS } from '../domain/pillar.ts';
import { CADENCES } from '../domain/pledge.ts';
import { fileIn, written } from './written.ts';

const title = z.string().min(1).max(80);
const line = z.string().min(1).max(200);
const paragraph = z.string().min(1).max(1000);

const AskText: z.ZodType<AskWords> = z.strictObject({
  title,
  why: line,
  question: line,
  pillar: z.enum(PILLARS),
  cadence: z.enum(CADENCES),
  form: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('if-then'),
      action: line,
      cues: z.array(line).length(3),
      selfTalk: line,
    }),
    z.strictObject({
      kind: z.literal('plain-goal'),
      goal: line,
      phrases: z.array(z.string().min(1).max(90)).min(2).max(3),
    }),
  ]),
});

const LessonText: z.ZodType<LessonWords> = z.strictObject({
  title,
  summary: paragraph,
  format: z.enum(LESSON_FORMATS),
  minutes: z.int().positive(),
  aids: z.array(z.enum(LESSON_AIDS)),
  pillar: z.enum(PILLARS),
});

const Texts = z.strictObject({
  asks: z.array(AskText).length(3),
  lessons: z.array(LessonText).length(2),
  event: z.strictObject({
    title,
    description: paragraph,
    minutes: z.int().positive(),
    access: paragraph,
  }),
});

/** What the organisers of a new ERG find ready to adapt. The event has no date yet. */
export type ErgDrafts = z.infer<typeof Texts>;

const drafts = written<ErgDrafts>((language, english) => {
  const file = fileIn(language, 'erg-drafts.json');
  if (file === undefined && english !== undefined) return english;
  return Texts.parse(JSON.parse(file ?? '{}'));
});

/** The drafts of a new ERG, in the language nearest to a BCP 47 tag. */
export function ergDraftsIn(language: string): ErgDrafts {
  return drafts.in(language);
}
