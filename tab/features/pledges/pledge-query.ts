import { useQuery } from '@tanstack/react-query';
import type { PledgeView } from '../../../shared/contract/pledges.ts';
import { useApi } from '../../lib/api-context.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { pledgeKey } from '../../lib/pledge-cache.ts';

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
