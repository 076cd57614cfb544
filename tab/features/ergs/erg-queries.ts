import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ErgDirectoryReply, ErgListing, ErgReply } from '../../../shared/contract/ergs.ts';
import type { ErgNewsReply, PublishedNews } from '../../../shared/contract/news.ts';
import { useApi } from '../../lib/api-context.ts';

/** All active ERGs of the organisation, by name. */
export function useErgDirectory(): UseQueryResult<readonly ErgListing[]> {
  const api = useApi();
  return useQuery({
    queryKey: ['ergs'],
    queryFn: async () => (await api.request<ErgDirectoryReply>('GET', '/api/ergs')).ergs,
    staleTime: 60_000,
  });
}

/** One ERG's page. What I am to it is read from home, which stays fresh. */
export function useErg(id: string): UseQueryResult<ErgReply['erg']> {
  const api = useApi();
  return useQuery({
    queryKey: ['ergs', id],
    queryFn: async () =>
      (await api.request<ErgReply>('GET', `/api/ergs/${encodeURIComponent(id)}`)).erg,
  });
}

/** What stands on an ERG's page of its moments and announcements, the newest first. */
export function useErgNews(id: string): UseQueryResult<readonly PublishedNews[]> {
  const api = useApi();
  return useQuery({
    queryKey: ['ergs', id, 'news'],
    queryFn: async () =>
      (await api.request<ErgNewsReply>('GET', `/api/ergs/${encodeURIComponent(id)}/news`)).news,
  });
}
