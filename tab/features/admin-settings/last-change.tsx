import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AdminSettingsReply, SettingName } from '../../../shared/contract/entry.ts';
import { useDates } from '../../lib/dates.ts';

const useStyles = makeStyles({
  line: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground2,
    margin: `${tokens.spacingVerticalXS} 0 0`,
  },
});

/** When a setting was changed last, and whether by whoever reads it. Nothing where nobody knows any more. */
export function LastChange({
  of,
  changes,
}: {
  readonly of: SettingName;
  readonly changes: AdminSettingsReply['changes'];
}) {
  const styles = useStyles();
  const { t } = useTranslation('decided');
  const { instant } = useDates();
  const last = changes.find(({ setting }) => setting === of);
  if (last === undefined) return null;
  return <p className={styles.line}>{t(`last.${last.by}`, { day: instant(last.at, 'UTC') })}</p>;
}
