import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  AdminErgsReply,
  AdminErgView,
  CreateErgBody,
  RunView,
} from '../../../shared/contract/run.ts';
import { useApi } from '../../lib/api-context.ts';

const KEY = ['admin', 'ergs'] as const;

/** What an admin does for one ERG, or for a new one. */
export type ErgWish =
  | { readonly do: 'create'; readonly erg: CreateErgBody }
  | { readonly do: 'appoint' | 'remove'; readonly ergId: string; readonly userId: string }
  | { readonly do: 'state'; readonly erg: AdminErgView; readonly state: AdminErgView['state'] };

/** Every ERG, those that wait for an organiser first. */
export function useAdminErgs(): UseQueryResult<AdminErgsReply> {
  const api = useApi();
  return useQuery({
    queryKey: KEY,
    queryFn: () => api.request<AdminErgsReply>('GET', '/api/admin/ergs'),
  });
}

/** One ERG as an admin sees it: what it says of itself and who runs it. */
export function useAdminErg(ergId: string): UseQueryResult<RunView> {
  const api = useApi();
  return useQuery({
    queryKey: [...KEY, ergId],
    queryFn: () => api.request<RunView>('GET', `/api/admin/ergs/${encodeURIComponent(ergId)}`),
  });
}

/** Does it; settled when the page knows how things stand now. */
export function useAdministerErg(): UseMutationResult<RunView | undefined, Error, ErgWish> {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: ErgWish) => {
      switch (wish.do) {
        case 'create':
          return api.request<RunView>('POST', '/api/admin/ergs', wish.erg);
        case 'appoint': {
          const path = `/api/admin/ergs/${encodeURIComponent(wish.ergId)}/organisers`;
          return api.request<RunView>('POST', path, { userId: wish.userId });
        }
        case 'remove': {
          const path = `/api/admin/ergs/${encodeURIComponent(wish.ergId)}/organisers`;
          return api.request<undefined>('DELETE', `${path}/${encodeURIComponent(wish.userId)}`);
        }
        case 'state': {
          const { erg, state } = wish;
          const path = `/api/ergs/${encodeURIComponent(erg.id)}/run/state`;
          return api.request<RunView>('PUT', path, { revision: erg.revision, state });
        }
      }
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: KEY });
      void client.invalidateQueries({ queryKey: ['ergs'] });
    },
  });
}
