import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  LinksReply,
  LinkView,
  MadeLinkReply,
  MakeLinkBody,
} from '../../../shared/contract/links.ts';
import { useApi } from '../../lib/api-context.ts';

function linksPath(ergId: string): string {
  return `/api/ergs/${encodeURIComponent(ergId)}/run/links`;
}

/** The invitation links of an ERG, the newest first. */
export function useLinks(ergId: string): UseQueryResult<readonly LinkView[]> {
  const api = useApi();
  return useQuery({
    queryKey: ['run', ergId, 'links'],
    queryFn: async () => (await api.request<LinksReply>('GET', linksPath(ergId))).links,
  });
}

/** Makes a link; what stands in it is in the answer, and in no other. */
export function useMakeLink(ergId: string): UseMutationResult<MadeLinkReply, Error, MakeLinkBody> {
  const api = useApi();
  const refresh = useRefreshLinks(ergId);
  return useMutation({
    mutationFn: (wanted: MakeLinkBody) =>
      api.request<MadeLinkReply>('POST', linksPath(ergId), wanted),
    onSettled: refresh,
  });
}

/** Withdraws a link: it lets nobody in any more. */
export function useWithdrawLink(ergId: string): UseMutationResult<void, Error, string> {
  const api = useApi();
  const refresh = useRefreshLinks(ergId);
  return useMutation({
    mutationFn: (linkId: string) =>
      api.request<void>('DELETE', `${linksPath(ergId)}/${encodeURIComponent(linkId)}`),
    onSettled: refresh,
  });
}

function useRefreshLinks(ergId: string): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['run', ergId, 'links'] });
}
