import { z } from 'zod';

/** `GET /api/app`: what the tab must know before anybody is signed in. */
export const AppReply = z.object({
  /** The Teams app id, for links into Teams. */
  appId: z.string(),
  /** Origins besides those of Teams that may frame the tab: none in production. */
  hostOrigins: z.array(z.string()),
  /** The languages that are for tests alone are spoken: never in production. */
  pseudoLanguages: z.literal(true).exactOptional(),
});
export type AppReply = z.infer<typeof AppReply>;
