import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle';
import { PauseCircleRegular } from '@fluentui/react-icons/svg/pause-circle';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { useTranslation } from 'react-i18next';
import type { HealthState } from './health-state.ts';

const useStyles = makeStyles({
  line: { display: 'inline-flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalS },
  icon: { flexShrink: 0, fontSize: '20px' },
  good: { color: tokens.colorStatusSuccessForeground1 },
  slow: { color: tokens.colorStatusWarningForeground3 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  calm: { color: tokens.colorNeutralForeground3 },
});

const SIGNS = {
  well: { Icon: CheckmarkCircleRegular, look: 'good' },
  some: { Icon: WarningRegular, look: 'slow' },
  late: { Icon: WarningRegular, look: 'slow' },
  failing: { Icon: ErrorCircleRegular, look: 'bad' },
  stuck: { Icon: ErrorCircleRegular, look: 'bad' },
  stopped: { Icon: PauseCircleRegular, look: 'slow' },
  quiet: { Icon: PauseCircleRegular, look: 'calm' },
  nothing: { Icon: CircleRegular, look: 'calm' },
} as const;

/** The answer in one sentence, with a sign that only says it again. */
export function HealthSentence({ state }: { readonly state: HealthState }) {
  const styles = useStyles();
  const { t } = useTranslation('health');
  const { Icon, look } = SIGNS[state];
  return (
    <span className={styles.line}>
      <Icon className={mergeClasses(styles.icon, styles[look])} aria-hidden />
      {t(`sentence.${state}`)}
    </span>
  );
}
