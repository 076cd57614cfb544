import { useId } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { BuddiesReply } from '../../../shared/contract/buddies.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { SaveFailed } from '../../components/save-failed.tsx';
import { useSectionStyles } from '../../components/section-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { useGivenHome } from '../../lib/home-query.ts';
import { useEnd } from './buddy-calls.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, width: '100%' },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    minHeight: '44px',
    paddingBlock: tokens.spacingVerticalS,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  words: { flex: '1 1 200px', minWidth: 0, overflowWrap: 'anywhere' },
  facts: { display: 'block', color: tokens.colorNeutralForeground2 },
});

interface WaitingListProps extends Pick<BuddiesReply, 'asks' | 'saidYes'> {
  readonly onGone: () => void;
}

/** Links that are open, and yeses that wait for their answer; each can be taken back at once. */
export function WaitingList({ asks, saidYes, onGone }: WaitingListProps) {
  const styles = useStyles();
  const section = useSectionStyles();
  const { t } = useTranslation('buddies');
  const dates = useDates();
  const { settings } = useGivenHome();
  const headingId = useId();
  const announce = useAnnounce();
  const end = useEnd();
  if (asks.length + saidYes.length === 0) return null;
  const dayOf = (at: string) => dates.instant(at, settings.zone);
  const lines = [
    ...asks.map(({ id, askedAt, until }) => ({
      id,
      words: t('open.link', { day: dayOf(askedAt) }),
      facts: t('open.link-until', { day: dayOf(until) }),
      act: t('open.withdraw'),
      label: t('open.withdraw-label', { day: dayOf(askedAt) }),
      done: t('open.withdrawn'),
    })),
    ...saidYes.map(({ id, name, until }) => ({
      id,
      words: t('open.said-yes', { name }),
      facts: t('open.said-yes-until', { name, day: dayOf(until) }),
      act: t('open.take-back'),
      label: t('open.take-back-label', { name }),
      done: t('open.taken-back'),
    })),
  ];
  const take = (id: string) =>
    end.mutate(id, {
      onSuccess: () => {
        announce(lines.find((line) => line.id === id)?.done ?? '');
        onGone();
      },
    });
  return (
    <section className={section.section} aria-labelledby={headingId}>
      <h2 className={section.heading} id={headingId}>
        {t('open.heading')}
      </h2>
      <ul className={styles.list} aria-labelledby={headingId}>
        {lines.map(({ id, words, facts, act, label }) => (
          <li key={id} className={styles.item}>
            <span className={styles.words}>
              {words}
              <span className={styles.facts}>{facts}</span>
            </span>
            <Button
              className={section.target}
              aria-label={label}
              disabledFocusable={end.isPending}
              onClick={() => take(id)}
            >
              {act}
            </Button>
          </li>
        ))}
      </ul>
      {end.error !== null && end.variables !== undefined && (
        <SaveFailed error={end.error} onRetry={() => take(end.variables)} />
      )}
    </section>
  );
}
