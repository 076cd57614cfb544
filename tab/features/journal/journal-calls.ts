import {
  type InfiniteData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useMutation,
  type UseMutationResult,
  useQueryClient,
} from '@tanstack/react-query';
import type { JournalEntryView, JournalReply } from '../../../shared/contract/journal.ts';
import type { ApiClient } from '../../lib/api-client.ts';
import { useApi } from '../../lib/api-context.ts';
import { giveFile } from '../../lib/give-file.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';
import { JOURNAL_KEY } from '../../lib/write-journal.ts';

/** The person's journal, newest first, page by page. */
export function useJournal(): UseInfiniteQueryResult<InfiniteData<JournalReply>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: JOURNAL_KEY,
    queryFn: ({ pageParam }) => readPage(api, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ continuation }) => continuation,
  });
}

/** Deletes an entry as it is shown; the journal is without it at once. */
export function useDeleteEntry(): UseMutationResult<void, Error, JournalEntryView> {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, revision }: JournalEntryView) =>
      api.request<void>('DELETE', `/api/journal/${id}?revision=${revision}`),
    onSuccess: (_nothing, { id }) => {
      client.setQueryData<InfiniteData<JournalReply>>(
        JOURNAL_KEY,
        (journal) =>
          journal && {
            ...journal,
            pages: journal.pages.map((page) => ({
              ...page,
              entries: page.entries.filter((entry) => entry.id !== id),
            })),
          },
      );
      void client.invalidateQueries({ queryKey: JOURNAL_KEY });
    },
    onError: (error) =>
      isChangedMeanwhile(error) ? client.invalidateQueries({ queryKey: JOURNAL_KEY }) : undefined,
  });
}

/** A file to be made of the whole journal. */
interface FileToMake {
  readonly name: string;
  readonly toText: (entries: readonly JournalEntryView[]) => string;
}

/** Fetches the whole journal and gives it to the browser as one readable text. */
export function useSaveAsFile(): UseMutationResult<void, Error, FileToMake> {
  const api = useApi();
  return useMutation({
    async mutationFn({ name, toText }: FileToMake) {
      const entries: JournalEntryView[] = [];
      let continuation: string | undefined;
      do {
        const page = await readPage(api, continuation);
        entries.push(...page.entries);
        continuation = page.continuation;
      } while (continuation !== undefined);
      giveFile(name, new Blob([toText(entries)], { type: 'text/plain;charset=utf-8' }));
    },
  });
}

function readPage(api: ApiClient, continuation: string | undefined): Promise<JournalReply> {
  const on = continuation === undefined ? '' : `?continuation=${encodeURIComponent(continuation)}`;
  return api.request<JournalReply>('GET', `/api/journal${on}`);
}
