import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { HealthReply, RetryReply } from '../../../shared/contract/health.ts';
import { HEALTH_KEY } from '../../lib/admin-keys.ts';
import { useApi } from '../../lib/api-context.ts';

const REFETCH_MS = 30_000;

/** Whether messages get through, fetched again by itself while the tab is visible. */
export function useHealth(): UseQueryResult<HealthReply> {
  const api = useApi();
  return useQuery({
    queryKey: HEALTH_KEY,
    queryFn: () => api.request<HealthReply>('GET', '/api/admin/health'),
    refetchInterval: REFETCH_MS,
    refetchIntervalInBackground: false,
  });
}

/** Has tried again what was given up; settled when the page knows what is left. */
export function useRetryFailures(): UseMutationResult<RetryReply, Error, void> {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.request<RetryReply>('POST', '/api/admin/failures/retry'),
    onSettled: () => client.invalidateQueries({ queryKey: HEALTH_KEY }),
  });
}
