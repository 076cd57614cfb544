import type { Instant } from './time.ts';

/** That a person is an ally of an ERG, or asked to be. There is nothing here about why. */
export interface Membership {
  readonly ergId: string;
  readonly state: 'active' | 'requested';
  readonly since: Instant;
  /** Whether the roster shows this ally to other allies; only if that ally chose it. */
  readonly showToAllies: boolean;
  /** Whether the person wants no news of this ERG. Nobody else is told, and it leaves this partition nowhere. */
  readonly muted: boolean;
  /** The memberships revision that the client saw when it asked to join; the same ask again is the same join. */
  readonly askedAtRevision: number;
  readonly revision: number;
  /** Of a request that was approved: the revision of that act, by which it is undone, and what was before. */
  readonly approval?: {
    readonly revision: number;
    readonly was: { readonly since: Instant; readonly revision: number };
  };
}

/** Whether a person muted an ERG that they are an ally of, or asked to be. */
export function isMuted(memberships: readonly Membership[], ergId: string): boolean {
  return memberships.some((membership) => membership.ergId === ergId && membership.muted);
}
