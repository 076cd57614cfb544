import { useTranslation } from 'react-i18next';
import type { ParticipationReply, ReleasedMonth } from '../../../shared/contract/organisation.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { paths } from '../../lib/paths.ts';
import { HowMade } from './how-made.tsx';
import { MonthBands } from './month-bands.tsx';
import { NextStepPanel } from './next-step-panel.tsx';
import { isNotManager, useParticipation } from './organisation-calls.ts';
import { useOrganisationStyles } from './organisation-styles.ts';
import { TrendSection } from './trend-section.tsx';

/** For managers: their own next step, then how much the people below them take part, never who. */
export default function OrganisationPage() {
  const styles = useOrganisationStyles();
  const { t } = useTranslation('organisation');
  const participation = useParticipation();
  if (isNotManager(participation.error)) return <NotManager />;
  return (
    <PageFrame title={t('title')} sentence={t('sentence')}>
      <div className={styles.sections}>
        <NextStepPanel />
        {participation.data !== undefined ? (
          <Participation participation={participation.data} />
        ) : participation.isError ? (
          <FailedState error={participation.error} onRetry={() => void participation.refetch()} />
        ) : (
          <LoadingRows shape="lines" count={4} />
        )}
      </div>
    </PageFrame>
  );
}

function NotManager() {
  const { t } = useTranslation('organisation');
  return (
    <PageFrame title={t('title')}>
      <EmptyState
        picture="door"
        sentence={t('not-manager')}
        action={<LinkButton href={paths.home}>{t('to-home')}</LinkButton>}
      />
    </PageFrame>
  );
}

function Participation({
  participation: { months, leadsAnother },
}: {
  readonly participation: ParticipationReply;
}) {
  const { t } = useTranslation('organisation');
  const [newest] = months;
  return (
    <>
      {newest !== undefined && <Newest month={newest} />}
      {newest === undefined && (
        <EmptyState picture="calm" sentence={leadsAnother ? t('leads-another') : t('none-yet')} />
      )}
      <TrendSection months={months} />
      <HowMade of="below" />
    </>
  );
}

function Newest({ month: released }: { readonly month: ReleasedMonth }) {
  const styles = useOrganisationStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('organisation');
  const { month } = useDates();
  const of = month(released.month);
  return (
    <section aria-label={of} className={surface.panel}>
      <h2 className={styles.heading}>{of}</h2>
      {released.group === 'none' ? (
        <p className={styles.text}>{t('none-why', { month: of })}</p>
      ) : (
        <>
          <GroupWords month={released} />
          <MonthBands month={released} />
        </>
      )}
    </section>
  );
}

/** Whose people the bands are of, and why not of one's own group alone. */
function GroupWords({ month }: { readonly month: Exclude<ReleasedMonth, { group: 'none' }> }) {
  const styles = useOrganisationStyles();
  const { t } = useTranslation('organisation');
  const { number } = useDates();
  const counted = { count: month.people, number: number(month.people) };
  if (month.group === 'own') return <p className={styles.text}>{t('people.own', counted)}</p>;
  const { headedBy: name } = month;
  return (
    <div>
      <p className={styles.text}>
        {name === undefined ? t('around-whole') : t('around', { name })}
      </p>
      <p className={styles.text}>{t('around-why')}</p>
      <p className={styles.text}>
        {name === undefined ? t('people.whole', counted) : t('people.around', { ...counted, name })}
      </p>
    </div>
  );
}
