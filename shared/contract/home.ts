import { z } from 'zod';
import { EventView } from './content.ts';
import { MembershipView } from './ergs.ts';
import { InvitationView } from './invitations.ts';
import { NextLessonView } from './learn.ts';
import { PublishedNews } from './news.ts';
import { PledgeView } from './pledges.ts';
import { Budget, SettingsBody } from './settings.ts';

/** A question that waits for its answer. */
export const DueView = z.object({
  pledgeId: z.string(),
  date: z.string(),
  pillar: PledgeView.shape.pillar,
  title: z.string(),
  question: z.string(),
});
export type DueView = z.infer<typeof DueView>;

/**
 * `GET /api/home`: all that the tab needs to open, in one read of the person's current rows. Before consent
 * only the name and what is being agreed to; nothing about taking part exists then.
 */
export const HomeReply = z.discriminatedUnion('consent', [
  z.object({
    consent: z.literal('none'),
    name: z.string(),
    /** Whether this person runs Alongside for the organisation. */
    admin: z.boolean(),
    /** The version of the consent text in force. */
    consentVersion: z.number(),
    /** What is proposed: day and time spread over the organisation, and as many messages as its admins chose. */
    proposed: z.object({ budget: Budget, day: z.number(), time: z.string() }),
    /** ERGs whose organisers invited this person, the newest first. */
    invitations: z.array(InvitationView),
  }),
  z.object({
    consent: z.literal('given'),
    name: z.string(),
    admin: z.boolean(),
    consentVersion: z.number(),
    consentedAt: z.string(),
    /** A newer consent text, where this person agreed to an older one: what it covers besides is not stored until they agree. */
    renewal: z.object({ version: z.number(), state: z.enum(['asked', 'not-now']) }).optional(),
    /** The person's local date now. */
    today: z.string(),
    /** Product time. */
    now: z.string(),
    /** Oldest question first; answered one at a time. */
    due: z.array(DueView),
    pledges: z.array(PledgeView),
    /** The next lesson, chosen from what is read here anyway; absent where none is left. */
    nextLesson: NextLessonView.optional(),
    memberships: z.array(MembershipView),
    /** ERGs whose organisers invited this person, the newest first. */
    invitations: z.array(InvitationView),
    /** The ERGs that this person organises, by name; at most a minute old. */
    runs: z.array(z.object({ ergId: z.string(), name: z.string(), picture: z.string() })),
    /** The coming events that this person said yes to, earliest first. */
    events: z.array(EventView),
    /** Moments that stand, the newest first: for everybody, never with who published them. */
    moments: z.array(PublishedNews),
    /** Announcements of this person's ERGs that stand, the newest first; at most a minute old. */
    news: z.array(PublishedNews.extend({ ergId: z.string() })),
    settings: SettingsBody,
    /** Whether the bot can write to this person. */
    chat: z.enum(['reachable', 'not-installed', 'blocked']),
    revision: z.number(),
    settingsRevision: z.number(),
    membershipsRevision: z.number(),
    rsvpsRevision: z.number(),
    learningRevision: z.number(),
  }),
]);
export type HomeReply = z.infer<typeof HomeReply>;
/** Home of a person who agreed. */
export type GivenHome = Extract<HomeReply, { consent: 'given' }>;
