import { type RefObject } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ChangePledgeBody, PledgeView } from '../../../shared/contract/pledges.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { useGivenHome } from '../../lib/home-query.ts';
import { roomBeside } from './room-for-pledges.ts';
import { pathOfStart } from './unfinished.ts';

const useStyles = makeStyles({
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  act: { minHeight: '44px' },
  quiet: { flexBasis: '100%', margin: 0, color: tokens.colorNeutralForeground2, maxWidth: '70ch' },
});

/** What can be done with a pledge as a whole. */
export function PledgeActs({
  pledge,
  changeButton,
  onEdit,
  onChange,
  onDelete,
  busy,
  choosing,
}: {
  readonly pledge: PledgeView;
  readonly changeButton: RefObject<HTMLButtonElement | null>;
  readonly onEdit: () => void;
  readonly onChange: (body: ChangePledgeBody) => void;
  readonly onDelete: () => void;
  readonly busy: boolean;
  /** The panel of a period that is over offers all else. */
  readonly choosing: boolean;
}) {
  const styles = useStyles();
  const { t } = useTranslation('pledges');
  const { pledges } = useGivenHome();
  const { revision } = pledge;
  const isFull = roomBeside(pledges) === 'full';
  if (pledge.life === 'completed' || pledge.life === 'let-go') {
    return (
      <div className={styles.acts}>
        {!isFull && (
          <LinkButton href={pathOfStart({ kind: 'again', pledgeId: pledge.id })}>
            {t('page.again')}
          </LinkButton>
        )}
        <Button className={styles.act} disabledFocusable={busy} onClick={onDelete}>
          {t('page.delete')}
        </Button>
      </div>
    );
  }
  if (choosing) {
    return (
      <div className={styles.acts}>
        <Button className={styles.act} disabledFocusable={busy} onClick={onDelete}>
          {t('page.delete')}
        </Button>
      </div>
    );
  }
  const isPaused = pledge.life === 'paused';
  return (
    <div className={styles.acts}>
      <Button ref={changeButton} className={styles.act} onClick={onEdit}>
        {t('page.change')}
      </Button>
      {!(isPaused && isFull) && (
        <Button
          className={styles.act}
          disabledFocusable={busy}
          onClick={() => onChange({ do: isPaused ? 'resume' : 'pause', revision })}
        >
          {t(isPaused ? 'page.resume' : 'page.pause')}
        </Button>
      )}
      <Button
        className={styles.act}
        disabledFocusable={busy}
        onClick={() => onChange({ do: 'complete', revision })}
      >
        {t('page.complete')}
      </Button>
      <Button
        className={styles.act}
        disabledFocusable={busy}
        onClick={() => onChange({ do: 'let-go', revision })}
      >
        {t('page.let-go')}
      </Button>
      <Button className={styles.act} disabledFocusable={busy} onClick={onDelete}>
        {t('page.delete')}
      </Button>
      {isPaused && isFull && <p className={styles.quiet}>{t('page.resume-full')}</p>}
    </div>
  );
}
