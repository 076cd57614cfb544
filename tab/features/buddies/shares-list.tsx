import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { BuddyView, ShareView } from '../../../shared/contract/buddies.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { useReadOn } from '../../lib/use-read-on.ts';
import { useShares, useTakeBack } from './buddy-calls.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, width: '100%', outlineStyle: 'none' },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: `0 ${tokens.spacingHorizontalM}`,
    paddingBlock: tokens.spacingVerticalS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    outlineStyle: 'none',
  },
  said: { flex: '1 1 200px', minWidth: 0 },
  words: { margin: 0, maxWidth: '70ch', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  facts: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
});

/** What a buddy and I shared, the newest first; each takes back their own at once. */
export function SharesList({ buddy }: { readonly buddy: BuddyView }) {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation(['buddies', 'care']);
  const announce = useAnnounce();
  const shares = useShares(buddy.id);
  const takeBack = useTakeBack(buddy.id);
  const all = shares.data?.pages.flatMap((page) => page.shares) ?? [];
  const { list, mark } = useReadOn<HTMLUListElement>(all.length, 'li', (count) =>
    announce(t('care:more.came', { count })),
  );
  const take = (id: string) =>
    takeBack.mutate(id, {
      onSuccess: () => {
        announce(t('buddies:shares.taken-back'));
        // Its row goes, and the button that was pressed with it.
        list.current?.focus();
      },
    });
  if (shares.data === undefined) {
    return shares.isPending ? (
      <LoadingRows shape="lines" count={2} />
    ) : (
      <FailedState error={shares.error} onRetry={() => void shares.refetch()} />
    );
  }
  return (
    <>
      {all.length === 0 && <p className={section.quiet}>{t('buddies:shares.none')}</p>}
      <ul
        className={styles.list}
        ref={list}
        tabIndex={-1}
        aria-label={t('buddies:shares.label', { name: buddy.name })}
        hidden={all.length === 0}
      >
        {all.map((share) => (
          <Share
            key={share.id}
            share={share}
            buddy={buddy}
            busy={takeBack.isPending}
            onTakeBack={() => take(share.id)}
          />
        ))}
      </ul>
      {takeBack.error !== null && takeBack.variables !== undefined && (
        <SaveFailed error={takeBack.error} onRetry={() => take(takeBack.variables)} />
      )}
      <LoadMore list={shares} onMore={mark} />
    </>
  );
}

interface ShareProps {
  readonly share: ShareView;
  readonly buddy: BuddyView;
  readonly busy: boolean;
  readonly onTakeBack: () => void;
}

function Share({ share, buddy, busy, onTakeBack }: ShareProps) {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('buddies');
  const dates = useDates();
  const { settings } = useGivenHome();
  const day = dates.instant(share.at, settings.zone);
  return (
    <li className={styles.item} tabIndex={-1}>
      <div className={styles.said}>
        <p className={styles.words} dir="auto">
          {share.words}
        </p>
        <p className={styles.facts}>
          {share.mine ? t('shares.you') : <PersonName name={buddy.name} />} · {day}
        </p>
      </div>
      {share.mine && (
        <Button
          className={section.target}
          appearance="subtle"
          aria-label={t('shares.take-back-label', { day })}
          disabledFocusable={busy}
          onClick={onTakeBack}
        >
          {t('shares.take-back')}
        </Button>
      )}
    </li>
  );
}
