import { useTranslation } from 'react-i18next';
import type { WholeMonth, WholeReply } from '../../../shared/contract/organisation.ts';
import { AdminFrame, AdminOnly } from '../../components/admin-frame.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { paths } from '../../lib/paths.ts';
import { HowMade } from './how-made.tsx';
import { MonthBands } from './month-bands.tsx';
import { useWhole } from './organisation-calls.ts';
import { ReleasePanel } from './release-panel.tsx';
import { useOrganisationStyles } from './organisation-styles.ts';
import { TrendSection } from './trend-section.tsx';

/** For admins: how much the organisation takes part, whether the last month is released, and what is shown at all. */
export default function AdminOrganisationPage() {
  return (
    <AdminOnly>
      <WholeOrganisation />
    </AdminOnly>
  );
}

function WholeOrganisation() {
  const { t } = useTranslation('organisation');
  const whole = useWhole();
  return (
    <AdminFrame part="organisation" sentence={t('whole.sentence')}>
      {whole.data !== undefined ? (
        <Whole whole={whole.data} />
      ) : whole.isError ? (
        <FailedState error={whole.error} onRetry={() => void whole.refetch()} />
      ) : (
        <LoadingRows shape="lines" count={4} />
      )}
    </AdminFrame>
  );
}

function Whole({ whole }: { readonly whole: WholeReply }) {
  const styles = useOrganisationStyles();
  const { t } = useTranslation('organisation');
  const { number } = useDates();
  const [newest] = whole.months;
  return (
    <div className={styles.sections}>
      <ReleasePanel whole={whole} />
      {newest === undefined ? (
        <EmptyState picture="calm" sentence={t('none-yet')} />
      ) : (
        <Newest month={newest} />
      )}
      <TrendSection months={whole.months} />
      <section className={styles.section}>
        <h2 className={styles.heading}>{t('rules.title')}</h2>
        <p className={styles.text}>{t('rules.now', { fewest: number(whole.fewest) })}</p>
        <LinkButton href={paths.admin('settings')}>{t('rules.open')}</LinkButton>
      </section>
      <HowMade of="whole" />
    </div>
  );
}

function Newest({ month: released }: { readonly month: WholeMonth }) {
  const styles = useOrganisationStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('organisation');
  const { month, number } = useDates();
  const of = month(released.month);
  return (
    <section aria-label={of} className={surface.panel}>
      <h2 className={styles.heading}>{of}</h2>
      {released.group === 'none' ? (
        <p className={styles.text}>{t('none-whole', { month: of })}</p>
      ) : (
        <>
          <p className={styles.text}>
            {t('people.whole', { count: released.people, number: number(released.people) })}
          </p>
          <MonthBands month={released} />
          <p className={styles.text}>
            {t('shown-alone', {
              shown: number(released.shown),
              managers: number(released.managers),
            })}
          </p>
        </>
      )}
    </section>
  );
}
