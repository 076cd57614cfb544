import type { Slice } from './org-chart.ts';

/** Groups of people who stand in an order: of any two one holds the other, or nobody is in both. */
export type Groups = readonly Slice[];

/** In the place of a group or of somebody: none. */
const NONE = -1;

/**
 * Tells of every group now and every group then that share people how many they share, but for pairs that are not asked
 * for. `placesThen` says where each of those who stand in order now stood then. Looks at each person once, and then at the
 * groups around those who are in the same ones: linear in the people, for charts of ordinary depth.
 */
export function compareGroups(
  now: Groups,
  then: Groups,
  placesThen: Int32Array,
  tell: (now: number, then: number, shared: number) => void,
  isAskedFor: (now: number, then: number) => boolean = () => true,
): void {
  const nested = nestingOf(now, placesThen.length);
  const nestedThen = nestingOf(then, endOf(then));
  // Who is in the same groups is counted together: pairs of innermost groups.
  const together = new Map<number, number>();
  const width = then.length;
  placesThen.forEach((placeThen, place) => {
    const inner = nested.innermost[place] ?? NONE;
    const innerThen = nestedThen.innermost[placeThen] ?? NONE;
    if (inner !== NONE && innerThen !== NONE) count(together, inner * width + innerThen, 1);
  });
  const shared = new Map<number, number>();
  for (const [pair, people] of together) {
    for (let a = Math.floor(pair / width); a !== NONE; a = nested.around[a] ?? NONE) {
      for (let b = pair % width; b !== NONE; b = nestedThen.around[b] ?? NONE) {
        if (isAskedFor(a, b)) count(shared, a * width + b, people);
      }
    }
  }
  for (const [pair, people] of shared) tell(Math.floor(pair / width), pair % width, people);
}

function count(counts: Map<number, number>, key: number, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** Behind the last place of any group. */
function endOf(groups: Groups): number {
  return groups.reduce((end, { before }) => Math.max(end, before), 0);
}

/** The innermost group of every place, and the group around each. */
function nestingOf(
  groups: Groups,
  places: number,
): { readonly innermost: Int32Array; readonly around: Int32Array } {
  const innermost = new Int32Array(places).fill(NONE);
  const around = new Int32Array(groups.length).fill(NONE);
  const begins = groups
    .map((slice, index) => ({ ...slice, index }))
    .toSorted((one, other) => one.from - other.from || other.before - one.before);
  const open: { readonly index: number; readonly before: number }[] = [];
  let next = 0;
  for (let place = 0; place < places; place += 1) {
    while ((open.at(-1)?.before ?? Infinity) <= place) open.pop();
    for (let slice = begins[next]; slice?.from === place; slice = begins[next]) {
      around[slice.index] = open.at(-1)?.index ?? NONE;
      open.push(slice);
      next += 1;
    }
    innermost[place] = open.at(-1)?.index ?? NONE;
  }
  return { innermost, around };
}
