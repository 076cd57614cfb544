import { z } from 'zod';
import { JOIN_POLICIES } from '../domain/erg.ts';
import { AskView, EventView, LessonView } from './content.ts';
import { Revision } from './fields.ts';
import { InvitationView } from './invitations.ts';
import { LinkSecret } from './links.ts';

/** What I am to an ERG. */
export const MembershipView = z.object({
  ergId: z.string(),
  /** Absent where the ERG is not known any more. */
  name: z.string().optional(),
  picture: z.string().optional(),
  state: z.enum(['active', 'requested']),
  since: z.string(),
  showToAllies: z.boolean(),
  /** Whether I want no news of it. */
  muted: z.boolean(),
});
export type MembershipView = z.infer<typeof MembershipView>;

/** One line of the directory. */
export const ErgListing = z.object({
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  tags: z.array(z.string()),
  places: z.array(z.string()),
  picture: z.string(),
  joinPolicy: z.enum(JOIN_POLICIES),
  /** How many allies, as a band that one person's coming or going does not move; `to` absent: or more. */
  size: z.object({ from: z.number(), to: z.number().optional() }),
});
export type ErgListing = z.infer<typeof ErgListing>;

/** `GET /api/ergs`: all active ERGs of the organisation, by name; the tab searches in them. */
export const ErgDirectoryReply = z.object({ ergs: z.array(ErgListing) });
export type ErgDirectoryReply = z.infer<typeof ErgDirectoryReply>;

/** What an ERG has published: what it asks, what there is to learn, and its coming events, earliest first. */
export const ErgContentView = z.object({
  asks: z.array(AskView),
  lessons: z.array(LessonView),
  events: z.array(EventView),
});
export type ErgContentView = z.infer<typeof ErgContentView>;

/** `GET /api/ergs/:id`: an ERG's page, and what I am to it. */
export const ErgReply = z.object({
  erg: ErgListing.extend({
    contact: z.string(),
    teamUrl: z.string().optional(),
    channelUrl: z.string().optional(),
    ...ErgContentView.shape,
    /** An appointment by an admin is shown to everybody. */
    organisers: z.array(
      z.object({
        name: z.string(),
        since: z.string(),
        appointedBy: z.enum(['admin', 'organiser']),
      }),
    ),
    sponsor: z.object({ name: z.string() }).optional(),
  }),
  membership: MembershipView.optional(),
  /** Organisers invited me, and I may answer. */
  invitation: InvitationView.optional(),
  membershipsRevision: z.number(),
  rsvpsRevision: z.number(),
});
export type ErgReply = z.infer<typeof ErgReply>;

/** `POST /api/ergs/:id/join`, with the memberships revision that the client saw. */
export const JoinErgBody = z.strictObject({
  revision: Revision,
  showToAllies: z.boolean(),
  /** What stands in an invitation link. */
  invitation: LinkSecret.optional(),
});
export type JoinErgBody = z.infer<typeof JoinErgBody>;

/** `POST /api/ergs/:id/leave`: leaves, or takes a request back. */
export const LeaveErgBody = z.strictObject({ revision: Revision });
export type LeaveErgBody = z.infer<typeof LeaveErgBody>;

/** `PUT /api/ergs/:id/membership`: whether the roster shows me to other allies, and whether I want no news of the ERG. */
export const ChangeMembershipBody = z.strictObject({
  revision: Revision,
  showToAllies: z.boolean(),
  /** Absent: as it is. */
  muted: z.boolean().exactOptional(),
});
export type ChangeMembershipBody = z.infer<typeof ChangeMembershipBody>;

/** The answer to join, leave and membership changes. */
export const MembershipsReply = z.object({
  memberships: z.array(MembershipView),
  membershipsRevision: z.number(),
});
export type MembershipsReply = z.infer<typeof MembershipsReply>;
