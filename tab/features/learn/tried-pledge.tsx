import { useId, useState } from 'react';
import { Button, Link as FluentLink, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PledgeView } from '../../../shared/contract/pledges.ts';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { paths } from '../../lib/paths.ts';
import { useCheckIns } from '../../lib/pledge-lists.ts';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `0 ${tokens.spacingHorizontalM}`,
  },
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    minHeight: '44px',
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground2 },
  days: {
    listStyleType: 'none',
    display: 'grid',
    gap: tokens.spacingVerticalS,
    margin: 0,
    padding: 0,
  },
  note: { display: 'block', maxWidth: '70ch', overflowWrap: 'anywhere', whiteSpace: 'pre-line' },
});

/** What was done about one pledge; of an ended one it is fetched when it is asked for. */
export function TriedPledge({ pledge }: { readonly pledge: PledgeView }) {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('learn');
  const isEnded = pledge.life === 'completed' || pledge.life === 'let-go';
  const [isOpen, setOpen] = useState(!isEnded);
  const listId = useId();
  const { title } = pledge;
  return (
    <li>
      <div className={styles.head}>
        <Link href={paths.pledge(pledge.id)} asChild>
          <FluentLink className={styles.link}>{title}</FluentLink>
        </Link>
        {isEnded && <span className={styles.quiet}>{t('progress.ended')}</span>}
        {isEnded && (
          <Button
            className={section.target}
            appearance="subtle"
            aria-expanded={isOpen}
            aria-controls={listId}
            aria-label={t(isOpen ? 'progress.hide-named' : 'progress.show-named', { title })}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? 'progress.hide' : 'progress.show')}
          </Button>
        )}
      </div>
      <div id={listId}>{isOpen && <WhatWasTried pledgeId={pledge.id} />}</div>
    </li>
  );
}

function WhatWasTried({ pledgeId }: { readonly pledgeId: string }) {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('learn');
  const dates = useDates();
  const { today } = useGivenHome();
  const checkIns = useCheckIns(pledgeId);
  if (checkIns.data === undefined) {
    return checkIns.error === null ? (
      <LoadingRows shape="lines" count={1} />
    ) : (
      <FailedState error={checkIns.error} onRetry={() => void checkIns.refetch()} />
    );
  }
  const did = checkIns.data.pages
    .flatMap((page) => page.checkIns)
    .filter(({ answer }) => answer === 'did-it');
  return (
    <>
      {did.length === 0 && !checkIns.hasNextPage && (
        <p className={section.quiet}>{t('progress.nothing-yet')}</p>
      )}
      <ul className={styles.days}>
        {did.map(({ date, note }) => (
          <li key={date}>
            {dates.day(date, today)}
            {note !== undefined && <span className={styles.note}>{note}</span>}
          </li>
        ))}
      </ul>
      <LoadMore list={checkIns} />
    </>
  );
}
