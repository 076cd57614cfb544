import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  AskBuddyBody,
  BuddiesReply,
  BuddyLinkReply,
  MadeAskReply,
  SharesReply,
} from '../../../shared/contract/buddies.ts';
import { useApi } from '../../lib/api-context.ts';
import { BUDDIES_KEY, buddyPath, useRefreshBuddies } from '../../lib/buddies-query.ts';

/** Makes a link; what stands in it is in the answer, and in no other. */
export function useMakeAsk(): UseMutationResult<MadeAskReply, Error, AskBuddyBody> {
  const api = useApi();
  const refresh = useRefreshBuddies();
  return useMutation({
    mutationFn: (wanted: AskBuddyBody) => api.request<MadeAskReply>('POST', '/api/buddies', wanted),
    onSettled: refresh,
  });
}

/** Says that who accepted is whom I asked. */
export function useConfirm(): UseMutationResult<unknown, Error, string> {
  const api = useApi();
  const refresh = useRefreshBuddies();
  return useMutation({
    mutationFn: (pairId: string) =>
      api.request<BuddiesReply>('POST', `${buddyPath(pairId)}/confirm`),
    onSettled: refresh,
  });
}

/** Ends whatever there is: a link, somebody's yes or mine, being buddies. */
export function useEnd(): UseMutationResult<unknown, Error, string> {
  const api = useApi();
  const refresh = useRefreshBuddies();
  return useMutation({
    mutationFn: (pairId: string) => api.request<void>('DELETE', buddyPath(pairId)),
    onSettled: refresh,
  });
}

function linkPath(secret: string): string {
  return `/api/buddies/links/${encodeURIComponent(secret)}`;
}

/** Who asks by a link. */
export function useBuddyLink(secret: string): UseQueryResult<BuddyLinkReply> {
  const api = useApi();
  return useQuery({
    queryKey: [...BUDDIES_KEY, 'link', secret],
    queryFn: () => api.request<BuddyLinkReply>('GET', linkPath(secret)),
  });
}

/** Says yes to who asks by a link. */
export function useAccept(secret: string): UseMutationResult<BuddyLinkReply, Error, void> {
  const api = useApi();
  const refresh = useRefreshBuddies();
  return useMutation({
    mutationFn: () => api.request<BuddyLinkReply>('POST', `${linkPath(secret)}/accept`),
    onSettled: refresh,
  });
}

/** What a buddy and I shared, the newest first, page by page. */
export function useShares(pairId: string) {
  const api = useApi();
  const path = `${buddyPath(pairId)}/shares`;
  return useInfiniteQuery({
    queryKey: [...BUDDIES_KEY, 'shares', pairId],
    queryFn: ({ pageParam }) =>
      api.request<SharesReply>(
        'GET',
        pageParam === undefined ? path : `${path}?continuation=${encodeURIComponent(pageParam)}`,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ continuation }) => continuation,
  });
}

/** Takes back something that I shared. */
export function useTakeBack(pairId: string): UseMutationResult<void, Error, string> {
  const api = useApi();
  const refresh = useRefreshBuddies();
  return useMutation({
    mutationFn: (shareId: string) =>
      api.request<void>('DELETE', `${buddyPath(pairId)}/shares/${encodeURIComponent(shareId)}`),
    onSettled: refresh,
  });
}
