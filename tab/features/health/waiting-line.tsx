import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { HealthReply } from '../../../shared/contract/health.ts';
import { useDates } from '../../lib/dates.ts';
import { useRounded } from './rounded.ts';

const QUEUES = ['packs', 'broadcasts', 'projections'] as const;

const useStyles = makeStyles({
  line: {
    ...typographyStyles.body1,
    color: tokens.colorNeutralForeground2,
    margin: `${tokens.spacingVerticalL} 0 0`,
    maxWidth: '70ch',
  },
});

/** What waits for a worker now, in one sentence. */
export function WaitingLine({ waiting }: Pick<HealthReply, 'waiting'>) {
  const styles = useStyles();
  const { t } = useTranslation('health');
  const { list } = useDates();
  const rounded = useRounded();
  const what = QUEUES.filter((name) => waiting[name] !== 0).map((name) =>
    t(`waiting.${name}`, { number: rounded(waiting[name]) }),
  );
  return (
    <p className={styles.line}>
      {what.length === 0 ? t('waiting.none') : t('waiting.some', { what: list(what) })}
    </p>
  );
}
