import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { HealthReply } from '../../../shared/contract/health.ts';
import { SaveFailed } from '../../components/save-failed.tsx';
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
  panel: { display: 'grid', justifyItems: 'start', gap: tokens.spacingVerticalM },
  words: { ...typographyStyles.body1, margin: 0, maxWidth: '70ch' },
  list: { margin: 0, paddingInlineStart: '20px' },
  target: { minHeight: '44px' },
});

/** What was given up, by reason, and a button that has it tried again at once. */
export function FailuresPanel({ failures }: { readonly failures: HealthReply['failures'] }) {
  const styles = useStyles();
  const { t } = useTranslation('health');
  const { dayWithWeekday } = useDates();
  const rounded = useRounded();
  const retry = useRetryFailures();
  const toast = useToast();
  if (failures.total === 0 && !retry.isError) {
    return <p className={styles.words}>{t('failures.none')}</p>;
  }

  async function tryAgain(): Promise<void> {
    const { people, more } = await retry.mutateAsync();
    const words = rounded(people);
    if (people === 0) toast(t('failures.nothing'));
    else toast(t(more ? 'failures.done-more' : 'failures.done', { people: words }));
  }

  return (
    <div className={styles.panel}>
      <p className={styles.words}>
        {t('failures.text')}{' '}
        {failures.oldestAt !== null &&
          t('failures.since', { day: dayWithWeekday(failures.oldestAt.slice(0, 10)) })}
      </p>
      <ul className={styles.list}>
        {failures.reasons.map(({ reason, count }) => (
          <li key={reason}>
            {t(`failures.reason.${known(reason)}`)}: {rounded(count)}
          </li>
        ))}
      </ul>
      {retry.isError && <SaveFailed error={retry.error} />}
      <Button
        appearance="primary"
        className={styles.target}
        disabledFocusable={retry.isPending}
        onClick={() => {
          // What went wrong stands on the page.
          if (!retry.isPending) tryAgain().catch(() => undefined);
        }}
      >
        {retry.isPending ? t('failures.retrying') : t('failures.retry')}
      </Button>
    </div>
  );
}

function known(reason: string): Reason | 'other' {
  return REASONS.find((one) => one === reason) ?? 'other';
}
