import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { SaveFailed } from './save-failed.tsx';

const useStyles = makeStyles({
  more: { marginTop: tokens.spacingVerticalL },
  target: { minHeight: '44px' },
});

interface LoadMoreProps {
  /** The list that is fetched page by page; nothing stands here where all of it is there. */
  readonly list: Pick<
    UseInfiniteQueryResult,
    'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'error' | 'fetchNextPage'
  >;
  /** Called before the next page is fetched. */
  readonly onMore?: () => void;
}

/** The end of a list that goes on: fetches its next page below what is there. */
export function LoadMore({ list, onMore }: LoadMoreProps) {
  const styles = useStyles();
  const { t } = useTranslation('care');
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error } = list;
  const more = () => {
    onMore?.();
    void list.fetchNextPage();
  };
  if (!hasNextPage) return null;
  if (isFetchNextPageError) return <SaveFailed error={error} onRetry={more} />;
  return (
    <div className={styles.more}>
      <Button className={styles.target} disabledFocusable={isFetchingNextPage} onClick={more}>
        {isFetchingNextPage ? t('more.loading') : t('more.show')}
      </Button>
    </div>
  );
}
