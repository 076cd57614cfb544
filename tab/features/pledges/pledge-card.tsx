import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { Link } from 'wouter';
import type { PledgeView } from '../../../shared/contract/pledges.ts';
import { PillarBadge } from '../../components/pillar-badge.tsx';
import { useSurfaceStyles } from '../../components/surface-styles.ts';
import { paths } from '../../lib/paths.ts';
import { usePledgeSentence, usePledgeState, usePledgeTerms } from './pledge-sentence.ts';

const useStyles = makeStyles({
  card: { display: 'grid' },
  title: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
  sentence: {
    ...typographyStyles.body1,
    margin: 0,
    maxWidth: '70ch',
    overflow: 'hidden',
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: '3',
    overflowWrap: 'anywhere',
  },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground2,
  },
  state: { ...typographyStyles.caption1Strong, color: tokens.colorNeutralForeground1 },
});

/** One pledge in a list; the card leads to its page. */
export function PledgeCard({ pledge }: { readonly pledge: PledgeView }) {
  const styles = useStyles();
  const surface = useSurfaceStyles();
  const sentence = usePledgeSentence();
  const state = usePledgeState();
  const terms = usePledgeTerms();
  // A pledge in own words is named by how it begins; saying it twice tells nothing.
  const hasName = pledge.form.kind !== 'own-words';
  return (
    <li className={mergeClasses(surface.linkCard, styles.card)}>
      <h3 className={styles.title}>
        <Link className={surface.cardLink} href={paths.pledge(pledge.id)}>
          <bdi>{pledge.title}</bdi>
        </Link>
      </h3>
      {hasName && (
        <p className={styles.sentence}>
          <bdi>{sentence(pledge.form)}</bdi>
        </p>
      )}
      <div className={styles.facts}>
        <PillarBadge pillar={pledge.pillar} />
        <span className={mergeClasses(pledge.life === 'active' && styles.state)}>
          {state(pledge)}
        </span>
        <span>{terms(pledge)}</span>
      </div>
    </li>
  );
}
