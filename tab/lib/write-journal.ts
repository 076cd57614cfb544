import {
  type InfiniteData,
  useMutation,
  type UseMutationResult,
  useQueryClient,
} from '@tanstack/react-query';
import type {
  JournalAboutBody,
  JournalEntryBody,
  JournalEntryView,
  JournalReply,
} from '../../shared/contract/journal.ts';
import { useApi } from './api-context.ts';
import { isChangedMeanwhile } from './problem-words.ts';

/** The key of the person's journal in the query cache. */
export const JOURNAL_KEY = ['journal'] as const;

/** What an entry is to be written about, without its title. */
export type JournalPlace = JournalAboutBody extends infer About
  ? About extends unknown
    ? Omit<About, 'title'>
    : never
  : never;

/** An entry that was begun and is not saved, as its draft keeps it. */
export interface JournalDraft {
  readonly words: string;
  /** Once it was sent: sent again it is the same entry. */
  readonly id?: string;
  readonly about?: JournalAboutBody;
}

/** Begins the names of the drafts of entries about something. */
export const ABOUT_DRAFTS = 'journal.about.';

/** The name of the draft in which an entry about something is kept until it is saved. */
export function draftAbout(place: JournalPlace): string {
  const parts =
    place.kind === 'lesson'
      ? ['lesson', place.ergId ?? 'built-in', place.lessonId]
      : ['check-in', place.pledgeId, place.date];
  return `${ABOUT_DRAFTS}${parts.join('.')}`;
}

/** An entry on its way; `revision` is 0 for a new one. */
export type EntryToWrite = JournalEntryBody & { readonly id: string };

/** Writes an entry, or other words into it. The journal shows it at once, wherever it is open. */
export function useWriteEntry(): UseMutationResult<JournalEntryView, Error, EntryToWrite> {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: EntryToWrite) =>
      api.request<JournalEntryView>('PUT', `/api/journal/${id}`, body),
    onSuccess: (entry) => {
      client.setQueryData<InfiniteData<JournalReply>>(JOURNAL_KEY, (journal) =>
        journal === undefined ? undefined : withEntry(journal, entry),
      );
      void client.invalidateQueries({ queryKey: JOURNAL_KEY });
    },
    onError: (error) =>
      isChangedMeanwhile(error) ? client.invalidateQueries({ queryKey: JOURNAL_KEY }) : undefined,
  });
}

/** The journal with this entry in its place, a new one first. */
function withEntry(
  journal: InfiniteData<JournalReply>,
  entry: JournalEntryView,
): InfiniteData<JournalReply> {
  const isKnown = journal.pages.some(({ entries }) => entries.some(({ id }) => id === entry.id));
  const pages = journal.pages.map((page, index) => ({
    ...page,
    entries: isKnown
      ? page.entries.map((one) => (one.id === entry.id ? entry : one))
      : [...(index === 0 ? [entry] : []), ...page.entries],
  }));
  return { ...journal, pages };
}
