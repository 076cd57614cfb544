import { useDeferredValue } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { IsManagerReply } from '../../shared/contract/organisation.ts';
import { useApi } from './api-context.ts';

/** The key of whether the person has reports in the directory, in the query cache. */
export const MANAGER_KEY = ['organisation', 'mine'] as const;

// The directory changes seldom, and nothing waits for this.
const REFETCH_MS = 15 * 60_000;

/** Whether the person has reports in the directory; no until it is known. Asked for once they agreed to take part. */
export function useIsManager(hasAgreed: boolean): boolean {
  const api = useApi();
  // Asked for once there is something to see.
  const enabled = useDeferredValue(hasAgreed, false);
  const { data } = useQuery({
    queryKey: MANAGER_KEY,
    queryFn: () => api.request<IsManagerReply>('GET', '/api/organisation/mine'),
    enabled,
    staleTime: REFETCH_MS,
    refetchInterval: REFETCH_MS,
    refetchIntervalInBackground: false,
  });
  return hasAgreed && data?.isManager === true;
}
