import { z } from 'zod';
import { LONGEST_SHARE } from '../domain/buddy.ts';
import { NewId, writtenText } from './fields.ts';

/** One link that I made: open, or accepted by somebody of whom I say whether it is whom I asked. */
export const AskView = z.object({
  id: z.string(),
  askedAt: z.string(),
  /** From this moment on it is over. */
  until: z.string(),
  /** The name of who accepted; absent while nobody did. */
  acceptedBy: z.string().optional(),
});
export type AskView = z.infer<typeof AskView>;

/** Somebody with whom I share. */
export const BuddyView = z.object({ id: z.string(), name: z.string(), since: z.string() });
export type BuddyView = z.infer<typeof BuddyView>;

/** `GET /api/buddies`: everything that is between me and others, the oldest first; after a yes of mine, that pair alone. */
export const BuddiesReply = z.object({
  buddies: z.array(BuddyView),
  asks: z.array(AskView),
  /** To whom I said yes by their link, and who has not answered yet. */
  saidYes: z.array(z.object({ id: z.string(), name: z.string(), until: z.string() })),
});
export type BuddiesReply = z.infer<typeof BuddiesReply>;

/** `POST /api/buddies`: makes a link for one person. */
export const AskBuddyBody = z.strictObject({ id: NewId });
export type AskBuddyBody = z.infer<typeof AskBuddyBody>;

/** A link that was made, with what stands in it: said this once. */
export const MadeAskReply = z.object({
  ask: AskView,
  secret: z.string(),
  /** Opens the invitation in Teams. */
  teamsUrl: z.string(),
});
export type MadeAskReply = z.infer<typeof MadeAskReply>;

/** `GET /api/buddies/links/:secret`, and accepting it: who asks, where the link is good. `own`: I made it; `said-yes`: I accepted it. */
export const BuddyLinkReply = z.object({
  id: z.string(),
  name: z.string(),
  until: z.string(),
  state: z.enum(['open', 'own', 'said-yes']),
});
export type BuddyLinkReply = z.infer<typeof BuddyLinkReply>;

/** Something that was shared in a pair: by me, or by my buddy. */
export const ShareView = z.object({
  id: z.string(),
  mine: z.boolean(),
  words: z.string(),
  at: z.string(),
});
export type ShareView = z.infer<typeof ShareView>;

/** `GET /api/buddies/:id/shares`: the newest first, 20 at most. */
export const SharesReply = z.object({
  shares: z.array(ShareView),
  /** Absent where there is nothing older. */
  continuation: z.string().optional(),
});
export type SharesReply = z.infer<typeof SharesReply>;

/** `POST /api/buddies/:id/shares`. */
export const ShareBody = z.strictObject({ id: NewId, words: writtenText(LONGEST_SHARE) });
export type ShareBody = z.infer<typeof ShareBody>;
