import type {
  AskView,
  BuddiesReply,
  BuddyLinkReply,
  ShareView,
} from '../../shared/contract/buddies.ts';
import type { BuddyShare } from '../../shared/domain/buddy.ts';
import { type BuddyPair, otherOf } from '../../shared/domain/buddy-pair.ts';

/** Everything that is between somebody and others. */
export function presentBuddies(pairs: readonly BuddyPair[], userId: string): BuddiesReply {
  const mine = (pair: BuddyPair) => pair.asker.userId === userId;
  const waiting = pairs.filter(({ life }) => life.state !== 'together');
  return {
    buddies: pairs.flatMap((pair) =>
      pair.life.state === 'together'
        ? [{ id: pair.id, name: otherOf(pair, userId)?.name ?? '', since: pair.life.since }]
        : [],
    ),
    asks: waiting.filter(mine).map(presentAsk),
    saidYes: waiting
      .filter((pair) => !mine(pair))
      .map(({ id, asker, until }) => ({ id, name: asker.name, until })),
  };
}

/** A link as the one who made it sees it: never what stands in it. */
export function presentAsk({ id, askedAt, until, life }: BuddyPair): AskView {
  const accepted = life.state === 'accepted' ? { acceptedBy: life.by.name } : {};
  return { id, askedAt, until, ...accepted };
}

/** A good link as whoever opens it sees it. */
export function presentBuddyLink(pair: BuddyPair, userId: string): BuddyLinkReply {
  const { id, asker, until, life } = pair;
  const state = asker.userId === userId ? 'own' : life.state === 'asked' ? 'open' : 'said-yes';
  return { id, name: asker.name, until, state };
}

/** Something shared, as one of the two sees it. */
export function presentShare({ id, by, words, at }: BuddyShare, userId: string): ShareView {
  return { id, mine: by === userId, words, at };
}
