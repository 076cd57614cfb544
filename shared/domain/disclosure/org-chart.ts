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
  /** Of everybody in that order, which of the people that were given they are. */
  readonly given: Int32Array;
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

/** Who is right below whom, by place, of the same manager by id. */
interface Below {
  /** Everybody, those of one manager beside one another. */
  readonly places: Int32Array;
  /** Where those of each begin in it; the next entry is where they end. The last but one is of those without a manager. */
  readonly begins: Int32Array;
}

/**
 * Puts a chart in order. Somebody whose manager is not in it stands as if they had none. Throws where managers go in a
 * circle or an id comes twice: a directory is checked before.
 */
export function orderChart(people: readonly ChartPerson[]): OrgChart {
  const placeOf = new Map<string, number>();
  people.forEach(({ id }, place) => placeOf.set(id, place));
  if (placeOf.size !== people.length) throw new Error('Somebody is in this chart twice.');
  const nobody = people.length;
  const above = new Int32Array(people.length);
  people.forEach(({ manager }, place) => {
    above[place] = manager === null ? nobody : (placeOf.get(manager) ?? nobody);
  });
  const idAt = (place: number) => people[place]?.id ?? '';
  return walk(groupedBy(above, nobody, idAt), people.length, idAt);
}

/** Puts those of one manager beside one another. */
function groupedBy(above: Int32Array, nobody: number, idAt: (place: number) => string): Below {
  const begins = new Int32Array(nobody + 2);
  for (const manager of above) begins[manager + 1] = (begins[manager + 1] ?? 0) + 1;
  for (let at = 1; at < begins.length; at += 1)
    begins[at] = (begins[at] ?? 0) + (begins[at - 1] ?? 0);
  const free = begins.slice();
  const places = new Int32Array(above.length);
  above.forEach((manager, place) => {
    const at = free[manager] ?? 0;
    places[at] = place;
    free[manager] = at + 1;
  });
  for (let manager = 0; manager <= nobody; manager += 1) {
    const [from, before] = [begins[manager] ?? 0, begins[manager + 1] ?? 0];
    if (before - from < 2) continue;
    places.subarray(from, before).sort((one, other) => compared(idAt(one), idAt(other)));
  }
  return { places, begins };
}

/** From the top down, without a call for every level: a chart may be as deep as it has people. */
function walk(
  { places, begins }: Below,
  people: number,
  idAt: (place: number) => string,
): OrgChart {
  const order: string[] = [];
  const given = new Int32Array(people);
  const cells: Cell[] = [];
  const belowOf = (place: number) => ({ next: begins[place] ?? 0, end: begins[place + 1] ?? 0 });
  const top = belowOf(people);
  const isSeveral = top.end - top.next > 1;
  /** Whose people are being put in order, the innermost last; the first is nobody's. */
  const open = [{ id: isSeveral ? EVERYBODY : undefined, from: 0, ...top }];
  for (let inner = open.at(-1); inner !== undefined; inner = open.at(-1)) {
    if (inner.next === inner.end) {
      open.pop();
      const above = open.at(-1);
      if (above === undefined || inner.id === undefined) continue;
      const cell = { manager: inner.id, from: inner.from, before: order.length };
      cells.push(above.id === undefined ? cell : { ...cell, above: above.id });
      continue;
    }
    const place = places[inner.next] ?? 0;
    inner.next += 1;
    const id = idAt(place);
    given[order.length] = place;
    order.push(id);
    const below = belowOf(place);
    if (below.end > below.next) open.push({ id, from: order.length, ...below });
  }
  if (order.length !== people) throw new Error('Managers go in a circle in this chart.');
  if (isSeveral && cells.length > 0) cells.push({ manager: EVERYBODY, from: 0, before: people });
  return {
    order,
    given,
    cells: cells.toSorted(
      (one, other) => sizeOf(other) - sizeOf(one) || compared(one.manager, other.manager),
    ),
  };
}

function compared(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
