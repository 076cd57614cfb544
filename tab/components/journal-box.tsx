import { useEffect, useRef, useState } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { NotebookRegular } from '@fluentui/react-icons/svg/notebook';
import { useTranslation } from 'react-i18next';
import { readDraft } from '../lib/drafts.ts';
import { paths } from '../lib/paths.ts';
import { draftAbout, type JournalDraft, type JournalPlace } from '../lib/write-journal.ts';
import { JournalWriting } from './journal-writing.tsx';
import { LinkButton } from './link-button.tsx';

const useStyles = makeStyles({
  box: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalS },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `0 ${tokens.spacingHorizontalS}`,
    color: tokens.colorNeutralForeground2,
  },
  target: { minHeight: '44px' },
  quiet: { minHeight: '44px', paddingInlineStart: 0, color: tokens.colorNeutralForeground2 },
});

interface JournalBoxProps {
  readonly about: JournalPlace;
  /** Of the lesson, or of the pledge of the check-in: it stands with the entry, as it is now. */
  readonly title: string;
}

/**
 * A small place to write into one's journal about what is above it: closed at first, opened in place. An entry that was
 * begun is open again. Texts come when it is shown: put it below a `Suspense`, and give it the `key` of what it is about.
 */
export function JournalBox({ about, title }: JournalBoxProps) {
  const styles = useStyles();
  const { t } = useTranslation('journal');
  const draftKey = draftAbout(about);
  const opener = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<'closed' | 'restored' | 'opened' | 'saved'>(() =>
    isBegun(readDraft<JournalDraft>(draftKey)) ? 'restored' : 'closed',
  );
  // The button stands again where the field was.
  const wasClosed = useRef(false);
  useEffect(() => {
    if (wasClosed.current) opener.current?.focus();
    wasClosed.current = false;
  }, [state]);
  const close = (to: 'closed' | 'saved') => {
    wasClosed.current = true;
    setState(to);
  };
  if (state === 'closed' || state === 'saved') {
    return (
      <div className={styles.line}>
        <Button
          ref={opener}
          appearance="transparent"
          className={styles.quiet}
          icon={<NotebookRegular aria-hidden />}
          onClick={() => setState('opened')}
        >
          {t('box.open')}
        </Button>
        {state === 'saved' && (
          <>
            <span>{t('write.saved')}</span>
            <ToJournal />
          </>
        )}
      </div>
    );
  }
  return (
    <div className={styles.box}>
      <JournalWriting
        label={t('box.label', { title })}
        draftKey={draftKey}
        about={{ ...about, title }}
        primary={false}
        takeFocus={state === 'opened'}
        onSaved={() => close('saved')}
        onDiscard={() => close('closed')}
      />
      <div className={styles.line}>
        <span>{t('box.only-you')}</span>
        <ToJournal />
      </div>
    </div>
  );
}

function ToJournal() {
  const { t } = useTranslation('journal');
  return (
    <LinkButton appearance="subtle" href={paths.learn('journal')}>
      {t('box.journal')}
    </LinkButton>
  );
}

function isBegun(draft: JournalDraft | undefined): boolean {
  return draft !== undefined && draft.words.trim() !== '';
}
