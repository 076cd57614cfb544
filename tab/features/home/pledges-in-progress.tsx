import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { GivenHome } from '../../../shared/contract/home.ts';
import type { PledgeView } from '../../../shared/contract/pledges.ts';
import { MOST_ACTIVE_PLEDGES } from '../../../shared/domain/pledge.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { PillarBadge } from '../../components/pillar-badge.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { useDates } from '../../lib/dates.ts';
import { paths } from '../../lib/paths.ts';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    marginBottom: tokens.spacingVerticalM,
  },
  title: { ...typographyStyles.subtitle1, margin: 0 },
  list: {
    display: 'grid',
    gap: tokens.spacingHorizontalM,
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 280px), 1fr))',
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  card: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start' },
  link: typographyStyles.subtitle2,
  when: { color: tokens.colorNeutralForeground2 },
});

/** The pledges that a person has in hand, each leading to its page. */
export function PledgesInProgress({ home }: { readonly home: GivenHome }) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const { t } = useTranslation('home');
  const active = home.pledges.filter((pledge) => pledge.life === 'active');
  return (
    <section>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('pledges.title')}</h2>
        {active.length < MOST_ACTIVE_PLEDGES && (
          <LinkButton href={paths.newPledge()} icon={<AddRegular aria-hidden />}>
            {t('pledges.make')}
          </LinkButton>
        )}
      </div>
      <ul className={styles.list}>
        {home.pledges.map((pledge) => (
          <li key={pledge.id} className={mergeClasses(surface.linkCard, styles.card)}>
            <PillarBadge pillar={pledge.pillar} />
            <Link
              href={paths.pledge(pledge.id)}
              className={mergeClasses(surface.cardLink, styles.link)}
            >
              <bdi>{pledge.title}</bdi>
            </Link>
            <span className={styles.when}>
              <WhatComesNext pledge={pledge} home={home} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function WhatComesNext({
  pledge,
  home,
}: {
  readonly pledge: PledgeView;
  readonly home: GivenHome;
}) {
  const { t } = useTranslation('home');
  const dates = useDates();
  if (pledge.life === 'paused') return t('pledges.paused');
  if (home.due.some(({ pledgeId }) => pledgeId === pledge.id)) return t('pledges.waiting');
  if (pledge.periodOver) return t('pledges.over');
  if (pledge.nextQuestionOn !== undefined) {
    return t('pledges.next', { day: dates.dayWithWeekday(pledge.nextQuestionOn) });
  }
  return t('pledges.until', { day: dates.day(pledge.endsOn, home.today) });
}
