import { type Generator, GENERATORS } from '../disclosure/attackers.ts';
import { shareOf, visibleCells } from '../disclosure/visible.ts';
import { type Figures, tableText } from './figures.ts';

const OF_EACH = 100;

/** The least share of what could be shown that is. */
const GOAL = 0.9;

/** How many managers' cells are shown, of the most that any choice could show under the same sizes. */
export function measureVisible(): Promise<Figures> {
  const all = visibleCells(OF_EACH);
  const lines = ['all', ...(Object.keys(GENERATORS) as Generator[])].map((name) => {
    const some = all.filter(
      ({ organisation }) => name === 'all' || organisation.startsWith(`${name} `),
    );
    const sum = (of: 'shown' | 'most') => some.reduce((total, one) => total + one[of], 0);
    const best = some.filter(({ shown, most }) => shown === most).length;
    return {
      name,
      organisations: some.length,
      shown: sum('shown'),
      most: sum('most'),
      share: Number(shareOf(some).toFixed(4)),
      best,
    };
  });
  console.log(
    tableText([
      ['organisations', 'of them', 'shown cells', 'most', 'share', 'none better'],
      ...lines.map(({ name, organisations, shown, most, share, best }) =>
        [name, organisations, shown, most, share, best].map(String),
      ),
    ]),
  );
  const share = shareOf(all);
  const missed =
    share < GOAL ? [`${share.toFixed(3)} of what could be shown is, not ${GOAL} of it.`] : [];
  return Promise.resolve({
    figures: Object.fromEntries(lines.map(({ name, ...line }) => [name, line])),
    missed,
  });
}
