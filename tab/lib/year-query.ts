import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { YearReply } from '../../shared/contract/year.ts';
import { useApi } from './api-context.ts';

/** The observances of the year from a day on, `2026-03-02`, with what ERGs have for them. */
export function useYear(from: string): UseQueryResult<YearReply> {
  const api = useApi();
  return useQuery({
    queryKey: ['year', from],
    queryFn: () => api.request<YearReply>('GET', `/api/year?from=${from}`),
    staleTime: 60_000,
  });
}
