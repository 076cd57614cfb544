/** Somebody in an organisation chart; `manager` is null for whoever has none. */
export interface ChartPerson {
  readonly id: string;
  readonly manager: string | null;
}

/** People who stand together in an order: those from `from` on and before `before`. */
export interface Slice {
  readonly from: number;
  readonly before: number;
}

/**
 * A group of people that a number may be about: everybody below one manager, without the manager. A slice of the chart's
 * order.
 */
export interface Cell extends Slice {
  readonly manager: string;
  /** The manager's own manager, whose cell is around this one; absent at the top. */
  readonly above?: string;
}

/** In the place of a manager: everybody, where several people have nobody above them. No id is empty. */
export const EVERYBODY = '';

/** A chart in one order in which everybody below a manager stands right behind them. */
export interface OrgChart {
  readonly order: readonly string[];
  /**
   * One for everybody who has somebody below them, larger ones first, of the same size by id. The first is the whole
   * organisation: everybody below the one person at the top, or `EVERYBODY`. None where nobody has a manager.
   */
  readonly cells: readonly Cell[];
}

/** How many people a cell has. */
export function sizeOf({ from, before }: Slice): number {
  return before - from;
}

/**
 * Puts a chart in order. Somebody whose manager is not in it stands as if they had none. Throws where managers go in a
 * circle or an id comes twice: a directory is checked before.
 */
export function orderChart(people: readonly ChartPerson[]): OrgChart {
  const ids = people.map(({ id }) => id).toSorted();
  const known = new Set(ids);
  if (known.size !== people.length) throw new Error('Somebody is in this chart twice.');
  const below = new Map<string | null, string[]>();
  const managerOf = new Map(people.map(({ id, manager }) => [id, manager]));
  for (const id of ids) {
    const manager = managerOf.get(id) ?? null;
    const under = manager !== null && known.has(manager) ? manager : null;
    const beside = below.get(under);
    if (beside === undefined) below.set(under, [id]);
    else beside.push(id);
  }
  return walk(below, people.length);
}

/** From the top down, without a call for every level: a chart may be as deep as it has people. */
function walk(below: ReadonlyMap<string | null, readonly string[]>, people: number): OrgChart {
  const order: string[] = [];
  const cells: Cell[] = [];
  const top = below.get(null) ?? [];
  const isSeveral = top.length > 1;
  const open: { readonly id: string; readonly from: number }[] = [];
  const waiting: ({ readonly enter: string } | { readonly leave: true })[] = [];
  const enterAll = (ids: readonly string[]) => {
    for (const id of ids.toReversed()) waiting.push({ enter: id });
  };
  enterAll(top);
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    if ('leave' in step) {
      const left = open.pop();
      const above = open.at(-1)?.id ?? (isSeveral ? EVERYBODY : undefined);
      if (left === undefined) continue;
      const cell = { manager: left.id, from: left.from, before: order.length };
      cells.push(above === undefined ? cell : { ...cell, above });
      continue;
    }
    order.push(step.enter);
    const under = below.get(step.enter) ?? [];
    if (under.length === 0) continue;
    open.push({ id: step.enter, from: order.length });
    waiting.push({ leave: true });
    enterAll(under);
  }
  if (order.length !== people) throw new Error('Managers go in a circle in this chart.');
  if (isSeveral && cells.length > 0) cells.push({ manager: EVERYBODY, from: 0, before: people });
  return {
    order,
    cells: cells.toSorted(
      (one, other) => sizeOf(other) - sizeOf(one) || (one.manager < other.manager ? -1 : 1),
    ),
  };
}
