import { useEffect, useId, useRef, useState } from 'react';
import {
  Button,
  Field,
  makeStyles,
  Textarea,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { NoteAddRegular } from '@fluentui/react-icons/svg/note-add';
import { useTranslation } from 'react-i18next';
import type { DueView } from '../../../shared/contract/home.ts';
import { LONGEST_NOTE, type Answer } from '../../../shared/domain/check-in.ts';
import { AnswerButtons } from '../../components/answer-buttons.tsx';
import { PillarBadge } from '../../components/pillar-badge.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useDates } from '../../lib/dates.ts';
import { useDraft } from '../../lib/drafts.ts';
import { noteDraft, type FailedAnswer } from './use-answering.ts';

const useStyles = makeStyles({
  card: {
    padding: tokens.spacingHorizontalXL,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    boxShadow: tokens.shadow4,
    '@media (max-width: 480px)': { padding: tokens.spacingHorizontalL },
  },
  about: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground2,
  },
  question: {
    ...typographyStyles.subtitle1,
    margin: `${tokens.spacingVerticalM} 0 ${tokens.spacingVerticalL}`,
    maxWidth: '60ch',
    outlineStyle: 'none',
  },
  note: { marginBottom: tokens.spacingVerticalL, maxWidth: '70ch' },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalS,
    color: tokens.colorNeutralForeground2,
  },
  target: { minHeight: '44px' },
  quiet: { minHeight: '44px', paddingInlineStart: 0, color: tokens.colorNeutralForeground2 },
});

interface QuestionCardProps {
  readonly question: DueView;
  readonly onAnswer: (answer: Answer, note?: string) => void;
  /** The answer that is being changed, with its note. */
  readonly standing?: { readonly answer: Answer; readonly note: string };
  readonly onKeep?: () => void;
  readonly failed: FailedAnswer | undefined;
  /** Take the focus: the person has just acted, and this comes next. */
  readonly takeFocus: boolean;
  /** Whether the page was there before this question: with a page, the focus stays where the page puts it. */
  readonly isPageOpen: () => boolean;
}

/** One question, its three answers, and room for a private note. */
export function QuestionCard(props: QuestionCardProps) {
  const { question, onAnswer, standing, onKeep, failed, takeFocus, isPageOpen } = props;
  const styles = useStyles();
  const { t } = useTranslation(['home', 'common']);
  const dates = useDates();
  const questionId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const note = useDraft(noteDraft(question), standing?.note ?? '');
  const [noteOpen, setNoteOpen] = useState(note.value !== '' || (standing?.note ?? '') !== '');
  const area = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    // Also where this replaced what had the focus, so that it is not lost.
    if (takeFocus || (isPageOpen() && document.activeElement === document.body)) {
      heading.current?.focus();
    }
    // Once, when the question appears.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const give = (answer: Answer) => {
    const written = note.value.trim();
    // A change says what the note is now, empty too; a first answer has a note or none.
    if (standing !== undefined || written !== '') onAnswer(answer, written);
    else onAnswer(answer);
  };
  return (
    <section className={styles.card} aria-labelledby={questionId}>
      <div className={styles.about}>
        <PillarBadge pillar={question.pillar} />
        <bdi>{question.title}</bdi>
        <span>{t('home:due.for-day', { day: dates.dayWithWeekday(question.date) })}</span>
      </div>
      <h2 className={styles.question} id={questionId} ref={heading} tabIndex={-1}>
        <bdi>{question.question}</bdi>
      </h2>
      {failed && (
        <SaveFailed
          error={failed.error}
          {...(failed.mayRetry ? { onRetry: () => give(failed.answer) } : {})}
        />
      )}
      {noteOpen && (
        <Field
          className={styles.note}
          label={t('common:note.label')}
          hint={`${t('common:note.hint')} ${t(standing ? 'home:due.choose-to-save' : 'home:due.saved-with-answer')}`}
        >
          <Textarea
            ref={area}
            rows={3}
            resize="vertical"
            maxLength={LONGEST_NOTE}
            value={note.value}
            onChange={(_, { value }) => note.set(value)}
          />
        </Field>
      )}
      <AnswerButtons
        labelledBy={questionId}
        onAnswer={give}
        {...(standing ? { chosen: standing.answer } : {})}
      />
      <div className={styles.foot}>
        {!noteOpen && (
          <Button
            appearance="transparent"
            className={styles.quiet}
            icon={<NoteAddRegular aria-hidden />}
            onClick={() => {
              setNoteOpen(true);
              requestAnimationFrame(() => area.current?.focus());
            }}
          >
            {t('common:note.add')}
          </Button>
        )}
        {onKeep && (
          <Button
            appearance="subtle"
            className={styles.target}
            onClick={() => {
              note.clear();
              onKeep();
            }}
          >
            {t('home:answered.cancel')}
          </Button>
        )}
      </div>
    </section>
  );
}
