import { useParams } from 'wouter';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../lib/api-client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PillarBadge } from '../../components/pillar-badge.tsx';
import { useGivenHome } from '../../lib/home-query.ts';
import { paths } from '../../lib/paths.ts';
import { PledgeDetail } from './pledge-detail.tsx';
import { usePledge, type PledgeLoad } from './pledge-query.ts';
import { useTextsOfPage } from './texts-of-page.ts';
import { usePledgeState, usePledgeTerms } from './pledge-sentence.ts';

/** One pledge: its words, when it asks next, its answers, and all that can be done with it. */
export default function PledgePage() {
  const { t } = useTranslation('pledges');
  useTextsOfPage();
  const { id } = useParams<{ id: string }>();
  const load = usePledge(id);
  const state = usePledgeState();
  const terms = usePledgeTerms();
  const { memberships } = useGivenHome();
  const back = { href: paths.pledges, label: t('page.back') };
  if (load.state !== 'ready') {
    const isGone = load.state === 'failed' && isNotFound(load.error);
    return (
      <PageFrame title={isGone ? t('page.gone-title') : t('list.title')} back={back}>
        <NotReady load={load} isGone={isGone} />
      </PageFrame>
    );
  }
  const { pledge } = load;
  const erg = memberships.find(({ ergId }) => ergId === pledge.ergId)?.name;
  const facts = [
    state(pledge),
    terms(pledge),
    ...(erg === undefined ? [] : [t('state.for-erg', { erg })]),
  ];
  return (
    <PageFrame
      title={pledge.title}
      sentence={facts.join(' · ')}
      back={back}
      action={<PillarBadge pillar={pledge.pillar} />}
    >
      <PledgeDetail key={pledge.id} pledge={pledge} />
    </PageFrame>
  );
}

function NotReady({
  load,
  isGone,
}: {
  readonly load: Exclude<PledgeLoad, { state: 'ready' }>;
  readonly isGone: boolean;
}) {
  const { t } = useTranslation('pledges');
  if (load.state === 'loading') return <LoadingRows shape="lines" count={4} />;
  if (!isGone) return <FailedState error={load.error} onRetry={load.retry} />;
  return (
    <EmptyState
      picture="search"
      sentence={t('page.gone')}
      action={<LinkButton href={paths.pledges}>{t('list.title')}</LinkButton>}
    />
  );
}

function isNotFound(error: unknown): boolean {
  return error instanceof ApiProblem && error.problem.code === 'not-found';
}
