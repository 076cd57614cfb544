import {
  type InfiniteData,
  useMutation,
  type UseMutationResult,
  useQueryClient,
} from '@tanstack/react-query';
import type { JournalEntryView, JournalReply } from '../../../shared/contract/journal.ts';
import { useApi } from '../../lib/api-context.ts';
import { giveFile } from '../../lib/give-file.ts';
import { readJournalPage } from '../../lib/journal-query.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';
import { JOURNAL_KEY } from '../../lib/write-journal.ts';

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
        const page = await readJournalPage(api, continuation);
        entries.push(...page.entries);
        continuation = page.continuation;
      } while (continuation !== undefined);
      giveFile(name, new Blob([toText(entries)], { type: 'text/plain;charset=utf-8' }));
    },
  });
}
