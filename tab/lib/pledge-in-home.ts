import type { GivenHome } from '../../shared/contract/home.ts';
import type { PledgeView } from '../../shared/contract/pledges.ts';

/** Home with this pledge in the place of its older self, added where it is new, gone where it has ended. */
export function withPledge(home: GivenHome, pledge: PledgeView): GivenHome {
  const inHand = pledge.life === 'active' || pledge.life === 'paused';
  if (!inHand) return withoutPledge(home, pledge.id);
  const known = home.pledges.some(({ id }) => id === pledge.id);
  const pledges = known
    ? home.pledges.map((old) => (old.id === pledge.id ? pledge : old))
    : [...home.pledges, pledge];
  const due =
    pledge.life === 'paused' ? home.due.filter(({ pledgeId }) => pledgeId !== pledge.id) : home.due;
  return { ...home, pledges, due };
}

/** Home without this pledge and its questions. */
export function withoutPledge(home: GivenHome, pledgeId: string): GivenHome {
  return {
    ...home,
    pledges: home.pledges.filter(({ id }) => id !== pledgeId),
    due: home.due.filter((question) => question.pledgeId !== pledgeId),
  };
}
