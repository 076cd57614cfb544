import {
  type InfiniteData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import type { JournalReply } from '../../shared/contract/journal.ts';
import type { ApiClient } from './api-client.ts';
import { useApi } from './api-context.ts';
import { JOURNAL_KEY } from './write-journal.ts';

/** The person's journal, newest first, page by page. */
export function useJournal(): UseInfiniteQueryResult<InfiniteData<JournalReply>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: JOURNAL_KEY,
    queryFn: ({ pageParam }) => readJournalPage(api, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ continuation }) => continuation,
  });
}

/** One page of the person's journal: the first, or that of a continuation. */
export function readJournalPage(
  api: ApiClient,
  continuation: string | undefined,
): Promise<JournalReply> {
  const on = continuation === undefined ? '' : `?continuation=${encodeURIComponent(continuation)}`;
  return api.request<JournalReply>('GET', `/api/journal${on}`);
}
