import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { HealthReply } from '../../../shared/contract/health.ts';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { DaysTable } from './days-table.tsx';
import { useHealth } from './health-calls.ts';
import { FailuresPanel } from './failures-panel.tsx';
import { RulesFields } from './rules-fields.tsx';

const useStyles = makeStyles({
  sections: { display: 'grid', gap: tokens.spacingVerticalXXXL },
  section: { minWidth: 0 },
  title: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalM}` },
});

/** For admins: whether messages get through, what was given up, and what holds for everybody. */
export default function HealthPage() {
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
    <PageFrame title={t('title')} sentence={t(`sentence.${stateOf(data)}`)}>
      <div className={styles.sections}>
        <section className={styles.section}>
          <h2 className={styles.title}>{t('failures.title')}</h2>
          <FailuresPanel failures={data.failures} />
        </section>
        <section className={styles.section}>
          <h2 className={styles.title}>{t('days.title')}</h2>
          <DaysTable days={data.days} packsWaiting={data.packsWaiting} />
        </section>
        <section className={styles.section}>
          <h2 className={styles.title}>{t('rules.title')}</h2>
          <RulesFields rules={data.rules} today={data.today} />
        </section>
      </div>
    </PageFrame>
  );
}

function stateOf({ rules, days, failures }: HealthReply): 'stopped' | 'failing' | 'quiet' | 'well' {
  if (rules.messages === 'stopped') return 'stopped';
  if (failures.total !== 0) return 'failing';
  return days.every(({ sent }) => sent === 0) ? 'quiet' : 'well';
}
