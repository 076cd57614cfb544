import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { RunView } from '../../shared/contract/run.ts';
import { useApi } from './api-context.ts';

/** The key of one ERG, as its organisers run it, in the query cache. */
export function runKey(ergId: string): readonly string[] {
  return ['run', ergId];
}

/** An ERG as its organisers run it. */
export function useRun(ergId: string): UseQueryResult<RunView> {
  const api = useApi();
  return useQuery({
    queryKey: runKey(ergId),
    queryFn: () => api.request<RunView>('GET', `/api/ergs/${encodeURIComponent(ergId)}/run`),
  });
}
