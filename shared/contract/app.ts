import { z } from 'zod';

/** `GET /api/app`: what the tab must know before anybody is signed in. */
export const AppReply = z.object({
  /** The Teams app id, for links into Teams. */
  appId: z.string(),
  /** Origins besides those of Teams that may frame the tab: none in production. */
  hostOrigins: z.array(z.string()),
});
export type AppReply = z.infer<typeof AppReply>;
