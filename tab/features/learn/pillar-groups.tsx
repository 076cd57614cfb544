import type { ReactNode } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import { PILLARS, type Pillar } from '../../../shared/domain/pillar.ts';
import { PillarBadge } from '../../components/pillar-badge.tsx';

const useStyles = makeStyles({
  group: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  heading: { margin: 0 },
  list: {
    listStyleType: 'none',
    display: 'grid',
    gap: tokens.spacingVerticalM,
    gridTemplateColumns: 'minmax(0, 1fr)',
    margin: 0,
    padding: 0,
  },
});

/** Things by pillar, in the fixed order of the pillars; those of one keep theirs. No empty groups. `renderItem` draws an `li`. */
export function PillarGroups<Item extends { readonly pillar: Pillar }>({
  items,
  renderItem,
}: {
  readonly items: readonly Item[];
  readonly renderItem: (item: Item) => ReactNode;
}) {
  const styles = useStyles();
  return PILLARS.map((pillar) => {
    const ofPillar = items.filter((one) => one.pillar === pillar);
    if (ofPillar.length === 0) return null;
    return (
      <div key={pillar} className={styles.group}>
        <h3 className={styles.heading}>
          <PillarBadge pillar={pillar} />
        </h3>
        <ul className={styles.list}>{ofPillar.map((one) => renderItem(one))}</ul>
      </div>
    );
  });
}
