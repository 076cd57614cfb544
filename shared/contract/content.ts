import { z } from 'zod';
import { ITEM_STATES } from '../domain/erg-content.ts';
import { LESSON_LANGUAGES } from '../domain/lesson-languages.ts';
import { LESSON_AIDS, LESSON_FORMATS } from '../domain/message-content.ts';
import { PILLARS } from '../domain/pillar.ts';
import { CADENCES } from '../domain/pledge.ts';
import {
  DateText,
  HttpsUrl,
  ObservanceId,
  perhapsWrittenText,
  Revision,
  TimeText,
  writtenText,
  ZoneText,
} from './fields.ts';

/** The words of a pledge that an ask suggests. */
const AskFormBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('if-then'),
    action: writtenText(300),
    cues: z.array(writtenText(200)).min(1, 'empty').max(5, 'too-many'),
    selfTalk: writtenText(200).exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('plain-goal'),
    goal: writtenText(300),
    phrases: z.array(writtenText(200)).max(5, 'too-many'),
  }),
]);

/** What allies are asked to do. */
export const AskWordsBody = z.strictObject({
  title: writtenText(80),
  why: writtenText(300),
  question: writtenText(200),
  pillar: z.enum(PILLARS),
  cadence: z.enum(CADENCES),
  form: AskFormBody,
});
export type AskWordsBody = z.infer<typeof AskWordsBody>;

const Minutes = z.int('not-minutes').min(1, 'not-minutes');

/** One thing to learn, elsewhere on the web. */
export const LessonWordsBody = z.strictObject({
  title: writtenText(80),
  summary: writtenText(500),
  link: HttpsUrl.exactOptional(),
  format: z.enum(LESSON_FORMATS),
  minutes: Minutes.max(600, 'not-minutes'),
  aids: z.array(z.enum(LESSON_AIDS)).max(LESSON_AIDS.length, 'too-many'),
  language: z.enum(LESSON_LANGUAGES).exactOptional(),
  pillar: z.enum(PILLARS),
  // One that is not there any more is not refused: an admin may bring it back.
  observanceId: ObservanceId.exactOptional(),
});
export type LessonWordsBody = z.infer<typeof LessonWordsBody>;

/** Something to come to, at a time of its own zone. */
export const EventWordsBody = z.strictObject({
  title: writtenText(80),
  description: writtenText(2000),
  date: DateText,
  time: TimeText,
  zone: ZoneText,
  /** A week at most. */
  minutes: Minutes.max(7 * 24 * 60, 'not-minutes'),
  place: writtenText(200).exactOptional(),
  joinUrl: HttpsUrl.exactOptional(),
  access: perhapsWrittenText(500),
  observanceId: ObservanceId.exactOptional(),
});
export type EventWordsBody = z.infer<typeof EventWordsBody>;

/** `PUT /api/ergs/:id/run/{asks,lessons,events}/:itemId`: a new draft (revision 0), or other words. */
export const WriteAskBody = z.strictObject({ revision: Revision, words: AskWordsBody });
export const WriteLessonBody = z.strictObject({ revision: Revision, words: LessonWordsBody });
export const WriteEventBody = z.strictObject({ revision: Revision, words: EventWordsBody });

/** `PUT /api/ergs/:id/run/{asks,lessons,events}/:itemId/state`: publishes, retires, or makes a draft again. */
export const MoveItemBody = z.strictObject({
  revision: Revision,
  state: z.enum(['draft', 'published', 'retired']),
});
export type MoveItemBody = z.infer<typeof MoveItemBody>;

/** `GET /api/ergs/:id/run/{asks,lessons,events}`: what is in hand, or, page by page, what is put away. */
export const ItemsQuery = z.strictObject({
  of: z.enum(['in-hand', 'put-away']).default('in-hand'),
  continuation: z.string().max(1024, 'too-long').optional(),
});

const ItemFields = {
  id: z.string(),
  state: z.enum(ITEM_STATES),
  changedAt: z.string(),
  revision: z.number(),
};

/** Items as their organisers see them. */
export const RunAskView = z.object({ ...ItemFields, words: AskWordsBody });
export type RunAskView = z.infer<typeof RunAskView>;
export const RunLessonView = z.object({ ...ItemFields, words: LessonWordsBody });
export type RunLessonView = z.infer<typeof RunLessonView>;
export const RunEventView = z.object({
  ...ItemFields,
  words: EventWordsBody,
  /** It has begun, or is over. */
  begun: z.boolean(),
  /** How many said yes, as a band; absent below ten. */
  going: z.object({ from: z.number(), to: z.number().optional() }).optional(),
});
export type RunEventView = z.infer<typeof RunEventView>;

const Continuation = { continuation: z.string().optional() };
export const RunAsksReply = z.object({ items: z.array(RunAskView), ...Continuation });
export const RunLessonsReply = z.object({ items: z.array(RunLessonView), ...Continuation });
export const RunEventsReply = z.object({ items: z.array(RunEventView), ...Continuation });

/** An ask as everybody sees it. */
export const AskView = z.object({
  id: z.string(),
  ergId: z.string(),
  ergName: z.string(),
  ...AskWordsBody.shape,
});
export type AskView = z.infer<typeof AskView>;

/** `GET /api/asks`: what the ERGs that I joined ask of me, and besides what this one asks. */
export const AsksQuery = z.strictObject({ ergId: z.uuid('not-an-id').toLowerCase().optional() });
export const AsksReply = z.object({ asks: z.array(AskView) });
export type AsksReply = z.infer<typeof AsksReply>;

/** A lesson as everybody sees it. */
export const LessonView = z.object({
  id: z.string(),
  ...LessonWordsBody.shape,
  link: z.string(),
});
export type LessonView = z.infer<typeof LessonView>;

/** A coming event as everybody sees it. */
export const EventView = z.object({
  id: z.string(),
  ergId: z.string(),
  /** Absent where the ERG is not known any more. */
  ergName: z.string().optional(),
  title: z.string(),
  description: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  /** The event's own zone. */
  zone: z.string(),
  place: z.string().optional(),
  joinUrl: z.string().optional(),
  access: z.string(),
  /** I said yes. */
  going: z.boolean(),
});
export type EventView = z.infer<typeof EventView>;

/** `PUT /api/ergs/:id/events/:eventId/rsvp`, with the revision of all my answers to events that the client saw. */
export const RsvpBody = z.strictObject({ going: z.boolean(), revision: Revision });
export type RsvpBody = z.infer<typeof RsvpBody>;

/** My coming events, earliest first: what home shows, and the answer to every RSVP. */
export const RsvpsReply = z.object({ events: z.array(EventView), rsvpsRevision: z.number() });
export type RsvpsReply = z.infer<typeof RsvpsReply>;
