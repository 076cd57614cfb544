import { z } from 'zod';
import { LINK_DAYS } from '../domain/invitation-link.ts';
import { NewId, writtenText } from './fields.ts';

/** What stands in an invitation link. Whatever has another shape is no link that was ever made. */
export const LinkSecret = z.string().max(100, 'too-long');

/** `GET /api/ergs/:id/links/:secret`: the link is good. */
export const GoodLinkReply = z.object({ ergId: z.string(), name: z.string() });
export type GoodLinkReply = z.infer<typeof GoodLinkReply>;

/** An invitation link as organisers see it: never what stands in it. */
export const LinkView = z.object({
  id: z.string(),
  label: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  state: z.enum(['good', 'expired', 'withdrawn']),
});
export type LinkView = z.infer<typeof LinkView>;

/** `GET /api/ergs/:id/run/links`: the newest first. */
export const LinksReply = z.object({ links: z.array(LinkView) });
export type LinksReply = z.infer<typeof LinksReply>;

/** `POST /api/ergs/:id/run/links`. */
export const MakeLinkBody = z.strictObject({
  id: NewId,
  label: writtenText(60),
  days: z.int('invalid').min(LINK_DAYS.least, 'invalid').max(LINK_DAYS.most, 'invalid'),
});
export type MakeLinkBody = z.infer<typeof MakeLinkBody>;

/** A link that was made, with what stands in it: said this once. */
export const MadeLinkReply = z.object({
  link: LinkView,
  secret: z.string(),
  /** Opens the ERG's page in Teams, with the secret. */
  teamsUrl: z.string(),
});
export type MadeLinkReply = z.infer<typeof MadeLinkReply>;
