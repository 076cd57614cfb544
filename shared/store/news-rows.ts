import { z } from 'zod';
import type { MomentContent } from '../domain/message-content.ts';
import type { News, NewsContent, SentNews } from '../domain/news.ts';

const Text = z.string();

const MomentWords: z.ZodType<MomentContent> = z.object({
  kind: z.literal('moment'),
  title: Text,
  ifThisTouchesYou: Text,
  ifYouWantToSupport: Text,
});

const Words: z.ZodType<NewsContent> = z.union([
  MomentWords,
  z.object({ kind: z.literal('announcement'), title: Text, text: Text }),
]);

const Sent = {
  broadcastId: Text,
  recipients: z.number(),
  sendFrom: Text,
  until: Text,
  asked: Text.exactOptional(),
};
const SentWhenOver: z.ZodType<SentNews> = z.object(Sent);

/** A piece of news of an ERG. */
export const NewsRow: z.ZodType<News> = z.object({
  id: Text,
  content: Words,
  days: z.number(),
  life: z.discriminatedUnion('state', [
    z.object({ state: z.literal('draft') }),
    z.object({ state: z.literal('asked'), at: Text }),
    z.object({
      state: z.literal('preparing'),
      broadcastId: Text,
      since: Text,
      asked: Text.exactOptional(),
    }),
    z.object({ state: z.literal('sending'), ...Sent }),
    z.object({ state: z.literal('stopped'), inHold: z.boolean(), ...Sent }),
    z.object({
      state: z.enum(['retired', 'withdrawn']),
      at: Text,
      sent: SentWhenOver.exactOptional(),
    }),
  ]),
  createdAt: Text,
  revision: z.number(),
});

/** What a line says of the piece of news that it was made from. */
const Line = {
  id: Text,
  ergId: Text,
  /** Of the piece of news that it was made from; older ones are refused. */
  revision: z.number(),
  /** Real time from which on the line is nothing but the memory of its revision. */
  goneAtMs: z.number().exactOptional(),
};

/** A moment for everybody's Home. Who published it is not said to anybody; the ERG is known for its page alone. */
export const MomentLine = z.object({
  ...Line,
  content: MomentWords,
  sendFrom: Text,
  until: Text,
});
export type MomentLine = z.infer<typeof MomentLine>;

/** A moment that organisers asked an admin to publish. */
export const AskedLine = z.object({ ...Line, title: Text, at: Text });
export type AskedLine = z.infer<typeof AskedLine>;
