import { useId, useRef, useState } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useTranslation } from 'react-i18next';
import type { JournalEntryView } from '../../../shared/contract/journal.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { useToast } from '../../components/toasts.tsx';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { useReadOn } from '../../lib/use-read-on.ts';
import { EntryRow } from './entry-row.tsx';
import { type EntryWords, useEntryWords } from './entry-words.ts';
import { useJournal } from '../../lib/journal-query.ts';
import { useDeleteEntry, useSaveAsFile } from './journal-calls.ts';
import { journalText } from './journal-text.ts';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
});

/** What somebody wrote, newest first, with changing, deleting and taking all of it along as a file. */
export function Entries() {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('journal');
  const words = useEntryWords();
  const announce = useAnnounce();
  const journal = useJournal();
  const remove = useDeleteEntry();
  const [toDelete, setToDelete] = useState<JournalEntryView | undefined>(undefined);
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();
  const all = journal.data?.pages.flatMap(({ entries }) => entries) ?? [];
  const { list, mark } = useReadOn<HTMLUListElement>(all.length, 'li', (count) =>
    announce(t('entries.came', { count })),
  );
  const deleteIt = (entry: JournalEntryView) => {
    setToDelete(undefined);
    remove.mutate(entry, {
      onSuccess: () => {
        announce(t('entries.deleted'));
        // Its row is gone, and the button that had the focus with it.
        heading.current?.focus();
      },
    });
  };
  return (
    <section aria-labelledby={headingId}>
      <div className={styles.head}>
        <h2 className={section.heading} id={headingId} ref={heading} tabIndex={-1}>
          {t('entries.title')}
        </h2>
        {all.length > 0 && <SaveAsFile words={words} />}
      </div>
      {remove.error !== null && remove.variables !== undefined && (
        <SaveFailed error={remove.error} onRetry={() => deleteIt(asShown(all, remove.variables))} />
      )}
      {journal.isPending && <LoadingRows shape="lines" count={3} />}
      {journal.isLoadingError && (
        <FailedState error={journal.error} onRetry={() => void journal.refetch()} />
      )}
      {journal.data !== undefined && all.length === 0 && !journal.hasNextPage && (
        <EmptyState
          picture="path"
          title={t('entries.none-title')}
          sentence={t('entries.none')}
          level={3}
        />
      )}
      <ul className={styles.list} ref={list}>
        {all.map((entry) => (
          <EntryRow
            key={entry.id}
            entry={entry}
            words={words}
            onDelete={() => setToDelete(entry)}
          />
        ))}
      </ul>
      <LoadMore list={journal} onMore={mark} />
      {toDelete !== undefined && (
        <QuestionDialog
          title={t('delete.title')}
          confirm={t('delete.confirm')}
          onConfirm={() => deleteIt(toDelete)}
          onClose={() => setToDelete(undefined)}
        >
          {t('delete.text', { at: words.at(toDelete) })}
        </QuestionDialog>
      )}
    </section>
  );
}

function SaveAsFile({ words }: { readonly words: EntryWords }) {
  const section = useSectionStyles();
  const { t } = useTranslation('journal');
  const dates = useDates();
  const { today } = useGivenHome();
  const say = useToast();
  const file = useSaveAsFile();
  const start = () => {
    if (file.isPending) return;
    const heading = t('file.heading', { day: dates.day(today, '') });
    file.mutate(
      {
        name: t('file.name', { date: today }),
        toText: (entries) => journalText(heading, entries, words),
      },
      { onSuccess: () => say(t('file.saved')) },
    );
  };
  return (
    <div>
      <Button
        className={section.target}
        appearance="subtle"
        icon={<ArrowDownloadRegular aria-hidden />}
        disabledFocusable={file.isPending}
        onClick={start}
      >
        {t(file.isPending ? 'file.saving' : 'file.save')}
      </Button>
      {file.error !== null && <SaveFailed error={file.error} onRetry={start} />}
    </div>
  );
}

/** The entry as it is shown now, whose revision may be newer than the one that failed. */
function asShown(all: readonly JournalEntryView[], old: JournalEntryView): JournalEntryView {
  return all.find(({ id }) => id === old.id) ?? old;
}
