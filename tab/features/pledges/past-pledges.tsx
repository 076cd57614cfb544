import { useEffect, useRef } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { PledgeCard } from './pledge-card.tsx';
import { usePastPledges } from '../../lib/pledge-lists.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalM,
  },
  quiet: { color: tokens.colorNeutralForeground2, maxWidth: '70ch' },
  more: { minHeight: '44px', marginTop: tokens.spacingVerticalM },
});

/** The pledges that have ended, a page at a time. */
export function PastPledges() {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  const past = usePastPledges();
  const list = useRef<HTMLUListElement>(null);
  const focusFrom = useRef<number | undefined>(undefined);
  const pledges = past.data?.pages.flatMap((page) => page.pledges) ?? [];
  const count = pledges.length;
  useEffect(() => {
    // After "Show more" one goes on reading with the first of the new ones.
    const first = focusFrom.current;
    if (first === undefined || count <= first) return;
    focusFrom.current = undefined;
    list.current?.children[first]?.querySelector('a')?.focus();
  }, [count]);

  if (past.isPending) return <LoadingRows count={2} />;
  if (past.data === undefined) {
    return <FailedState error={past.error} onRetry={() => void past.refetch()} />;
  }
  if (count === 0) return <p className={styles.quiet}>{t('list.no-past')}</p>;
  const showMore = () => {
    focusFrom.current = count;
    void past.fetchNextPage();
  };
  return (
    <>
      <ul className={styles.list} ref={list}>
        {pledges.map((pledge) => (
          <PledgeCard key={pledge.id} pledge={pledge} />
        ))}
      </ul>
      {past.isFetchNextPageError && <SaveFailed error={past.error} onRetry={showMore} />}
      {past.hasNextPage && !past.isFetchNextPageError && (
        <Button className={styles.more} onClick={showMore} disabledFocusable={past.isFetching}>
          {t('list.show-more')}
        </Button>
      )}
    </>
  );
}
