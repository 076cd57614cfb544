import type { ErgContentView, ErgListing, ErgReply } from '../../shared/contract/ergs.ts';
import type { Erg } from '../../shared/domain/erg.ts';
import { bandFrom as bandStartingAt, type SizeBand } from '../../shared/domain/roster.ts';
import type { ErgDirectoryLine } from '../../shared/store/erg-rows.ts';

/** One line of the directory. */
export function presentErgListing(line: ErgDirectoryLine): ErgListing {
  const { id, name, purpose, tags, places, picture, joinPolicy, bandFrom } = line;
  return {
    id,
    name,
    purpose,
    tags,
    places,
    picture,
    joinPolicy,
    size: presentSize(bandStartingAt(bandFrom)),
  };
}

/** An ERG's page. Ids of persons stay inside: names are what a reader needs. */
export function presentErg(erg: Erg, bandFrom: number, content: ErgContentView): ErgReply['erg'] {
  const { id, name, purpose, picture, contact, joinPolicy, teamUrl, channelUrl } = erg;
  const { tags, places, organisers, sponsor } = erg;
  return {
    id,
    name,
    purpose,
    picture,
    contact,
    joinPolicy,
    ...(teamUrl === undefined ? {} : { teamUrl }),
    ...(channelUrl === undefined ? {} : { channelUrl }),
    tags: [...tags],
    places: [...places],
    ...content,
    organisers: organisers.map((one) => ({
      name: one.name,
      since: one.since,
      appointedBy: one.appointedBy,
    })),
    ...(sponsor === undefined ? {} : { sponsor: { name: sponsor.name } }),
    size: presentSize(bandStartingAt(bandFrom)),
  };
}

/** A size as it is shown. */
export function presentSize({ from, to }: SizeBand): ErgListing['size'] {
  return to === undefined ? { from } : { from, to };
}
