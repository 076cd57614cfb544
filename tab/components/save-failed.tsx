import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../lib/api-client.ts';
import { useProblemWords } from '../lib/problem-words.ts';

const useStyles = makeStyles({
  bar: { marginBlock: tokens.spacingVerticalM },
  target: { minHeight: '44px' },
  fields: { margin: `${tokens.spacingVerticalXS} 0 0`, paddingInlineStart: '20px' },
});

interface SaveFailedProps {
  readonly error: unknown;
  /** Sends the same again. Leave it out where only another input can help. */
  readonly onRetry?: () => void;
}

/** A save that failed, in the person's words; what was typed stays where it is. */
export function SaveFailed({ error, onRetry }: SaveFailedProps) {
  const styles = useStyles();
  const { t } = useTranslation(['common', 'problems']);
  const { title, detail } = useProblemWords()(error);
  const reasons = new Set(
    error instanceof ApiProblem ? (error.problem.fields ?? []).map(({ reason }) => reason) : [],
  );
  return (
    <MessageBar intent="error" layout="multiline" className={styles.bar} role="alert">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle> {detail}
        {reasons.size > 0 && (
          <ul className={styles.fields}>
            {[...reasons].map((reason) => (
              <li key={reason}>
                {/* The API names reasons that this version of the tab may not know. */}
                {t(
                  `problems:field.${reason}` as 'problems:field.invalid',
                  t('problems:field.invalid'),
                )}
              </li>
            ))}
          </ul>
        )}
      </MessageBarBody>
      {onRetry && (
        <MessageBarActions>
          <Button className={styles.target} onClick={onRetry}>
            {t('common:try-again')}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
