import type { ReactNode } from 'react';
import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { type RowState, undoOf } from './done-rows.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
  target: { minHeight: '44px' },
  failed: { color: tokens.colorStatusDangerForeground1 },
  done: { color: tokens.colorNeutralForeground2 },
});

interface RowActsProps {
  readonly name: string;
  readonly row: RowState | undefined;
  readonly nowMs: number;
  readonly onUndo: () => void;
  /** What can be done while nothing was. */
  readonly children: ReactNode;
}

/** What was done about the person of a row, with its undo; what can be done while nothing was. */
export function RowActs({ name, row, nowMs, onUndo, children }: RowActsProps) {
  const styles = useStyles();
  const { t } = useTranslation(['roster', 'common']);
  if (row === undefined) return <div className={styles.row}>{children}</div>;
  if (row.state === 'sending') return <Spinner size="tiny" label={t('roster:row.sending')} />;
  if (row.state === 'failed') {
    return (
      <div className={styles.row}>
        <span className={styles.failed}>{t(`roster:failed.${row.reason}`)}</span>
        {row.reason !== 'not-found' && children}
      </div>
    );
  }
  return (
    <div className={styles.row}>
      <span className={styles.done}>{t(`roster:done.${row.done}`)}</span>
      {undoOf(row, nowMs) === undefined ? (
        <span className={styles.done}>{t('roster:row.told')}</span>
      ) : (
        <Button
          className={styles.target}
          appearance="subtle"
          aria-label={t('roster:row.undo', { name })}
          onClick={onUndo}
        >
          {t('common:undo')}
        </Button>
      )}
    </div>
  );
}
