import type { PledgeView } from '../../../shared/contract/pledges.ts';
import {
  ENOUGH_ACTIVE_PLEDGES,
  MOST_ACTIVE_PLEDGES,
  MOST_PLEDGES_IN_HAND,
} from '../../../shared/domain/pledge.ts';

/** Whether there is room for one more pledge: yes; yes, though there are enough; no, and why. */
export type Room = 'free' | 'enough' | 'full' | 'in-hand-full';

/** The room that these pledges in hand leave. The API decides by the same numbers. */
export function roomBeside(inHand: readonly PledgeView[]): Room {
  const active = inHand.filter((pledge) => pledge.life === 'active').length;
  if (active >= MOST_ACTIVE_PLEDGES) return 'full';
  if (inHand.length >= MOST_PLEDGES_IN_HAND) return 'in-hand-full';
  return active >= ENOUGH_ACTIVE_PLEDGES ? 'enough' : 'free';
}
