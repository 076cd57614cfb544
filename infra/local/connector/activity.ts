import { z } from 'zod';

/** A Bot Framework activity as it travels: what nobody here reads is kept as it is. */
export const Activity = z.looseObject({
  type: z.string().min(1),
  id: z.string().optional(),
  text: z.string().nullish(),
  summary: z.string().nullish(),
  attachments: z
    .array(z.looseObject({ contentType: z.string(), content: z.unknown().optional() }))
    .nullish(),
});
export type Activity = z.infer<typeof Activity>;
