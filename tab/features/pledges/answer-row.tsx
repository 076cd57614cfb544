import { useEffect, useId, useRef, useState } from 'react';
import { Button, Field, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { CheckInView } from '../../../shared/contract/pledges.ts';
import { type Answer, LONGEST_NOTE } from '../../../shared/domain/check-in.ts';
import { GrowingTextarea } from '../../components/growing-textarea.tsx';
import { useAnnounce } from '../../components/announcer.tsx';
import { AnswerButtons } from '../../components/answer-buttons.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { ShareButton } from '../../components/share-button.tsx';
import { useDates } from '../../lib/dates.ts';
import { readDraft, useDraft } from '../../lib/drafts.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { useSaveCheckIn } from '../../lib/save-check-in.ts';
import type { AnswerOnItsWay } from './use-due-answer.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    paddingBlock: tokens.spacingVerticalM,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: `0 ${tokens.spacingHorizontalL}`,
  },
  date: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2, margin: 0 },
  answer: { ...typographyStyles.body1Strong, margin: 0 },
  note: { margin: 0, maxWidth: '70ch', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  acts: { display: 'flex', flexWrap: 'wrap', marginInlineStart: '-12px' },
  act: { minHeight: '44px', minWidth: 0 },
  editor: { display: 'grid', gap: tokens.spacingVerticalS, maxWidth: '70ch' },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS },
});

interface AnswerRowProps {
  readonly checkIn: CheckInView;
  /** Asks whether to delete, and deletes. */
  readonly onDelete: () => void;
}

type Open = 'nothing' | 'answer' | 'note';

/** One answer with its note, and what can be done with them. Every act names its day to a screen reader. */
export function AnswerRow({ checkIn, onDelete }: AnswerRowProps) {
  const styles = useStyles();
  const { t } = useTranslation(['pledges', 'common', 'buddies']);
  const dates = useDates();
  const { today, pledges } = useGivenHome();
  const announce = useAnnounce();
  const save = useSaveCheckIn();
  const questionId = useId();
  const noteButton = useRef<HTMLButtonElement>(null);
  const changeButton = useRef<HTMLButtonElement>(null);
  const noteKey = `note.${checkIn.pledgeId}.${checkIn.date}`;
  // A note that was being written when the tab was closed is open again.
  const [open, setOpen] = useState<Open>(() =>
    readDraft<string>(noteKey) === undefined ? 'nothing' : 'note',
  );
  const day = dates.day(checkIn.date, today);
  const { pledgeId, date, revision } = checkIn;
  // A done action may be shared, while its pledge is in hand.
  const done = checkIn.answer === 'did-it' ? pledges.find(({ id }) => id === pledgeId) : undefined;

  // A changed answer stands at once; where saving fails, the answers open again with what happened.
  const answer = save.isPending ? save.variables.body.answer : checkIn.answer;

  const changeAnswer = (chosen: Answer) => {
    close('answer');
    if (chosen === checkIn.answer) return;
    save.mutate(
      { pledgeId, date, body: { answer: chosen, revision } },
      {
        onSuccess: () =>
          announce(t('pledges:answers.changed', { day, answer: t(`common:answer.${chosen}`) })),
        onError: () => setOpen('answer'),
      },
    );
  };
  const close = (what: 'answer' | 'note') => {
    setOpen('nothing');
    (what === 'answer' ? changeButton : noteButton).current?.focus();
  };
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <div>
          <p className={styles.date}>{day}</p>
          <p className={styles.answer}>{t(`common:answer.${answer}`)}</p>
        </div>
        <div className={styles.acts}>
          {checkIn.answerOpen && (
            <Button
              ref={changeButton}
              className={styles.act}
              appearance="subtle"
              aria-label={t('pledges:answers.change-of', { day })}
              aria-expanded={open === 'answer'}
              disabledFocusable={save.isPending}
              onClick={() => setOpen(open === 'answer' ? 'nothing' : 'answer')}
            >
              {t('pledges:answers.change')}
            </Button>
          )}
          <Button
            ref={noteButton}
            className={styles.act}
            appearance="subtle"
            aria-label={t(
              checkIn.note === undefined
                ? 'pledges:answers.note-add-of'
                : 'pledges:answers.note-edit-of',
              { day },
            )}
            aria-expanded={open === 'note'}
            onClick={() => setOpen(open === 'note' ? 'nothing' : 'note')}
          >
            {t(
              checkIn.note === undefined ? 'pledges:answers.note-add' : 'pledges:answers.note-edit',
            )}
          </Button>
          {done !== undefined && (
            <ShareButton
              className={styles.act}
              subtle
              start={t('buddies:share.did', { title: done.title })}
              label={t('buddies:share.open-of', { day })}
            >
              {t('buddies:share.open')}
            </ShareButton>
          )}
          <Button
            className={styles.act}
            appearance="subtle"
            aria-label={t('pledges:answers.delete-of', { day })}
            onClick={onDelete}
          >
            {t('pledges:answers.delete')}
          </Button>
        </div>
      </div>
      {open === 'answer' && (
        <div>
          <p className={styles.note} id={questionId}>
            {t('pledges:answers.question-of', { day })}
          </p>
          <AnswerButtons labelledBy={questionId} chosen={checkIn.answer} onAnswer={changeAnswer} />
          {save.error !== null && save.variables !== undefined && (
            <SaveFailed
              error={save.error}
              onRetry={() => changeAnswer(save.variables.body.answer)}
            />
          )}
        </div>
      )}
      {open === 'note' ? (
        <NoteEditor checkIn={checkIn} day={day} draftKey={noteKey} onClose={() => close('note')} />
      ) : (
        checkIn.note !== undefined && <p className={styles.note}>{checkIn.note}</p>
      )}
    </li>
  );
}

