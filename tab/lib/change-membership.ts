import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { MembershipsReply } from '../../shared/contract/ergs.ts';
import type { HomeReply } from '../../shared/contract/home.ts';
import { useApi } from './api-context.ts';
import { HOME_KEY, useChangeHome, useRefreshHome } from './home-query.ts';
import { isChangedMeanwhile } from './problem-words.ts';

/** What a person wants to be to one ERG. Leaving also takes a request back. */
export type MembershipWish =
  | { readonly do: 'join'; readonly showToAllies: boolean; readonly invitation?: string }
  | { readonly do: 'leave' }
  | { readonly do: 'show'; readonly showToAllies: boolean }
  | { readonly do: 'mute'; readonly muted: boolean };

/**
 * Joins, leaves, or changes whether other allies see me or the ERG is muted. These changes run one after the other over all ERGs,
 * and each takes the revision that the one before it left behind, so that quick taps are not refused as stale.
 */
export function useChangeMembership(
  ergId: string,
): UseMutationResult<MembershipsReply, Error, MembershipWish> {
  const api = useApi();
  const client = useQueryClient();
  const changeHome = useChangeHome();
  const refreshHome = useRefreshHome();
  return useMutation({
    scope: { id: 'memberships' },
    mutationFn: (wish: MembershipWish) => {
      const home = client.getQueryData<HomeReply>(HOME_KEY);
      if (home?.consent !== 'given') throw new Error('Not below the shell: home is not there yet');
      const revision = home.membershipsRevision;
      const erg = `/api/ergs/${encodeURIComponent(ergId)}`;
      switch (wish.do) {
        case 'join':
          return api.request<MembershipsReply>('POST', `${erg}/join`, {
            revision,
            showToAllies: wish.showToAllies,
            ...(wish.invitation === undefined ? {} : { invitation: wish.invitation }),
          });
        case 'leave':
          return api.request<MembershipsReply>('POST', `${erg}/leave`, { revision });
        case 'show':
          return api.request<MembershipsReply>('PUT', `${erg}/membership`, {
            revision,
            showToAllies: wish.showToAllies,
          });
        case 'mute': {
          const mine = home.memberships.find((membership) => membership.ergId === ergId);
          return api.request<MembershipsReply>('PUT', `${erg}/membership`, {
            revision,
            showToAllies: mine?.showToAllies === true,
            muted: wish.muted,
          });
        }
      }
    },
    onSuccess: async ({ memberships, membershipsRevision }, wish) => {
      await changeHome((home) => ({
        ...home,
        memberships,
        membershipsRevision,
        invitations: home.invitations.filter(
          (invitation) => wish.do !== 'join' || invitation.ergId !== ergId,
        ),
      }));
      // Leaving takes the ERG off the pledges that were for it.
      if (wish.do === 'leave') void refreshHome();
    },
    onError: async (error) => {
      if (isChangedMeanwhile(error)) await refreshHome();
    },
  });
}
