import { useQuery } from '@tanstack/react-query';
import type { GoodLinkReply } from '../../../shared/contract/links.ts';
import { ApiProblem } from '../../lib/api-client.ts';
import { useApi } from '../../lib/api-context.ts';

/** What an invitation link is worth; undefined while that is not known, and where there is none. */
export function useLink(ergId: string, secret: string | undefined): 'good' | 'over' | undefined {
  const api = useApi();
  const path = `/api/ergs/${encodeURIComponent(ergId)}/links/${encodeURIComponent(secret ?? '')}`;
  const check = useQuery({
    queryKey: ['ergs', ergId, 'link', secret],
    queryFn: () => api.request<GoodLinkReply>('GET', path),
    enabled: secret !== undefined,
    staleTime: 60_000,
  });
  if (secret === undefined) return undefined;
  if (check.data !== undefined) return 'good';
  const isOver = check.error instanceof ApiProblem && check.error.problem.code === 'link-over';
  return isOver ? 'over' : undefined;
}
