import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { HealthReply, RetryReply } from '../../../shared/contract/health.ts';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useToast } from '../../components/toasts.tsx';
import { useDates } from '../../lib/dates.ts';
import { useRetryFailures } from './health-calls.ts';
import { useRounded } from './rounded.ts';

const REASONS = [
  'throttled',
  'try-again',
  'conversation-gone',
  'too-large',
  'refused',
  'error',
] as const;
type Reason = (typeof REASONS)[number];

const useStyles = makeStyles({
  panel: { justifyItems: 'start' },
  words: { margin: 0, maxWidth: '70ch' },
  list: { margin: 0, paddingInlineStart: '20px' },
  target: { minHeight: '44px' },
});

interface FailuresPanelProps {
  readonly failures: HealthReply['failures'];
  /** While nothing is sent to anybody there is nothing to try. */
  readonly isStopped: boolean;
}

/** What was given up, by reason, and a button that has it tried again at once. Nothing where nothing was. */
export function FailuresPanel({ failures, isStopped }: FailuresPanelProps) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('health');
  const { dayWithWeekday } = useDates();
  const rounded = useRounded();
  const retry = useRetryFailures();
  const toast = useToast();
  if (failures.total === 0) return null;

  const { oldestOn, more } = failures;
  const since =
    oldestOn !== null &&
    t(more ? 'failures.since-more' : 'failures.since', {
      day: dayWithWeekday(oldestOn),
      total: rounded(failures.total),
    });

  function say({ people, more: isMore }: RetryReply): void {
    if (people === 0 && !isMore) toast(t('failures.nothing'));
    else toast(t(isMore ? 'failures.done-more' : 'failures.done', { people: rounded(people) }));
  }

  return (
    <div className={mergeClasses(surface.panel, styles.panel)}>
      <h3 className={surface.panelTitle}>{t('failures.title')}</h3>
      <ul className={styles.list} aria-label={t('failures.list')}>
        {failures.reasons.map(({ reason, count }) => (
          <li key={reason}>
            {t(`failures.reason.${known(reason)}`)}: {rounded(count)}
          </li>
        ))}
      </ul>
      <p className={styles.words}>
        {since} {t(isStopped ? 'failures.text-stopped' : 'failures.text')}
      </p>
      {retry.isError && <SaveFailed error={retry.error} />}
      {!isStopped && (
        <Button
          appearance="primary"
          className={styles.target}
          disabledFocusable={retry.isPending}
          // What went wrong stands above.
          onClick={() => void retry.mutateAsync().then(say, () => undefined)}
        >
          {retry.isPending ? t('failures.retrying') : t('failures.retry')}
        </Button>
      )}
    </div>
  );
}

function known(reason: string): Reason | 'other' {
  return REASONS.find((one) => one === reason) ?? 'other';
}
