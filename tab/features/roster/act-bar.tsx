import type { ReactNode } from 'react';
import {
  Button,
  makeStyles,
  mergeClasses,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  ProgressBar,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AllyView } from '../../../shared/contract/roster.ts';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useDates } from '../../lib/dates.ts';
import { type Act, canRetry, canUndo } from './acts.ts';
import type { ActRun, Acts } from './use-acts.ts';

const useStyles = makeStyles({
  // Below the navigation, while there is something to do with it.
  inSight: {
    '@media (min-height: 481px)': { position: 'sticky' },
    top: 'var(--bar-height, 49px)',
    zIndex: 1,
  },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} 0`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  target: { minHeight: '44px' },
  progress: { display: 'grid', gap: tokens.spacingVerticalS, flex: '1 1 240px' },
  line: { margin: 0 },
  how: { margin: `${tokens.spacingVerticalS} 0` },
});

interface ActBarProps {
  readonly acts: Acts;
  readonly chosen: readonly AllyView[];
  /** What can be done to those chosen, the first one first. */
  readonly offers: readonly Act[];
  readonly onAct: (act: Act) => void;
  readonly onStop: () => void;
  /** More ways to choose. */
  readonly children?: ReactNode;
}

/** What can be done to everybody chosen; while it is being done, how far it is, and stopping it. */
export function ActBar({ acts, chosen, offers, onAct, onStop, children }: ActBarProps) {
  const styles = useStyles();
  const { t } = useTranslation('roster');
  const { number } = useDates();
  const { run, isRunning } = acts;
  const count = chosen.length;
  return (
    <div
      className={mergeClasses(styles.bar, (isRunning || count > 0) && styles.inSight)}
      role="group"
      aria-label={t('bar')}
    >
      {isRunning && run !== undefined ? (
        <Progress run={run} onStop={onStop} />
      ) : (
        <>
          {offers.map((act) => (
            <Button
              key={act}
              className={styles.target}
              appearance={act === 'approve' ? 'primary' : 'secondary'}
              disabledFocusable={count === 0}
              onClick={() => onAct(act)}
            >
              {count === 0 ? t(act) : t(`${act}-many`, { number: number(count) })}
            </Button>
          ))}
          {children}
        </>
      )}
    </div>
  );
}

function Progress({ run, onStop }: { readonly run: ActRun; readonly onStop: () => void }) {
  const styles = useStyles();
  const { t } = useTranslation('roster');
  const { number } = useDates();
  const text = t(`progress.${run.act}`, {
    done: number(run.looked),
    total: number(run.userIds.length),
  });
  return (
    <>
      <div className={styles.progress}>
        <p className={styles.line} id="act-progress">
          {run.state === 'stopping' ? t('progress.stopping') : text}
        </p>
        <ProgressBar aria-labelledby="act-progress" value={run.looked} max={run.userIds.length} />
      </div>
      <Button
        className={styles.target}
        disabledFocusable={run.state === 'stopping'}
        onClick={onStop}
      >
        {t('progress.stop')}
      </Button>
    </>
  );
}

interface HowItWentProps {
  readonly acts: Acts;
  readonly nowMs: number;
  readonly onUndo: (people: readonly AllyView[]) => void;
  readonly onRetry: (act: Act, people: readonly AllyView[]) => void;
}

/** How the last act on many went, with taking all of it back, and trying again what failed. */
export function HowItWent({ acts, nowMs, onUndo, onRetry }: HowItWentProps) {
  const styles = useStyles();
  const { t } = useTranslation(['roster', 'common']);
  const said = useHowItWent();
  const { run, rows } = acts;
  if (run?.state !== 'ended') return null;
  const { act } = run;
  if (act === 'undo') {
    return run.error === undefined ? null : <SaveFailed error={run.error} />;
  }
  const all = run.userIds.flatMap((userId) => rows.get(userId) ?? []);
  const undoable = all.filter(({ row }) => canUndo(row, nowMs)).map(({ person }) => person);
  const failed = all.filter(({ row }) => canRetry(row)).map(({ person }) => person);
  return (
    <>
      {run.error !== undefined && <SaveFailed error={run.error} />}
      <MessageBar
        className={styles.how}
        intent={failed.length > 0 ? 'warning' : 'success'}
        layout="multiline"
      >
        <MessageBarBody>{said(acts)}</MessageBarBody>
        <MessageBarActions>
          {failed.length > 0 && (
            <Button className={styles.target} onClick={() => onRetry(act, failed)}>
              {t('again-many', { count: failed.length })}
            </Button>
          )}
          {undoable.length > 1 && (
            <Button className={styles.target} onClick={() => onUndo(undoable)}>
              {t('undo-many', { count: undoable.length })}
            </Button>
          )}
          <Button className={styles.target} appearance="transparent" onClick={acts.dismiss}>
            {t('common:close')}
          </Button>
        </MessageBarActions>
      </MessageBar>
    </>
  );
}

/** A sentence about how acts went: "118 approved. 2 were not." */
export function useHowItWent(): (acts: Pick<Acts, 'rows' | 'run'>) => string {
  const { t } = useTranslation('roster');
  return ({ rows, run }) => {
    if (run === undefined) return '';
    if (run.act === 'undo') return t('back-many');
    const states = run.userIds.map((userId) => rows.get(userId)?.row.state);
    const done = states.filter((state) => state === 'done').length;
    const failed = states.filter((state) => state === 'failed').length;
    const left = states.length - done - failed;
    const words = [t(`went.${run.act}`, { count: done })];
    if (failed > 0) words.push(t('went.failed', { count: failed }));
    if (left > 0 && run.state === 'ended') words.push(t('went.left', { count: left }));
    return words.join(' ');
  };
}
