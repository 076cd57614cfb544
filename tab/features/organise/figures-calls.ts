import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { FiguresReply } from '../../../shared/contract/figures.ts';
import { useApi } from '../../lib/api-context.ts';

/** How often the page looks whether the last month is counted. */
const COUNTED_YET_MS = 3000;

/** The figures of an ERG; asked for anew while the last month is being counted. */
export function useFigures(ergId: string): UseQueryResult<FiguresReply> {
  const api = useApi();
  return useQuery({
    queryKey: ['run', ergId, 'figures'],
    queryFn: () =>
      api.request<FiguresReply>('GET', `/api/ergs/${encodeURIComponent(ergId)}/run/figures`),
    refetchInterval: ({ state }) => (state.data?.isCounting === true ? COUNTED_YET_MS : false),
  });
}
