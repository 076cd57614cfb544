import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { ErgProfileBody, RunView } from '../../../shared/contract/run.ts';
import { useApi } from '../../lib/api-context.ts';
import { HOME_KEY } from '../../lib/home-query.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';
import { runKey } from '../../lib/run-query.ts';

/** What an organiser does about their ERG itself. */
export type RunWish =
  | { readonly do: 'profile'; readonly revision: number; readonly profile: ErgProfileBody }
  | { readonly do: 'state'; readonly revision: number; readonly state: RunView['state'] }
  | { readonly do: 'sponsor'; readonly revision: number; readonly userId: string | null }
  | { readonly do: 'appoint' | 'hand-over' | 'remove'; readonly userId: string };

/** Changes an ERG; the page shows what the API answered. Whoever is an organiser no more loses their way in. */
export function useChangeRun(
  ergId: string,
): UseMutationResult<RunView | undefined, Error, RunWish> {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    scope: { id: `run-${ergId}` },
    mutationFn: (wish: RunWish) => {
      const path = pathOf(ergId);
      switch (wish.do) {
        case 'profile': {
          const { revision, profile } = wish;
          return api.request<RunView>('PUT', `${path}/profile`, { revision, profile });
        }
        case 'state': {
          const { revision, state } = wish;
          return api.request<RunView>('PUT', `${path}/state`, { revision, state });
        }
        case 'sponsor': {
          const { revision, userId } = wish;
          return api.request<RunView>('PUT', `${path}/sponsor`, { revision, userId });
        }
        case 'appoint':
          return api.request<RunView>('POST', `${path}/organisers`, { userId: wish.userId });
        case 'hand-over':
          return api.request<RunView>('POST', `${path}/hand-over`, { userId: wish.userId });
        case 'remove':
          return api.request<undefined>(
            'DELETE',
            `${path}/organisers/${encodeURIComponent(wish.userId)}`,
          );
      }
    },
    onSuccess: async (run) => {
      if (run === undefined) await client.invalidateQueries({ queryKey: runKey(ergId) });
      else client.setQueryData(runKey(ergId), run);
      void client.invalidateQueries({ queryKey: HOME_KEY });
      void client.invalidateQueries({ queryKey: ['ergs'] });
    },
    onError: async (error) => {
      if (isChangedMeanwhile(error)) await client.invalidateQueries({ queryKey: runKey(ergId) });
    },
  });
}

function pathOf(ergId: string): string {
  return `/api/ergs/${encodeURIComponent(ergId)}/run`;
}
