import { z } from 'zod';
import {
  type Ask,
  type ErgEvent,
  type ErgItem,
  ITEM_STATES,
  type ItemKind,
  type Lesson,
} from '../domain/erg-content.ts';
import { LESSON_LANGUAGES } from '../domain/lesson-languages.ts';
import { LESSON_AIDS, LESSON_FORMATS } from '../domain/message-content.ts';
import { PILLARS } from '../domain/pillar.ts';
import { CADENCES } from '../domain/pledge.ts';

const Text = z.string();

const ItemRow = {
  id: Text,
  state: z.enum(ITEM_STATES),
  revision: z.number(),
  changedAt: Text,
};

const AskRow: z.ZodType<Ask> = z.object({
  ...ItemRow,
  kind: z.literal('ask'),
  words: z.object({
    title: Text,
    why: Text,
    question: Text,
    pillar: z.enum(PILLARS),
    cadence: z.enum(CADENCES),
    form: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('if-then'),
        action: Text,
        cues: z.array(Text),
        selfTalk: Text.exactOptional(),
      }),
      z.object({ kind: z.literal('plain-goal'), goal: Text, phrases: z.array(Text) }),
    ]),
  }),
});

const LessonRow: z.ZodType<Lesson> = z.object({
  ...ItemRow,
  kind: z.literal('lesson'),
  words: z.object({
    title: Text,
    summary: Text,
    link: Text.exactOptional(),
    format: z.enum(LESSON_FORMATS),
    minutes: z.number(),
    aids: z.array(z.enum(LESSON_AIDS)),
    language: z.enum(LESSON_LANGUAGES).exactOptional(),
    pillar: z.enum(PILLARS),
    observanceId: Text.exactOptional(),
  }),
});

const EventRow: z.ZodType<ErgEvent> = z.object({
  ...ItemRow,
  kind: z.literal('event'),
  words: z.object({
    title: Text,
    description: Text,
    date: Text,
    time: Text,
    zone: Text,
    minutes: z.number(),
    place: Text.exactOptional(),
    joinUrl: Text.exactOptional(),
    access: Text,
    observanceId: Text.exactOptional(),
  }),
  timeRevision: z.number(),
  sequence: z.number(),
  told: z
    .object({
      startsAt: Text,
      endsAt: Text,
      place: Text.exactOptional(),
      joinUrl: Text.exactOptional(),
      takesPlace: z.boolean(),
      sequence: z.number(),
      until: Text.exactOptional(),
    })
    .exactOptional(),
});

/** How the rows of each kind of item are read. */
export const ITEM_ROWS: Readonly<Record<ItemKind, z.ZodType<ErgItem>>> = {
  ask: AskRow,
  lesson: LessonRow,
  event: EventRow,
};
