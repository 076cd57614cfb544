import { useEffect, useId, useRef } from 'react';
import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { DueView } from '../../../shared/contract/home.ts';
import type { Answer } from '../../../shared/domain/check-in.ts';
import { AnswerButtons } from '../../components/answer-buttons.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { Panel } from './panel.tsx';
import type { AnswerNotSaved } from './use-due-answer.ts';

const useStyles = makeStyles({
  question: { margin: 0, maxWidth: '70ch', outlineStyle: 'none' },
});

/** The question about this pledge that waits, to be answered in place. */
export function DueQuestion({
  due,
  failed,
  onAnswer,
}: {
  readonly due: DueView;
  readonly failed: AnswerNotSaved | undefined;
  readonly onAnswer: (answer: Answer) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  const questionId = useId();
  const question = useRef<HTMLParagraphElement>(null);
  const cameBack = useRef(failed !== undefined);
  useEffect(() => {
    if (cameBack.current) question.current?.focus();
  }, []);
  return (
    <Panel title={t('due.title')}>
      <p className={styles.question} id={questionId} ref={question} tabIndex={-1}>
        <bdi>{due.question}</bdi>
      </p>
      <AnswerButtons
        labelledBy={questionId}
        onAnswer={onAnswer}
        {...(failed === undefined ? {} : { chosen: failed.answer })}
      />
      {failed !== undefined && (
        <SaveFailed
          error={failed.error}
          {...(failed.mayRetry ? { onRetry: () => onAnswer(failed.answer) } : {})}
        />
      )}
    </Panel>
  );
}
