import { z } from 'zod';
import { MOST_NEWS_DAYS } from '../domain/news.ts';
import { Id, NewId, perhapsWrittenText, Revision, writtenText } from './fields.ts';

const LONGEST_PART = 3000;

const title = writtenText(120);

/** What organisers write. Parts but the title may still be empty while it is a draft. */
export const NewsContentBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('moment'),
    title,
    ifThisTouchesYou: perhapsWrittenText(LONGEST_PART),
    ifYouWantToSupport: perhapsWrittenText(LONGEST_PART),
  }),
  z.strictObject({
    kind: z.literal('announcement'),
    title,
    text: perhapsWrittenText(LONGEST_PART),
  }),
]);
export type NewsContentBody = z.infer<typeof NewsContentBody>;

const Days = z.int('invalid').min(1, 'invalid').max(MOST_NEWS_DAYS, 'invalid');

/** `POST /api/ergs/:id/run/news`: a new draft. */
export const CreateNewsBody = z.strictObject({ id: NewId, content: NewsContentBody, days: Days });
export type CreateNewsBody = z.infer<typeof CreateNewsBody>;

/** `GET /api/ergs/:id/run/news`: those made before this one. */
export const NewsQuery = z.strictObject({ before: Id.optional() });

/**
 * `PATCH /api/ergs/:id/run/news/:newsId`: one thing done with it; the revision is the one that the client saw. `change`
 * before it is sent, `correct` after.
 */
export const NewsActBody = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('change'),
    revision: Revision,
    content: NewsContentBody,
    days: Days,
  }),
  z.strictObject({ do: z.literal('correct'), revision: Revision, content: NewsContentBody }),
  z.strictObject({
    do: z.enum(['prepare', 'confirm', 'stop', 'resume', 'retire', 'ask', 'take-back']),
    revision: Revision,
  }),
]);
export type NewsActBody = z.infer<typeof NewsActBody>;

/** `PATCH /api/admin/ergs/:id/news/:newsId`: what an admin does with a moment that they were asked to publish. */
export const AskedActBody = z.strictObject({
  do: z.enum(['prepare', 'confirm', 'decline', 'stop']),
  revision: Revision,
});
export type AskedActBody = z.infer<typeof AskedActBody>;

/** A number of people, as a band. */
const Band = z.object({ from: z.number(), to: z.number() });
export type BandView = z.infer<typeof Band>;

/** How far the telling is; numbers of people as bands, null where they are too few to be told. */
const Progress = z
  .object({
    sent: Band,
    waiting: Band,
    notTold: Band,
    failed: Band,
    /** People who are still to be looked at. */
    open: Band,
    /** Cards that show the last correction; null where nothing was corrected. */
    corrected: Band.nullable(),
  })
  .nullable();
export type ProgressView = z.infer<typeof Progress>;

const sent = { recipients: z.number(), sendFrom: z.string(), until: z.string() };

/**
 * Where it stands, as its organisers see it. `ready`: the number is known, until then it can be confirmed. `holding`:
 * it can be stopped before anybody is told. `over`: its time is over.
 */
export const NewsStateView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('draft') }),
  z.object({ state: z.literal('asked'), askedAt: z.string() }),
  z.object({ state: z.literal('preparing'), byAdmin: z.boolean() }),
  z.object({
    state: z.literal('ready'),
    byAdmin: z.boolean(),
    recipients: z.number(),
    /** Of ten people: an estimate; null where they are too few. */
    timing: z
      .object({
        today: z.number(),
        'within-week': z.number(),
        later: z.number(),
        never: z.number(),
      })
      .nullable(),
    confirmUntil: z.string(),
  }),
  z.object({ state: z.literal('holding'), ...sent }),
  z.object({ state: z.enum(['sending', 'over']), ...sent, progress: Progress.optional() }),
  z.object({
    state: z.literal('stopped'),
    inHold: z.boolean(),
    ...sent,
    progress: Progress.optional(),
  }),
  z.object({ state: z.enum(['retired', 'withdrawn']), at: z.string() }),
]);
export type NewsStateView = z.infer<typeof NewsStateView>;

/** A piece of news as its organisers see it. */
export const NewsView = z.object({
  id: z.string(),
  content: NewsContentBody,
  days: z.number(),
  life: NewsStateView,
  /** Product time. */
  now: z.string(),
  revision: z.number(),
});
export type NewsView = z.infer<typeof NewsView>;

/** `GET /api/ergs/:id/run/news`: the newest first, and what a new one may begin with. */
export const RunNewsReply = z.object({
  news: z.array(NewsView),
  /** There are older ones: ask for those before this id. */
  before: z.string().optional(),
  drafts: z.array(
    z.object({
      id: z.string(),
      content: NewsContentBody,
      /** BCP 47: the language of these words, which may differ from the one asked for. */
      language: z.string(),
    }),
  ),
  /** About how many people a moment goes to now: none, fewer than ten, or rounded. */
  everybody: z.union([z.number(), z.literal('few')]),
});
export type RunNewsReply = z.infer<typeof RunNewsReply>;

/** A piece of news as everybody reads it. */
export const PublishedNews = z.object({
  id: z.string(),
  content: NewsContentBody,
  since: z.string(),
  until: z.string(),
});
export type PublishedNews = z.infer<typeof PublishedNews>;

/** `GET /api/ergs/:id/news`: what stands on the ERG's page, the newest first; at most a minute old. */
export const ErgNewsReply = z.object({ news: z.array(PublishedNews) });
export type ErgNewsReply = z.infer<typeof ErgNewsReply>;

/** `GET /api/admin/news`: moments that organisers asked an admin to publish, the oldest request first. */
export const AskedMomentsReply = z.object({
  moments: z.array(
    z.object({
      id: z.string(),
      ergId: z.string(),
      erg: z.string(),
      title: z.string(),
      askedAt: z.string(),
    }),
  ),
});
export type AskedMomentsReply = z.infer<typeof AskedMomentsReply>;
