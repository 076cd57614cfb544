import { useTranslation } from 'react-i18next';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { paths } from '../../lib/paths.ts';
import { usePastPledges } from '../../lib/pledge-lists.ts';
import { PillarGroups } from './pillar-groups.tsx';
import { TriedPledge } from './tried-pledge.tsx';

/** What somebody did about their pledges, in hand and ended, by pillar, with their own notes. */
export function TriedPledges() {
  const section = useSectionStyles();
  const { t } = useTranslation('learn');
  const { pledges } = useGivenHome();
  const past = usePastPledges();
  const ended = past.data?.pages.flatMap((page) => page.pledges) ?? [];
  const all = [...pledges.toReversed(), ...ended];
  return (
    <section className={section.section} aria-labelledby="tried">
      <h2 className={section.heading} id="tried">
        {t('progress.tried')}
      </h2>
      {past.data !== undefined && all.length === 0 && !past.hasNextPage && (
        <>
          <p className={section.quiet}>{t('progress.tried-none')}</p>
          <LinkButton href={paths.newPledge()}>{t('progress.to-pledges')}</LinkButton>
        </>
      )}
      <PillarGroups
        items={all}
        renderItem={(pledge) => <TriedPledge key={pledge.id} pledge={pledge} />}
      />
      {past.data === undefined && past.error === null && <LoadingRows shape="lines" count={2} />}
      {past.data === undefined && past.error !== null && (
        <FailedState error={past.error} onRetry={() => void past.refetch()} />
      )}
      <LoadMore list={past} />
    </section>
  );
}
