import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useHome } from '../../lib/home-query.ts';
import { paths } from '../../lib/paths.ts';
import { DaysTable } from './days-table.tsx';
import { useHealth } from './health-calls.ts';
import { HealthSentence } from './health-sentence.tsx';
import { healthStateOf } from './health-state.ts';
import { RulesFields } from './rules-fields.tsx';
import { SoonTable } from './soon-table.tsx';
import { ToDo } from './to-do.tsx';
import { WaitingLine } from './waiting-line.tsx';

const useStyles = makeStyles({
  sections: { display: 'grid', gap: tokens.spacingVerticalXXXL },
  section: { minWidth: 0 },
  title: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalM}` },
});

/** For admins: whether messages get through, what needs doing, and what holds for everybody. */
export default function HealthPage() {
  const { data: home } = useHome();
  return home?.admin === true ? <Health /> : <Refused />;
}

function Health() {
  const styles = useStyles();
  const { t } = useTranslation('health');
  const health = useHealth();
  if (health.data === undefined) {
    return (
      <PageFrame title={t('title')}>
        {health.isPending ? (
          <LoadingRows shape="lines" />
        ) : (
          <FailedState error={health.error} onRetry={() => void health.refetch()} />
        )}
      </PageFrame>
    );
  }
  const { data } = health;
  return (
    <PageFrame title={t('title')} sentence={<HealthSentence state={healthStateOf(data)} />}>
      <div className={styles.sections}>
        <ToDo health={data} />
        <section className={styles.section}>
          <h2 className={styles.title}>{t('days.title')}</h2>
          <DaysTable days={data.days} />
          <SoonTable days={data.days} />
          <WaitingLine waiting={data.waiting} />
        </section>
        <section className={styles.section}>
          <h2 className={styles.title}>{t('rules.title')}</h2>
          <RulesFields rules={data.rules} today={data.today} />
        </section>
      </div>
    </PageFrame>
  );
}

/** Somebody who does not run Alongside came by an address: the API would refuse them, so it is not asked. */
function Refused() {
  const { t } = useTranslation('health');
  return (
    <PageFrame title={t('refused.title')}>
      <EmptyState
        picture="door"
        sentence={t('refused.sentence')}
        action={<LinkButton href={paths.home}>{t('refused.home')}</LinkButton>}
      />
    </PageFrame>
  );
}
