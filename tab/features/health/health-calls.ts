import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  ChangeMessageRulesBody,
  HealthReply,
  MessageRulesView,
  RetryReply,
} from '../../../shared/contract/health.ts';
import { useApi } from '../../lib/api-context.ts';

const HEALTH_KEY = ['health'] as const;
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

/** Changes what holds for the whole organisation; the page shows it when it is settled. */
export function useChangeRules(): UseMutationResult<
  MessageRulesView,
  Error,
  ChangeMessageRulesBody
> {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeMessageRulesBody) =>
      api.request<MessageRulesView>('PUT', '/api/admin/message-rules', body),
    async onSuccess(rules) {
      await client.cancelQueries({ queryKey: HEALTH_KEY });
      client.setQueryData<HealthReply>(HEALTH_KEY, (health) =>
        health === undefined ? health : { ...health, rules },
      );
    },
    onError: () => client.invalidateQueries({ queryKey: HEALTH_KEY }),
  });
}

/** Has tried again what was given up. */
export function useRetryFailures(): UseMutationResult<RetryReply, Error, void> {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.request<RetryReply>('POST', '/api/admin/failures/retry'),
    onSettled: () => client.invalidateQueries({ queryKey: HEALTH_KEY }),
  });
}
