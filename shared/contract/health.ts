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

/** One day of delivery, in UTC. */
const HealthDay = z.object({
  date: z.string(),
  due: RoundedCount,
  sent: RoundedCount,
  retried: RoundedCount,
  blocked: RoundedCount,
  givenUp: RoundedCount,
  /** Percent of the messages that went out within five minutes; null where there were too few to say. */
  withinFiveMinutes: z.number().nullable(),
});
export type HealthDay = z.infer<typeof HealthDay>;

/** `GET /api/admin/health`: whether messages get through. Nothing in it is about a person. */
export const HealthReply = z.object({
  /** The date now, in UTC. */
  today: z.string(),
  rules: MessageRulesView,
  /** The last seven days on which something happened, the latest first. */
  days: z.array(HealthDay),
  failures: z.object({
    total: RoundedCount,
    /** Whether there are more than were counted. */
    more: z.boolean(),
    oldestAt: z.string().nullable(),
    reasons: z.array(z.object({ reason: z.string(), count: RoundedCount })),
  }),
  /** Packs of about fifty people that wait for a worker. */
  packsWaiting: RoundedCount,
});
export type HealthReply = z.infer<typeof HealthReply>;

/** `POST /api/admin/failures/retry`: how many people were handed on, and whether there are more. */
export const RetryReply = z.object({ people: RoundedCount, more: z.boolean() });
export type RetryReply = z.infer<typeof RetryReply>;
