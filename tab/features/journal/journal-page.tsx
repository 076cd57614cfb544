import { useState } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { JournalAboutBody } from '../../../shared/contract/journal.ts';
import { HelpHere } from '../../components/help-here.tsx';
import { JournalWriting } from '../../components/journal-writing.tsx';
import { LearnFrame } from '../../components/learn-frame.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { draftKeys, readDraft } from '../../lib/drafts.ts';
import { ABOUT_DRAFTS, type JournalDraft } from '../../lib/write-journal.ts';
import { Entries } from './entries.tsx';
import { useEntryWords } from './entry-words.ts';

const useStyles = makeStyles({
  page: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalXXXL,
  },
  top: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalXXXL}`,
    alignItems: 'start',
    '@media (min-width: 800px)': { gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)' },
  },
  writing: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignContent: 'start',
    gap: tokens.spacingVerticalL,
  },
});

/** The private journal: writing, what it is and is not, and what was written. */
export default function JournalPage() {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('journal');
  return (
    <LearnFrame part="journal" title={t('title')} sentence={t('sentence')}>
      <div className={styles.page}>
        <div className={styles.top}>
          <div className={styles.writing}>
            <JournalWriting
              label={t('write.label')}
              draftKey="journal.new"
              primary
              onSaved={() => {}}
            />
            <p className={section.quiet}>{t('promise')}</p>
          </div>
          <HelpHere />
        </div>
        <Unfinished />
        <Entries />
      </div>
    </LearnFrame>
  );
}

/** An entry about something that was begun where that stands, and not saved. */
interface Begun {
  readonly draftKey: string;
  readonly about: JournalAboutBody;
}

/** Entries that were begun below a lesson or a check-in, which may stand nowhere any more. */
function Unfinished() {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('journal');
  const words = useEntryWords();
  const [begun, setBegun] = useState(readBegun);
  const done = (draftKey: string) =>
    setBegun((before) => before.filter((one) => one.draftKey !== draftKey));
  if (begun.length === 0) return null;
  return (
    <section className={styles.writing} aria-label={t('unfinished.title')}>
      <h2 className={section.heading}>{t('unfinished.title')}</h2>
      {begun.map(({ draftKey, about }) => (
        <JournalWriting
          key={draftKey}
          label={words.about({ about }) ?? about.title}
          draftKey={draftKey}
          about={about}
          primary={false}
          onSaved={() => done(draftKey)}
          onDiscard={() => done(draftKey)}
        />
      ))}
    </section>
  );
}

function readBegun(): readonly Begun[] {
  return draftKeys(ABOUT_DRAFTS).flatMap((draftKey) => {
    const draft = readDraft<JournalDraft>(draftKey);
    if (draft?.about === undefined || draft.words.trim() === '') return [];
    return [{ draftKey, about: draft.about }];
  });
}
