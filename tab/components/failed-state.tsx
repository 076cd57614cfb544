import { Button, makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../lib/problem-words.ts';
import { EmptyState } from './empty-state.tsx';

const useStyles = makeStyles({ target: { minHeight: '44px' } });

/** A load that failed: what happened, that nothing is lost, and trying again. Announced when it appears. */
export function FailedState({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('common');
  const { title, detail } = useProblemWords()(error);
  return (
    <div role="alert">
      <EmptyState
        picture="broken"
        title={title}
        sentence={
          <>
            {detail} {t('failed.nothing-lost')}
          </>
        }
        action={
          <Button className={styles.target} onClick={onRetry}>
            {t('try-again')}
          </Button>
        }
      />
    </div>
  );
}
