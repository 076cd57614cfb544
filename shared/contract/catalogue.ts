import { z } from 'zod';
import { PILLARS } from '../domain/pillar.ts';
import { CADENCES } from '../domain/pledge.ts';

/** A suggested pledge. */
export const TemplateView = z.object({
  id: z.string(),
  pillar: z.enum(PILLARS),
  cadence: z.enum(CADENCES),
  /** BCP 47: the language of these words, which may differ from the one asked for. */
  language: z.string(),
  title: z.string(),
  why: z.string(),
  question: z.string(),
  words: z.discriminatedUnion('form', [
    z.object({
      form: z.literal('if-then'),
      action: z.string(),
      cues: z.array(z.string()),
      selfTalk: z.string(),
    }),
    z.object({ form: z.literal('plain-goal'), goal: z.string(), phrases: z.array(z.string()) }),
  ]),
});
export type TemplateView = z.infer<typeof TemplateView>;

/** `GET /api/catalogue` */
export const CatalogueReply = z.object({ templates: z.array(TemplateView) });
export type CatalogueReply = z.infer<typeof CatalogueReply>;
