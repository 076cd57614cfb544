import type { Instant } from './time.ts';

/** How many buddies somebody may have at a time; a yes that the asker has not confirmed yet is one of them. */
export const MOST_BUDDIES = 3;

/** How many links somebody may have open at a time. */
export const MOST_OPEN_ASKS = 3;

/** So long a link is good, in days; the asker's yes to who accepted it must come within them, too. */
export const ASK_DAYS = 14;

/** The most characters of one thing that is shared. */
export const LONGEST_SHARE = 600;

/**
 * What somebody's own partition says of one pair: where to find it, and what they said yes to. Whether the two are buddies
 * says the pair (`buddy-pair.ts`). `asked`: they made its link; `agreed`: they said yes to this person.
 */
export type BuddyTie =
  | {
      readonly pairId: string;
      readonly state: 'asked';
      readonly at: Instant;
      readonly until: Instant;
    }
  | {
      readonly pairId: string;
      readonly state: 'agreed';
      readonly at: Instant;
      /** The other one's Entra object id. */
      readonly to: string;
    };

/** All that somebody's own partition says of buddies: bounded, read with everything that is current. */
export interface Buddies {
  /** The oldest first. */
  readonly ties: readonly BuddyTie[];
  /** Ids of the pairs that ended last: a late repetition of the ask does not make it anew. */
  readonly ended: readonly string[];
}

/** Of somebody who has neither asked nor accepted. */
export const NO_BUDDIES: Buddies = { ties: [], ended: [] };

/** Something that one of two buddies shared with the other, on purpose and in their own words. */
export interface BuddyShare {
  /** UUIDv7, made by the client. */
  readonly id: string;
  /** Whose words they are: an Entra object id. */
  readonly by: string;
  readonly words: string;
  readonly at: Instant;
}
