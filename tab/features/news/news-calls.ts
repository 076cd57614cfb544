import {
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  AskedActBody,
  AskedMomentsReply,
  CreateNewsBody,
  NewsActBody,
  NewsView,
  RunNewsReply,
} from '../../../shared/contract/news.ts';
import { useApi } from '../../lib/api-context.ts';

/** How often a piece of news is asked for while something of it changes by itself, in milliseconds. */
const COUNTING_MS = 1500;
const SENDING_MS = 4000;

const pathOfErg = (ergId: string) => `/api/ergs/${encodeURIComponent(ergId)}/run/news`;

/** Whose calls about one piece of news: an organiser's, or an admin's who was asked to publish it. */
export type NewsCaller = 'organiser' | 'admin';

function pathOf(as: NewsCaller, ergId: string, newsId: string): string {
  const news = encodeURIComponent(newsId);
  return as === 'organiser'
    ? `${pathOfErg(ergId)}/${news}`
    : `/api/admin/ergs/${encodeURIComponent(ergId)}/news/${news}`;
}

/** The news of an ERG that one runs, those older than `before`, the newest first. */
export function useRunNews(ergId: string, before?: string): UseQueryResult<RunNewsReply> {
  const api = useApi();
  const query = before === undefined ? '' : `?before=${encodeURIComponent(before)}`;
  return useQuery({
    queryKey: ['run-news', ergId, 'list', before ?? ''],
    queryFn: () => api.request<RunNewsReply>('GET', `${pathOfErg(ergId)}${query}`),
  });
}

/** One piece of news, asked for again by itself while people are counted or told. */
export function useNewsItem(
  as: NewsCaller,
  ergId: string,
  newsId: string,
): UseQueryResult<NewsView> {
  const api = useApi();
  return useQuery({
    queryKey: keyOf(as, ergId, newsId),
    queryFn: () => api.request<NewsView>('GET', pathOf(as, ergId, newsId)),
    refetchInterval: ({ state: { data } }) => intervalOf(data),
    refetchIntervalInBackground: false,
  });
}

function intervalOf(news: NewsView | undefined): number | false {
  switch (news?.life.state) {
    case 'preparing':
      return COUNTING_MS;
    case 'ready':
    case 'holding':
    case 'sending':
    case 'stopped':
      return SENDING_MS;
    default:
      return false;
  }
}

/** Writes a new piece of news down. */
export function useCreateNews(ergId: string): UseMutationResult<NewsView, Error, CreateNewsBody> {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateNewsBody) => api.request<NewsView>('POST', pathOfErg(ergId), body),
    onSuccess: (news) => keep(client, 'organiser', ergId, news),
  });
}

/** Does something with a piece of news; what the API answers is shown at once. */
export function useNewsAct<Body extends NewsActBody | AskedActBody>(
  as: NewsCaller,
  ergId: string,
  newsId: string,
): UseMutationResult<NewsView, Error, Body> {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => api.request<NewsView>('PATCH', pathOf(as, ergId, newsId), body),
    onSuccess: (news) => keep(client, as, ergId, news),
    onError: () => client.invalidateQueries({ queryKey: keyOf(as, ergId, newsId) }),
  });
}

/** Moments that organisers asked an admin to publish. */
export function useAskedMoments(): UseQueryResult<AskedMomentsReply['moments']> {
  const api = useApi();
  return useQuery({
    queryKey: ['asked-moments'],
    queryFn: async () => (await api.request<AskedMomentsReply>('GET', '/api/admin/news')).moments,
  });
}

function keyOf(as: NewsCaller, ergId: string, newsId: string): readonly string[] {
  return as === 'organiser' ? ['run-news', ergId, newsId] : ['asked-moments', ergId, newsId];
}

/** Shows an answer, over whatever older one is still on its way; lists are asked for again. */
async function keep(
  client: ReturnType<typeof useQueryClient>,
  as: NewsCaller,
  ergId: string,
  news: NewsView,
): Promise<void> {
  const queryKey = keyOf(as, ergId, news.id);
  await client.cancelQueries({ queryKey });
  client.setQueryData<NewsView>(queryKey, news);
  void client.invalidateQueries({ queryKey: ['run-news', ergId, 'list'] });
  void client.invalidateQueries({ queryKey: ['asked-moments'], exact: true });
}
