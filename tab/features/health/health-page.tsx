import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { AdminFrame, AdminOnly } from '../../components/admin-frame.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { paths } from '../../lib/paths.ts';
import { DaysTable } from './days-table.tsx';
import { useHealth } from './health-calls.ts';
import { HealthSentence } from './health-sentence.tsx';
import { healthStateOf } from './health-state.ts';
import { SoonTable } from './soon-table.tsx';
import { ToDo } from './to-do.tsx';
import { WaitingLine } from './waiting-line.tsx';

const useStyles = makeStyles({
  sections: { display: 'grid', gap: tokens.spacingVerticalXXXL },
  section: { minWidth: 0 },
  title: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalM}` },
  words: { margin: `0 0 ${tokens.spacingVerticalM}`, maxWidth: '70ch' },
});

/** For admins: whether messages get through, what needs doing, and what holds for everybody. */
export default function HealthPage() {
  return (
    <AdminOnly>
      <Health />
    </AdminOnly>
  );
}

function Health() {
  const styles = useStyles();
  const { t } = useTranslation('health');
  const health = useHealth();
  if (health.data === undefined) {
    return (
      <AdminFrame part="messages" title={t('title')}>
        {health.isPending ? (
          <LoadingRows shape="lines" />
        ) : (
          <FailedState error={health.error} onRetry={() => void health.refetch()} />
        )}
      </AdminFrame>
    );
  }
  const { data } = health;
  return (
    <AdminFrame
      part="messages"
      title={t('title')}
      sentence={<HealthSentence state={healthStateOf(data)} />}
    >
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
          <p className={styles.words}>{t('rules.elsewhere')}</p>
          <LinkButton href={paths.admin('settings')}>{t('rules.open')}</LinkButton>
        </section>
      </div>
    </AdminFrame>
  );
}