/** An answer that is being saved. Nothing can be done with it yet. */
export function AnswerOnItsWayRow({ date, answer }: AnswerOnItsWay) {
  const styles = useStyles();
  const { t } = useTranslation('common');
  const dates = useDates();
  const { today } = useGivenHome();
  return (
    <li className={styles.row}>
      <p className={styles.date}>
        {dates.day(date, today)} · {t('saving')}
      </p>
      <p className={styles.answer}>{t(`answer.${answer}`)}</p>
    </li>
  );
}

function NoteEditor({
  checkIn,
  day,
  draftKey,
  onClose,
}: {
  readonly checkIn: CheckInView;
  readonly day: string;
  readonly draftKey: string;
  readonly onClose: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation(['pledges', 'common']);
  const announce = useAnnounce();
  const save = useSaveCheckIn();
  const draft = useDraft<string>(draftKey, checkIn.note ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  const [wasRestored] = useState(draft.restored);
  useEffect(() => {
    // Opened by its button the writing goes on at once; brought back after a reload it takes no focus.
    if (!wasRestored) field.current?.focus();
  }, [wasRestored]);

  const send = () => {
    if (save.isPending) return;
    const { pledgeId, date, answer, revision } = checkIn;
    const note = draft.value.trim();
    save.mutate(
      { pledgeId, date, body: { answer, note, revision } },
      {
        onSuccess: () => {
          draft.clear();
          announce(t(note === '' ? 'pledges:answers.note-deleted' : 'pledges:answers.note-saved'));
          onClose();
        },
      },
    );
  };
  return (
    <div className={styles.editor}>
      <Field label={t('pledges:answers.note-label', { day })} hint={t('common:note.hint')}>
        <GrowingTextarea
          ref={field}
          value={draft.value}
          maxLength={LONGEST_NOTE}
          onChange={(_event, { value }) => draft.set(value)}
        />
      </Field>
      {save.error !== null && <SaveFailed error={save.error} onRetry={send} />}
      <div className={styles.buttons}>
        <Button
          className={styles.act}
          appearance="primary"
          disabledFocusable={save.isPending}
          onClick={send}
        >
          {t(save.isPending ? 'common:saving' : 'common:save')}
        </Button>
        <Button
          className={styles.act}
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
