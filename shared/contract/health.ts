import { z } from 'zod';
import { Revision } from './fields.ts';
import { QuietDatesList } from './settings.ts';

/** A number that gives nobody away: none, `few` (fewer than ten), or rounded to the nearest ten. */
const RoundedCount = z.union([z.literal('few'), z.number()]);

/** What an admin decides about messages for the whole organisation. */
export const MessageRulesBody = z.strictObject({
  messages: z.enum(['on', 'stopped']),
  quietDates: QuietDatesList,
  installation: z.enum(['greeting', 'silent']),
});
export type MessageRulesBody = z.infer<typeof MessageRulesBody>;

/** The rules with the revision that a change has to name. */
export const MessageRulesView = MessageRulesBody.extend({ revision: z.number() });
export type MessageRulesView = z.infer<typeof MessageRulesView>;

/** `PUT /api/admin/message-rules`: all rules at once, with the revision that the client saw. */
export const ChangeMessageRulesBody = z.strictObject({
  revision: Revision,
  rules: MessageRulesBody,
});
export type ChangeMessageRulesBody = z.infer<typeof ChangeMessageRulesBody>;

/** Percent of a day's messages that went out within so long of their time, rounded to five. */
const SharesWithin = z.object({
  oneMinute: z.number(),
  fiveMinutes: z.number(),
  fifteenMinutes: z.number(),
  oneHour: z.number(),
});

/** One day of delivery, in UTC. */
const HealthDay = z.object({
  date: z.string(),
  due: RoundedCount,
  sent: RoundedCount,
  retried: RoundedCount,
  blocked: RoundedCount,
  givenUp: RoundedCount,
  /** How soon the messages went out; null where there were too few to say. */
  within: SharesWithin.nullable(),
});
export type HealthDay = z.infer<typeof HealthDay>;

/** `GET /api/admin/health`: whether messages get through. Nothing in it is about a person. */
export const HealthReply = z.object({
  /** The date now, in UTC. */
  today: z.string(),
  rules: MessageRulesView,
  /** The last seven days, today first. */
  days: z.array(HealthDay),
  failures: z.object({
    total: RoundedCount,
    /** Whether there are more than were counted. */
    more: z.boolean(),
    /** The day (UTC) of the oldest that was counted; not its hour, which is when somebody is written to. */
    oldestOn: z.string().nullable(),
    reasons: z.array(z.object({ reason: z.string(), count: RoundedCount })),
  }),
  /** What waits for a worker now, in the queues that all organisations of this installation share. */
  waiting: z.object({
    /** Packs of about fifty people to look at. */
    packs: RoundedCount,
    /** Jobs of announcements. */
    broadcasts: RoundedCount,
    /** Changes that may still have to reach a roster or the directory. */
    projections: RoundedCount,
  }),
});
export type HealthReply = z.infer<typeof HealthReply>;

/** `POST /api/admin/failures/retry`: how many people were handed on, and whether there are more. */
export const RetryReply = z.object({ people: RoundedCount, more: z.boolean() });
export type RetryReply = z.infer<typeof RetryReply>;
