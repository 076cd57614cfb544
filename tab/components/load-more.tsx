import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { SaveFailed } from './save-failed.tsx';

const useStyles = makeStyles({
  more: { marginTop: tokens.spacingVerticalL },
  target: { minHeight: '44px' },
});

interface LoadMoreProps {
  /** Whether there is more; nothing stands here where there is not. */
  readonly hasMore: boolean;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onMore: () => void;
}

/** The end of a list that goes on: fetches its next page below what is there. */
export function LoadMore({ hasMore, busy, error, onMore }: LoadMoreProps) {
  const styles = useStyles();
  const { t } = useTranslation('care');
  if (!hasMore) return null;
  if (error !== null) return <SaveFailed error={error} onRetry={onMore} />;
  return (
    <div className={styles.more}>
      <Button className={styles.target} disabledFocusable={busy} onClick={onMore}>
        {busy ? t('more.loading') : t('more.show')}
      </Button>
    </div>
  );
}
