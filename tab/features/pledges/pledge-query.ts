import {
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import type {
  CheckInsReply,
  PastPledgesReply,
  PledgeView,
} from '../../../shared/contract/pledges.ts';
import { useApi } from '../../lib/api-context.ts';
import { useGivenHome } from '../../lib/home-query.ts';

/** The key of everything cached about one pledge; its answers lie below it. */
export function pledgeKey(id: string): readonly [string, string] {
  return ['pledges', id];
}

/** The key of the pledges that have ended. */
export const PAST_KEY = ['pledges', 'past'] as const;

/** A pledge while it loads, when it could not be loaded, and when it is there. */
export type PledgeLoad =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: unknown; readonly retry: () => void }
  | { readonly state: 'ready'; readonly pledge: PledgeView };

/** One pledge of this person. Those in hand come with home, which stays fresh; ended ones are fetched. */
export function usePledge(id: string): PledgeLoad {
  const api = useApi();
  const inHand = useGivenHome().pledges.find((pledge) => pledge.id === id);
  const query = useQuery({
    queryKey: pledgeKey(id),
    queryFn: () => api.request<PledgeView>('GET', `/api/pledges/${encodeURIComponent(id)}`),
    enabled: inHand === undefined,
  });
  if (inHand !== undefined) return { state: 'ready', pledge: inHand };
  if (query.data !== undefined) return { state: 'ready', pledge: query.data };
  if (query.error !== null) {
    return { state: 'failed', error: query.error, retry: () => void query.refetch() };
  }
  return { state: 'loading' };
}

/** Every answer of one pledge, newest first, page by page. */
export function useCheckIns(id: string): UseInfiniteQueryResult<InfiniteData<CheckInsReply>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [...pledgeKey(id), 'check-ins'],
    queryFn: ({ pageParam }) =>
      api.request<CheckInsReply>(
        'GET',
        `/api/pledges/${encodeURIComponent(id)}/check-ins${continuing(pageParam)}`,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.continuation,
  });
}

/** The pledges that have ended, page by page. */
export function usePastPledges(): UseInfiniteQueryResult<InfiniteData<PastPledgesReply>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: PAST_KEY,
    queryFn: ({ pageParam }) =>
      api.request<PastPledgesReply>('GET', `/api/pledges/past${continuing(pageParam)}`),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.continuation,
  });
}

function continuing(continuation: string | undefined): string {
  return continuation === undefined ? '' : `?continuation=${encodeURIComponent(continuation)}`;
}
