import { z } from 'zod';
import { ASK_AGAIN_AFTER_DAYS, type Erg, JOIN_POLICIES, seenByEverybody } from '../domain/erg.ts';

const Text = z.string();
const NamedPersonRow = z.object({ userId: Text, name: Text });

/** The head of an ERG: the row whose ETag guards everything that its organisers run. */
export const HeadRow: z.ZodType<Erg> = z.object({
  id: Text,
  name: Text,
  purpose: Text,
  tags: z.array(Text),
  places: z.array(Text),
  picture: Text,
  contact: Text,
  teamUrl: Text.exactOptional(),
  channelUrl: Text.exactOptional(),
  joinPolicy: z.enum(JOIN_POLICIES),
  organisers: z.array(
    NamedPersonRow.extend({
      since: Text.default(''),
      appointedBy: z.enum(['admin', 'organiser']).default('admin'),
    }),
  ),
  sponsor: NamedPersonRow.exactOptional(),
  state: z.enum(['active', 'archived']),
  askAgainAfterDays: z.number().default(ASK_AGAIN_AFTER_DAYS),
  revision: z.number().default(1),
  isWithdrawn: z.literal(true).exactOptional(),
});

/** That a name is kept for an ERG. */
export const NameRow = z.object({ ergId: Text, keptAtMs: z.number() });

/** One line of the directory: what everybody may know of an ERG, and who runs it. */
export const LineRow = z.object({
  id: Text,
  name: Text,
  purpose: Text,
  tags: z.array(Text),
  places: z.array(Text),
  picture: Text,
  joinPolicy: z.enum(JOIN_POLICIES),
  state: z.enum(['active', 'archived']),
  /** User ids of those who run it. */
  organisers: z.array(Text).default([]),
  sponsor: Text.exactOptional(),
  /** The revision of the head that it was made from. */
  revision: z.number().default(0),
  /** Where the shown size band starts. */
  bandFrom: z.number(),
});

/** One line of the directory of ERGs. */
export type ErgDirectoryLine = z.infer<typeof LineRow>;

/** The line that an ERG has in the directory, with the size band that is shown. */
export function toLine(erg: Erg, bandFrom: number): ErgDirectoryLine {
  const seen = seenByEverybody(erg);
  const { id, name, purpose, tags, places, picture, joinPolicy, state, revision } = seen;
  return {
    id,
    name,
    purpose,
    tags: [...tags],
    places: [...places],
    picture,
    joinPolicy,
    state,
    organisers: erg.organisers.map(({ userId }) => userId),
    ...(erg.sponsor === undefined ? {} : { sponsor: erg.sponsor.userId }),
    revision,
    bandFrom,
  };
}
