import type { Slice } from './org-chart.ts';

/** People in an order, and groups of them that are slices of it: of any two one holds the other, or nobody is in both. */
export interface Groups {
  readonly order: readonly string[];
  readonly slices: readonly Slice[];
}

/** Where somebody is in no group. */
const NONE = -1;

/**
 * Tells of every group now and every group then that share people how many they share. Looks at each person once, and
 * then at the groups around those who are in the same ones: linear in the people, for charts of ordinary depth.
 */
export function compareGroups(
  now: Groups,
  then: Groups,
  tell: (now: number, then: number, shared: number) => void,
): void {
  const [nested, nestedThen] = [nestingOf(now), nestingOf(then)];
  const thenAt = new Map(then.order.map((id, index) => [id, index]));
  // Who is in the same groups is counted together: pairs of innermost groups.
  const together = new Map<number, number>();
  const width = then.slices.length;
  now.order.forEach((id, index) => {
    const inner = nested.innermost[index] ?? NONE;
    const at = thenAt.get(id);
    const innerThen = at === undefined ? NONE : (nestedThen.innermost[at] ?? NONE);
    if (inner !== NONE && innerThen !== NONE) count(together, inner * width + innerThen, 1);
  });
  const shared = new Map<number, number>();
  for (const [pair, people] of together) {
    for (let a = Math.floor(pair / width); a !== NONE; a = nested.around[a] ?? NONE) {
      for (let b = pair % width; b !== NONE; b = nestedThen.around[b] ?? NONE) {
        count(shared, a * width + b, people);
      }
    }
  }
  for (const [pair, people] of shared) tell(Math.floor(pair / width), pair % width, people);
}

function count(counts: Map<number, number>, key: number, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** The innermost group of everybody, and the group around each. */
function nestingOf({ order, slices }: Groups): {
  readonly innermost: Int32Array;
  readonly around: Int32Array;
} {
  const innermost = new Int32Array(order.length).fill(NONE);
  const around = new Int32Array(slices.length).fill(NONE);
  const begins = slices
    .map((slice, index) => ({ ...slice, index }))
    .toSorted((one, other) => one.from - other.from || other.before - one.before);
  const open: { readonly index: number; readonly before: number }[] = [];
  let next = 0;
  for (let place = 0; place < order.length; place += 1) {
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
