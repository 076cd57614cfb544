import { useEffect, useRef, useState } from 'react';
import {
  Button,
  Link as FluentLink,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { JournalEntryView } from '../../../shared/contract/journal.ts';
import { readDraft } from '../../lib/drafts.ts';
import { paths } from '../../lib/paths.ts';
import { EntryEditor, type EditDraft } from './entry-editor.tsx';
import type { EntryWords } from './entry-words.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalXS,
    paddingBlock: tokens.spacingVerticalM,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    outlineStyle: 'none',
  },
  facts: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2, margin: 0 },
  about: {
    display: 'inline-flex',
    alignItems: 'center',
    justifySelf: 'start',
    minHeight: '44px',
    overflowWrap: 'anywhere',
  },
  words: { margin: 0, maxWidth: '70ch', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  acts: { display: 'flex', flexWrap: 'wrap', marginInlineStart: '-12px' },
  act: { minHeight: '44px', minWidth: 0 },
});

interface EntryRowProps {
  readonly entry: JournalEntryView;
  readonly words: EntryWords;
  /** Asks whether to delete, and deletes. */
  readonly onDelete: () => void;
}

/** One entry, with what it is about, and what can be done with it. Every act names the entry to a screen reader. */
export function EntryRow({ entry, words, onDelete }: EntryRowProps) {
  const styles = useStyles();
  const { t } = useTranslation('journal');
  const editButton = useRef<HTMLButtonElement>(null);
  const draftKey = `journal.edit.${entry.id}`;
  // What was being changed when the tab was closed is open again.
  const [isEditing, setEditing] = useState(() => readDraft<EditDraft>(draftKey) !== undefined);
  // The button stands again where the field was.
  const wasClosed = useRef(false);
  useEffect(() => {
    if (wasClosed.current && !isEditing) editButton.current?.focus();
    wasClosed.current = false;
  }, [isEditing]);
  const at = words.at(entry);
  const about = words.about(entry);
  return (
    <li className={styles.row} tabIndex={-1}>
      <p className={styles.facts}>
        {[at, words.changed(entry)].filter((fact) => fact !== undefined).join(' · ')}
      </p>
      {about !== undefined && entry.about !== undefined && (
        <Link href={pathOf(entry.about)} asChild>
          <FluentLink className={styles.about}>{about}</FluentLink>
        </Link>
      )}
      {isEditing ? (
        <EntryEditor
          entry={entry}
          at={at}
          draftKey={draftKey}
          onClose={() => {
            wasClosed.current = true;
            setEditing(false);
          }}
        />
      ) : (
        <>
          <p className={styles.words} dir="auto">
            {entry.words}
          </p>
          <div className={styles.acts}>
            <Button
              ref={editButton}
              className={styles.act}
              appearance="subtle"
              aria-label={t('entry.edit-of', { at })}
              onClick={() => setEditing(true)}
            >
              {t('entry.edit')}
            </Button>
            <Button
              className={styles.act}
              appearance="subtle"
              aria-label={t('entry.delete-of', { at })}
              onClick={onDelete}
            >
              {t('entry.delete')}
            </Button>
          </div>
        </>
      )}
    </li>
  );
}

function pathOf(about: NonNullable<JournalEntryView['about']>): string {
  return about.kind === 'lesson'
    ? paths.lesson(about.lessonId, about.ergId)
    : paths.pledge(about.pledgeId);
}
