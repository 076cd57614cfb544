import { memo, useEffect, useRef, type ReactNode } from 'react';
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle';
import { useTranslation } from 'react-i18next';
import type { AllyView } from '../../../shared/contract/roster.ts';
import { type Act, canRetry, type RowState } from './acts.ts';

const useStyles = makeStyles({
  acts: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    outlineStyle: 'none',
  },
  said: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  done: { color: tokens.colorNeutralForeground2 },
  failed: { color: tokens.colorNeutralForeground1 },
  target: { minHeight: '44px', minWidth: '44px' },
});

/** What can be done on a row, and how. The functions stay the same over renders. */
export interface RowActsProps {
  readonly person: AllyView;
  readonly row: RowState | undefined;
  /** Whether what was done can still be taken back. */
  readonly isUndoable: boolean;
  /** What can be done about somebody who waits for it, the first one first. */
  readonly offers: readonly Act[];
  readonly onAct: (act: Act, person: AllyView) => void;
  readonly onUndo: (person: AllyView) => void;
}

/** What can be done about one person; once it was, what was done, and taking it back while that is possible. */
export const RowActs = memo(function RowActs(props: RowActsProps) {
  const { person, row, isUndoable, offers, onAct, onUndo } = props;
  const styles = useStyles();
  const { t } = useTranslation(['roster', 'common']);
  const place = useRef<HTMLDivElement>(null);
  const wasPressed = useRef(false);
  const isBusy = row?.state === 'doing' || row?.state === 'undoing';
  const { name } = person;
  // The button that was pressed makes room for what was done, and for another one, which gets the focus.
  useEffect(() => {
    if (!wasPressed.current || isBusy) return;
    wasPressed.current = false;
    if (place.current?.contains(document.activeElement) !== true) return;
    place.current.querySelector('button')?.focus();
  }, [isBusy, row]);
  const press = (act: () => void) => () => {
    wasPressed.current = true;
    place.current?.focus();
    act();
  };
  return (
    <div className={styles.acts} ref={place} tabIndex={-1}>
      {row !== undefined && <Said row={row} />}
      {canRetry(row) && row?.state === 'failed' && (
        <Button
          className={styles.target}
          aria-label={t('again-named', { name })}
          onClick={press(() => onAct(row.act, person))}
        >
          {t('common:try-again')}
        </Button>
      )}
      {(row === undefined || row.state === 'back') &&
        offers.map((act) => (
          <Button
            key={act}
            className={styles.target}
            appearance="subtle"
            aria-label={t(`${act}-named`, { name })}
            onClick={press(() => onAct(act, person))}
          >
            {t(`roster:${act}`)}
          </Button>
        ))}
      {isUndoable && (
        <Button
          className={styles.target}
          icon={<ArrowUndoRegular aria-hidden />}
          aria-label={t('undo-named', { name })}
          onClick={press(() => onUndo(person))}
        >
          {t('common:undo')}
        </Button>
      )}
    </div>
  );
});

function Said({ row }: { readonly row: RowState }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation('roster');
  switch (row.state) {
    case 'doing':
      return <span className={styles.done}>{t(`doing.${row.act}`)}</span>;
    case 'undoing':
      return <span className={styles.done}>{t('doing.undo')}</span>;
    case 'back':
      return <span className={styles.done}>{t('back')}</span>;
    case 'failed':
      return (
        <span className={mergeClasses(styles.said, styles.failed)}>
          <ErrorCircleRegular aria-hidden />
          {t(`not-done.${row.reason}`)}
        </span>
      );
    case 'done':
      return (
        <span className={mergeClasses(styles.said, styles.done)}>
          <CheckmarkRegular aria-hidden />
          {t(`done.${row.act}`)}
        </span>
      );
  }
}
