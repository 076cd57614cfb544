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
import { isChangedMeanwhile } from '../../lib/problem-words.ts';

const ERGS_KEY = ['admin', 'ergs'] as const;
const REFETCH_MS = 30_000;

/** Every ERG, those that wait for an organiser first; fetched again by itself while the tab is visible. */
export function useAdminErgs(): UseQueryResult<readonly AdminErgView[]> {
  const api = useApi();
  return useQuery({
    queryKey: ERGS_KEY,
    queryFn: async () => (await api.request<AdminErgsReply>('GET', '/api/admin/ergs')).ergs,
    refetchInterval: REFETCH_MS,
    refetchIntervalInBackground: false,
  });
}

/** One ERG as an admin sees it: what it says of itself and who runs it. */
export function useAdminErg(ergId: string): UseQueryResult<RunView> {
  const api = useApi();
  return useQuery({
    queryKey: [...ERGS_KEY, ergId],
    queryFn: () => api.request<RunView>('GET', `/api/admin/ergs/${encodeURIComponent(ergId)}`),
  });
}

/** Creates an ERG with its first organiser. The id stays the same over attempts. */
export function useCreateErg(): UseMutationResult<RunView, Error, CreateErgBody> {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateErgBody) => api.request<RunView>('POST', '/api/admin/ergs', body),
    async onSuccess(erg) {
      client.setQueryData([...ERGS_KEY, erg.id], erg);
      void client.invalidateQueries({ queryKey: ['ergs'] });
      await client.invalidateQueries({ queryKey: ERGS_KEY, exact: true });
    },
  });
}

/** What an admin changes about an ERG. */
export type AdminErgAct =
  | { readonly do: 'appoint' | 'remove'; readonly userId: string }
  | { readonly do: 'state'; readonly state: RunView['state']; readonly revision: number };

/** Changes who runs an ERG, or puts it away and brings it back; settled when the page shows it. */
export function useAdminErgAct(ergId: string): UseMutationResult<unknown, Error, AdminErgAct> {
  const api = useApi();
  const client = useQueryClient();
  const id = encodeURIComponent(ergId);
  const organisers = `/api/admin/ergs/${id}/organisers`;
  const refresh = async (): Promise<void> => {
    void client.invalidateQueries({ queryKey: ['ergs'] });
    await client.invalidateQueries({ queryKey: ERGS_KEY });
  };
  return useMutation({
    scope: { id: `admin ${ergId}` },
    mutationFn: (act: AdminErgAct) => {
      switch (act.do) {
        case 'appoint':
          return api.request('POST', organisers, { userId: act.userId });
        case 'remove':
          return api.request('DELETE', `${organisers}/${encodeURIComponent(act.userId)}`);
        case 'state':
          return api.request('PUT', `/api/ergs/${id}/run/state`, {
            revision: act.revision,
            state: act.state,
          });
      }
    },
    onSuccess: refresh,
    async onError(error) {
      if (isChangedMeanwhile(error)) await refresh();
    },
  });
}
