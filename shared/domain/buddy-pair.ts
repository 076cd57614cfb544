import type { NamedPerson } from './named-person.ts';
import type { Instant } from './time.ts';

/**
 * Two people and how far they have come: the one truth about whether they are buddies. `asked`: there is a link;
 * `accepted`: somebody said yes by it, and the asker has not said that this is whom they asked; `together`: both said yes.
 * `over` stands only until everything of the pair is removed.
 */
export interface BuddyPair {
  /** UUIDv7, made by the asker's client. */
  readonly id: string;
  readonly asker: NamedPerson;
  readonly askedAt: Instant;
  /** From this moment on it is over, unless they are together by then. */
  readonly until: Instant;
  /** The asker's revision of the ask: one that is older changes nothing. */
  readonly revision: number;
  /** Ids of what was taken back last: a late repetition does not share it again. */
  readonly takenBack: readonly string[];
  readonly life:
    | { readonly state: 'asked'; readonly secretHash: string }
    | {
        readonly state: 'accepted';
        readonly secretHash: string;
        readonly by: NamedPerson;
        readonly at: Instant;
      }
    | { readonly state: 'together'; readonly with: NamedPerson; readonly since: Instant }
    | { readonly state: 'over'; readonly with: NamedPerson | null };
}

/** How many taken-back things a pair remembers. */
const TAKEN_BACK_KEPT = 20;

/** Who said yes by the link; undefined where nobody did. */
function accepterOf({ life }: BuddyPair): NamedPerson | undefined {
  switch (life.state) {
    case 'asked':
      return undefined;
    case 'accepted':
      return life.by;
    case 'together':
    case 'over':
      return life.with ?? undefined;
  }
}

/** What somebody is in a pair; undefined where it is not about them. */
export function sideOf(pair: BuddyPair, userId: string): 'asker' | 'accepter' | undefined {
  if (pair.asker.userId === userId) return 'asker';
  return accepterOf(pair)?.userId === userId ? 'accepter' : undefined;
}

/** The other one of two; undefined where there is none yet. */
export function otherOf(pair: BuddyPair, userId: string): NamedPerson | undefined {
  return pair.asker.userId === userId ? accepterOf(pair) : pair.asker;
}

/** Whether a pair may still become, or is, one of buddies. */
export function isStanding({ life, until }: BuddyPair, now: Instant): boolean {
  if (life.state === 'over') return false;
  return life.state === 'together' || now < until;
}

/** The pair once somebody said yes by its link. Only where it is `asked` and stands. */
export function acceptedBy(pair: BuddyPair, by: NamedPerson, at: Instant): BuddyPair | undefined {
  const { life } = pair;
  if (life.state !== 'asked' || !isStanding(pair, at) || by.userId === pair.asker.userId) {
    return undefined;
  }
  return { ...pair, life: { state: 'accepted', secretHash: life.secretHash, by, at } };
}

/** The pair once its asker said that this is whom they asked. Together already is the same pair; undefined: it cannot be. */
export function confirmed(pair: BuddyPair, accepterId: string, at: Instant): BuddyPair | undefined {
  const { life } = pair;
  if (life.state === 'together') return life.with.userId === accepterId ? pair : undefined;
  if (life.state !== 'accepted' || life.by.userId !== accepterId || !isStanding(pair, at)) {
    return undefined;
  }
  return { ...pair, life: { state: 'together', with: life.by, since: at } };
}

/** The pair as nobody sees it any more, until it is removed. */
export function ended(pair: BuddyPair): BuddyPair {
  return { ...pair, life: { state: 'over', with: accepterOf(pair) ?? null } };
}

/** The pair with a name as it is now; the same pair where nothing changes. */
export function renamedIn(pair: BuddyPair, { userId, name }: NamedPerson): BuddyPair {
  const { asker, life } = pair;
  if (asker.userId === userId) {
    return asker.name === name ? pair : { ...pair, asker: { userId, name } };
  }
  const accepter = accepterOf(pair);
  if (accepter?.userId !== userId || accepter.name === name) return pair;
  if (life.state === 'accepted') return { ...pair, life: { ...life, by: { userId, name } } };
  if (life.state === 'together') return { ...pair, life: { ...life, with: { userId, name } } };
  return pair;
}

/** The pair that remembers that something was taken back. */
export function withTakenBack(pair: BuddyPair, shareId: string): BuddyPair {
  const others = pair.takenBack.filter((id) => id !== shareId);
  return { ...pair, takenBack: [...others, shareId].slice(-TAKEN_BACK_KEPT) };
}
