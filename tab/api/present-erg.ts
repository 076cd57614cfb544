import type { ErgListing, ErgReply } from '../../shared/contract/ergs.ts';
import type { Erg } from '../../shared/domain/erg.ts';
import { bandFrom as bandStartingAt, type SizeBand } from '../../shared/domain/roster.ts';
import type { ErgDirectoryLine } from '../../shared/store/ergs-store.ts';

/** One line of the directory. */
export function presentErgListing(line: ErgDirectoryLine): ErgListing {
  const { bandFrom, state: _state, ...rest } = line;
  return { ...rest, size: presentSize(bandStartingAt(bandFrom)) };
}

/** An ERG's page. Ids of persons stay inside: names are what a reader needs. */
export function presentErg(erg: Erg, bandFrom: number): ErgReply['erg'] {
  const { tags, places, asks, organisers, sponsor, state: _state, ...rest } = erg;
  return {
    ...rest,
    tags: [...tags],
    places: [...places],
    asks: [...asks],
    organisers: organisers.map(({ name }) => ({ name })),
    ...(sponsor === undefined ? {} : { sponsor: { name: sponsor.name } }),
    size: presentSize(bandStartingAt(bandFrom)),
  };
}

function presentSize({ from, to }: SizeBand): ErgListing['size'] {
  return to === undefined ? { from } : { from, to };
}
