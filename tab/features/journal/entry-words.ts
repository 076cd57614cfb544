import { useTranslation } from 'react-i18next';
import type { JournalEntryView } from '../../../shared/contract/journal.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';

/** What is said of an entry besides its own words. */
export interface EntryWords {
  /** When it was written: `2 March 2026, 14:05`. */
  at(entry: JournalEntryView): string;
  /** The day on which it was changed last; undefined where it is as it was written. */
  changed(entry: JournalEntryView): string | undefined;
  /** What it is about; undefined where it is about nothing in particular. */
  about(entry: Pick<JournalEntryView, 'about'>): string | undefined;
}

/** What is said of entries, in the person's language and zone. */
export function useEntryWords(): EntryWords {
  const { t } = useTranslation('journal');
  const dates = useDates();
  const { settings, today } = useGivenHome();
  const { zone } = settings;
  return {
    at: ({ writtenAt }) =>
      t('entry.at', {
        day: dates.instant(writtenAt, zone),
        time: dates.timeOf(writtenAt, zone),
      }),
    changed: ({ changedAt }) =>
      changedAt === undefined
        ? undefined
        : t('entry.changed', { day: dates.instant(changedAt, zone) }),
    about({ about }) {
      switch (about?.kind) {
        case 'lesson':
          return t('entry.lesson', { title: about.title });
        case 'check-in':
          return t('entry.check-in', { title: about.title, day: dates.day(about.date, today) });
        case undefined:
          return undefined;
      }
    },
  };
}
