import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { BuddiesReply, ShareBody, ShareView } from '../../shared/contract/buddies.ts';
import { useApi } from './api-context.ts';

/** The key of everything between the person and their buddies in the query cache. */
export const BUDDIES_KEY = ['buddies'] as const;

/** The path of a pair, below the API. */
export function buddyPath(pairId: string): string {
  return `/api/buddies/${encodeURIComponent(pairId)}`;
}

const REFETCH_MS = 30_000;

/** Everything between the person and their buddies, fetched again by itself: the other one may have answered. */
export function useBuddies(): UseQueryResult<BuddiesReply> {
  const api = useApi();
  return useQuery({
    queryKey: [...BUDDIES_KEY, 'mine'],
    queryFn: () => api.request<BuddiesReply>('GET', '/api/buddies'),
    refetchInterval: REFETCH_MS,
    refetchIntervalInBackground: false,
  });
}

/** Shares words with one buddy; settled when they are shown. */
export function useShare(): UseMutationResult<
  ShareView,
  Error,
  { readonly pairId: string; readonly body: ShareBody }
> {
  const api = useApi();
  const refresh = useRefreshBuddies();
  return useMutation({
    mutationFn: ({ pairId, body }: { readonly pairId: string; readonly body: ShareBody }) =>
      api.request<ShareView>('POST', `${buddyPath(pairId)}/shares`, body),
    onSettled: refresh,
  });
}

/** Fetches everything between the person and their buddies again. */
export function useRefreshBuddies(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: BUDDIES_KEY });
}
