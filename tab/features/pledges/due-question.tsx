import { useId } from 'react';
import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { DueView } from '../../../shared/contract/home.ts';
import type { Answer } from '../../../shared/domain/check-in.ts';
import { AnswerButtons } from '../../components/answer-buttons.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { Panel } from './panel.tsx';

const useStyles = makeStyles({ question: { margin: 0, maxWidth: '70ch' } });

/** The question about this pledge that waits, to be answered in place. */
export function DueQuestion({
  due,
  answered,
  error,
  onAnswer,
}: {
  readonly due: DueView;
  /** The answer that is on its way, or failed to be saved. */
  readonly answered: Answer | undefined;
  readonly error: unknown;
  readonly onAnswer: (answer: Answer) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  const questionId = useId();
  return (
    <Panel title={t('due.title')}>
      <p className={styles.question} id={questionId}>
        <bdi>{due.question}</bdi>
      </p>
      <AnswerButtons
        labelledBy={questionId}
        onAnswer={onAnswer}
        {...(answered === undefined ? {} : { chosen: answered })}
      />
      {error !== null && answered !== undefined && (
        <SaveFailed error={error} onRetry={() => onAnswer(answered)} />
      )}
    </Panel>
  );
}
