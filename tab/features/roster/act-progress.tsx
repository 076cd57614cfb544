import { Button, Field, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../lib/dates.ts';
import type { ActProgress } from './use-acts.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalM,
    marginBlock: tokens.spacingVerticalM,
  },
  field: { flex: '1 1 200px' },
  target: { minHeight: '44px' },
});

/** How far something is that is done for many, with a stop; short acts show nothing. */
export function ActProgressBar({
  progress,
  onStop,
}: {
  readonly progress: ActProgress | undefined;
  readonly onStop: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation('roster');
  const dates = useDates();
  if (progress === undefined || progress.of < 2) return null;
  const { done, of } = progress;
  const words = t('progress.of', { done: dates.number(done), of: dates.number(of) });
  return (
    <div className={styles.bar}>
      <Field className={styles.field} label={words}>
        <ProgressBar value={done} max={of} thickness="large" />
      </Field>
      <Button className={styles.target} onClick={onStop}>
        {t('progress.stop')}
      </Button>
    </div>
  );
}
