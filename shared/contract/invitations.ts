import { z } from 'zod';

/** An invitation that I may answer. */
export const InvitationView = z.object({
  ergId: z.string(),
  name: z.string(),
  picture: z.string(),
  /** From this moment on it is over. */
  until: z.string(),
});
export type InvitationView = z.infer<typeof InvitationView>;
