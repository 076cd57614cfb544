import { useEffect } from 'react';
import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { PledgeView } from '../../../shared/contract/pledges.ts';
import { ANSWERS } from '../../../shared/domain/check-in.ts';
import { useCheckIns } from '../../lib/pledge-lists.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
});

/** The small history of a period: how often each answer was given, as a plain count of equal weight. */
export function WhatWasDone({ pledge }: { readonly pledge: PledgeView }) {
  const styles = useStyles();
  const { t } = useTranslation(['pledges', 'common']);
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = useCheckIns(pledge.id);
  const all = data?.pages.flatMap((page) => page.checkIns) ?? [];
  const oldest = all.at(-1)?.date;
  // A count of half the period would be wrong, so all of it is fetched; a period has at most 53 answers.
  const isIncomplete = hasNextPage && oldest !== undefined && oldest >= pledge.startedOn;
  useEffect(() => {
    if (isIncomplete && !isFetching && !isError) void fetchNextPage();
  }, [isIncomplete, isFetching, isError, fetchNextPage]);
  if (data === undefined || isIncomplete) return null;

  const ofPeriod = all.filter(({ date }) => date >= pledge.startedOn);
  const counts = ANSWERS.map((answer) => ({
    answer,
    count: ofPeriod.filter((checkIn) => checkIn.answer === answer).length,
  })).filter(({ count }) => count > 0);
  // Of a pledge that has ended, the list of answers says that there are none.
  if (counts.length === 0 && pledge.life !== 'active') return null;
  return (
    <ul className={styles.list} aria-label={t('pledges:done.title')}>
      {counts.length === 0 && <li>{t('pledges:done.nothing')}</li>}
      {counts.map(({ answer, count }) => (
        <li key={answer}>
          {t('pledges:done.line', { answer: t(`common:answer.${answer}`), count })}
        </li>
      ))}
    </ul>
  );
}
