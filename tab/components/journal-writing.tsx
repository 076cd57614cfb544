import { useEffect, useRef, useState } from 'react';
import { Button, Field, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { JournalAboutBody } from '../../shared/contract/journal.ts';
import { LONGEST_ENTRY } from '../../shared/domain/journal.ts';
import { ApiProblem } from '../lib/api-client.ts';
import { useDates } from '../lib/dates.ts';
import { useDraft } from '../lib/drafts.ts';
import { newId } from '../lib/new-id.ts';
import { type JournalDraft, useWriteEntry } from '../lib/write-journal.ts';
import { GrowingTextarea } from './growing-textarea.tsx';
import { useAnnounce } from './announcer.tsx';
import { SaveFailed } from './save-failed.tsx';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    gridTemplateColumns: 'minmax(0, 1fr)',
    maxWidth: '70ch',
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  target: { minHeight: '44px' },
});

interface JournalWritingProps {
  readonly label: string;
  /** The name of the draft in which the words are kept until they are saved. */
  readonly draftKey: string;
  readonly about?: JournalAboutBody;
  /** Whether *Save* is the one primary button of the page. */
  readonly primary: boolean;
  /** Take the focus: the person has just asked to write. */
  readonly takeFocus?: boolean;
  readonly onSaved: () => void;
  /** Closes it and forgets what was typed; without it, it cannot be closed. */
  readonly onDiscard?: () => void;
}

const NOTHING: JournalDraft = { words: '' };

/** Room for one new entry of the journal. What is typed stays until it is saved, over reloads and failures. */
export function JournalWriting(props: JournalWritingProps) {
  const { label, draftKey, about, primary, takeFocus = false, onSaved, onDiscard } = props;
  const styles = useStyles();
  const { t } = useTranslation('journal');
  const dates = useDates();
  const announce = useAnnounce();
  const save = useWriteEntry();
  const draft = useDraft<JournalDraft>(draftKey, NOTHING);
  const field = useRef<HTMLTextAreaElement>(null);
  const [isMissed, setMissed] = useState(false);
  const { words } = draft.value;
  useEffect(() => {
    if (takeFocus) field.current?.focus();
  }, [takeFocus]);

  const send = async () => {
    if (save.isPending) return;
    if (words.trim() === '') {
      setMissed(true);
      field.current?.focus();
      return;
    }
    const id = draft.value.id ?? newId();
    const of = about === undefined ? {} : { about };
    draft.set({ words, id, ...of });
    try {
      await save.mutateAsync({ id, words: words.trim(), revision: 0, ...of });
    } catch (error) {
      // Under this id stands something else, or it was deleted: these words are another entry.
      if (isAboutOther(error)) draft.set({ words, ...of });
      return;
    }
    // Also where the page was left meanwhile.
    draft.clear();
    announce(t('write.saved'));
    onSaved();
  };
  const message = isMissed
    ? t('write.empty')
    : words.length >= LONGEST_ENTRY
      ? t('write.longest', { most: dates.number(LONGEST_ENTRY) })
      : undefined;
  return (
    <div className={styles.form}>
      <Field
        label={label}
        {...(message === undefined
          ? {}
          : { validationMessage: message, validationState: isMissed ? 'error' : 'none' })}
      >
        <GrowingTextarea
          ref={field}
          roomy
          value={words}
          maxLength={LONGEST_ENTRY}
          readOnly={save.isPending}
          onChange={(_event, { value }) => {
            setMissed(false);
            draft.set({ ...draft.value, words: value, ...(about === undefined ? {} : { about }) });
          }}
        />
      </Field>
      {save.error !== null && <SaveFailed error={save.error} onRetry={() => void send()} />}
      <div className={styles.buttons}>
        <Button
          className={styles.target}
          appearance={primary ? 'primary' : 'secondary'}
          disabledFocusable={save.isPending}
          onClick={() => void send()}
        >
          {t(save.isPending ? 'write.saving' : 'write.save')}
        </Button>
        {onDiscard && (
          <Button
            className={styles.target}
            appearance="subtle"
            disabledFocusable={save.isPending}
            onClick={() => {
              draft.clear();
              onDiscard();
            }}
          >
            {t('box.discard')}
          </Button>
        )}
      </div>
    </div>
  );
}

function isAboutOther(error: unknown): boolean {
  return (
    error instanceof ApiProblem &&
    (error.problem.code === 'changed-meanwhile' || error.problem.code === 'not-found')
  );
}
