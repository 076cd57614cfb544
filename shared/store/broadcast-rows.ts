import { z } from 'zod';
import type { Broadcast, BroadcastContent } from '../domain/broadcast.ts';

const Text = z.string();

const ContentRow: z.ZodType<BroadcastContent> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('moment'),
    title: Text,
    ifThisTouchesYou: Text,
    ifYouWantToSupport: Text,
    withdrawn: z.literal(true).exactOptional(),
  }),
  z.object({
    kind: z.literal('announcement'),
    title: Text,
    text: Text,
    withdrawn: z.literal(true).exactOptional(),
  }),
  z.object({
    kind: z.literal('event-change'),
    change: z.enum(['moved', 'cancelled']),
    title: Text,
    startsAt: Text,
    zone: Text,
    place: Text.exactOptional(),
    joinUrl: Text.exactOptional(),
    access: Text.exactOptional(),
  }),
]);

/** The head of a broadcast. */
export const BroadcastRow: z.ZodType<Broadcast> = z.object({
  tenantId: Text,
  id: Text,
  content: ContentRow,
  contentRevision: z.number(),
  ergId: Text.exactOptional(),
  state: z.enum(['freezing', 'frozen', 'sending', 'stopped']),
  sendFrom: Text,
  until: Text,
  recipients: z.number(),
  packs: z.number(),
  timing: z
    .object({
      today: z.number(),
      'within-week': z.number(),
      later: z.number(),
      never: z.number(),
    })
    .exactOptional(),
});

/** A pack as it is stored: one letter a person for what came of them. */
export const PackRow = z.object({
  index: z.number(),
  /** Nobody once it is long over; an empty text stands for somebody who was erased. */
  userIds: z.array(Text),
  outcomes: Text,
  /** The revision of the words that `corrected` people's cards here were brought to. */
  correctedTo: z.number(),
  corrected: z.number(),
});
export type PackRow = z.infer<typeof PackRow>;

/** A broadcast in the list of all of a tenant. */
export const IndexRow = z.object({
  id: Text,
  sendFrom: Text,
  until: Text,
  /** It does not know any more to whom it went. */
  recipients: z.literal('forgotten').exactOptional(),
});
