import { useEffect, useRef, useState } from 'react';
import { Button, Field, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { JournalEntryView } from '../../../shared/contract/journal.ts';
import { LONGEST_ENTRY } from '../../../shared/domain/journal.ts';
import { GrowingTextarea } from '../../components/growing-textarea.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useAnnounce } from '../../components/announcer.tsx';
import { ApiProblem } from '../../lib/api-client.ts';
import { useDraft } from '../../lib/drafts.ts';
import { newId } from '../../lib/new-id.ts';
import { useWriteEntry } from '../../lib/write-journal.ts';

const useStyles = makeStyles({
  editor: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    gridTemplateColumns: 'minmax(0, 1fr)',
    maxWidth: '70ch',
  },
  words: { margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  target: { minHeight: '44px' },
});

interface EntryEditorProps {
  readonly entry: JournalEntryView;
  /** When it was written, in words. */
  readonly at: string;
  readonly draftKey: string;
  readonly onClose: () => void;
}

/** What an edit keeps until it is saved: the words, and the revision of the entry that they began from. */
export interface EditDraft {
  readonly words: string;
  readonly revision: number;
}

/**
 * Other words for an entry, in its place. Changed elsewhere meanwhile, it shows both before one replaces the other;
 * deleted elsewhere, trying again keeps the words as a new entry.
 */
export function EntryEditor({ entry, at, draftKey, onClose }: EntryEditorProps) {
  const styles = useStyles();
  const { t } = useTranslation(['journal', 'common']);
  const announce = useAnnounce();
  const save = useWriteEntry();
  const { id, revision, about } = entry;
  const [idAnew] = useState(newId);
  const draft = useDraft<EditDraft>(draftKey, { words: entry.words, revision });
  const field = useRef<HTMLTextAreaElement>(null);
  const [wasRestored] = useState(draft.restored);
  const [isMissed, setMissed] = useState(false);
  useEffect(() => {
    // Opened by its button the writing goes on at once; brought back after a reload it takes no focus.
    if (!wasRestored) field.current?.focus();
  }, [wasRestored]);

  const send = async () => {
    if (save.isPending) return;
    const words = draft.value.words.trim();
    if (words === '') {
      setMissed(true);
      field.current?.focus();
      return;
    }
    try {
      await save.mutateAsync(
        isGone(save.error)
          ? { id: idAnew, words, revision: 0, ...(about === undefined ? {} : { about }) }
          : // Where it changed meanwhile, the person has seen above what it says now.
            { id, words, revision },
      );
    } catch {
      // Told below the field, from the mutation.
      return;
    }
    draft.clear();
    announce(t('journal:entry.changed-now'));
    onClose();
  };
  return (
    <div className={styles.editor}>
      {draft.value.revision !== revision && !save.isPending && !save.isSuccess && (
        <>
          <p className={styles.quiet}>{t('journal:entry.changed-meanwhile')}</p>
          <p className={styles.words} dir="auto">
            {entry.words}
          </p>
        </>
      )}
      <Field
        label={t('journal:entry.label', { at })}
        {...(isMissed ? { validationMessage: t('journal:write.empty') } : {})}
      >
        <GrowingTextarea
          ref={field}
          value={draft.value.words}
          maxLength={LONGEST_ENTRY}
          readOnly={save.isPending}
          onChange={(_event, { value }) => {
            setMissed(false);
            draft.set({ ...draft.value, words: value });
          }}
        />
      </Field>
      {save.error !== null && <SaveFailed error={save.error} onRetry={() => void send()} />}
      <div className={styles.buttons}>
        <Button
          className={styles.target}
          disabledFocusable={save.isPending}
          onClick={() => void send()}
        >
          {t(save.isPending ? 'common:saving' : 'common:save')}
        </Button>
        <Button
          className={styles.target}
          appearance="subtle"
          disabledFocusable={save.isPending}
          onClick={() => {
            draft.clear();
            onClose();
          }}
        >
          {t('common:cancel')}
        </Button>
      </div>
    </div>
  );
}

function isGone(error: unknown): boolean {
  return error instanceof ApiProblem && error.problem.code === 'not-found';
}
