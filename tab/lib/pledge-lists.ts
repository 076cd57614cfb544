import {
  useInfiniteQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import type { CheckInsReply, PastPledgesReply } from '../../shared/contract/pledges.ts';
import { useApi } from './api-context.ts';
import { checkInsKey } from './pledge-cache.ts';

/** The key of the pledges that have ended. */
export const PAST_KEY = ['pledges', 'past'] as const;

/** The path of a page of the answers of one pledge. */
export function checkInsPath(id: string, continuation: string | undefined): string {
  return `/api/pledges/${encodeURIComponent(id)}/check-ins${continuing(continuation)}`;
}

/** The path of a page of the pledges that have ended. */
export function pastPledgesPath(continuation: string | undefined): string {
  return `/api/pledges/past${continuing(continuation)}`;
}

/** Every answer of one pledge, newest first, page by page. */
export function useCheckIns(id: string): UseInfiniteQueryResult<InfiniteData<CheckInsReply>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: checkInsKey(id),
    queryFn: ({ pageParam }) => api.request<CheckInsReply>('GET', checkInsPath(id, pageParam)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.continuation,
  });
}

/** The pledges that have ended, page by page. */
export function usePastPledges(): UseInfiniteQueryResult<InfiniteData<PastPledgesReply>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: PAST_KEY,
    queryFn: ({ pageParam }) => api.request<PastPledgesReply>('GET', pastPledgesPath(pageParam)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.continuation,
  });
}

/** The end of the address of a list's next page; nothing for its first. */
export function continuing(continuation: string | undefined): string {
  return continuation === undefined ? '' : `?continuation=${encodeURIComponent(continuation)}`;
}
