import type { Table, Tables } from './tables.ts';

/** How fast messages may be sent to one tenant. */
export interface Pace {
  readonly perSecond: number;
  /** The next slot that nobody has drawn, real time in milliseconds. */
  readonly nextSlotAtMs: number;
  /** When the pace was last cut. */
  readonly cutAtMs: number;
}

/** The fastest pace: Teams allows 50 requests a second per app and tenant. */
const FULL_PACE_PER_SECOND = 50;

/** A second after a cut the pace grows again, by this much a draw: within some ten seconds it is what it was. */
const RAISED_PER_SECOND = 0.5;

/** A cut is made, and a raise after a cut, at most once in this time. */
const BETWEEN_CUTS_MS = 1000;

/** How many slots a worker draws at a time. */
export const SLOTS_A_DRAW = 25;

function raised(pace: Pace): Pace {
  return {
    ...pace,
    perSecond: Math.min(FULL_PACE_PER_SECOND, pace.perSecond + RAISED_PER_SECOND),
  };
}

/** The store of send permits. */
export type PermitsStore = ReturnType<typeof createPermitsStore>;

/** The table `Permits`: one row a tenant, shared by all workers. All of it on real time. */
export function createPermitsStore(tables: Tables, realMs: () => number) {
  const permits: Table = tables.table('Permits');

  async function change(tenantId: string, next: (pace: Pace) => Pace): Promise<Pace> {
    for (;;) {
      const row = await permits.get(tenantId, 'pace');
      const pace: Pace = {
        perSecond: Number(row?.cells['perSecond'] ?? FULL_PACE_PER_SECOND),
        nextSlotAtMs: Number(row?.cells['nextSlotAtMs'] ?? 0),
        cutAtMs: Number(row?.cells['cutAtMs'] ?? 0),
      };
      const cells = { ...next(pace) };
      const write = { partitionKey: tenantId, rowKey: 'pace', cells };
      const outcome = await permits.commit([
        row === undefined
          ? { kind: 'insert', row: write }
          : { kind: 'replace', row: write, etag: row.etag },
      ]);
      if (outcome.ok) return pace;
    }
  }

  /** Draws evenly spaced slots: the moments, in real milliseconds, at which each request may leave. */
  async function draw(tenantId: string, slots: number): Promise<readonly number[]> {
    const nowMs = realMs();
    const before = await change(tenantId, (pace) => {
      const fromMs = Math.max(pace.nextSlotAtMs, nowMs);
      const nextSlotAtMs = fromMs + (slots * 1000) / pace.perSecond;
      return { ...(nowMs - pace.cutAtMs < BETWEEN_CUTS_MS ? pace : raised(pace)), nextSlotAtMs };
    });
    const fromMs = Math.max(before.nextSlotAtMs, nowMs);
    return Array.from({ length: slots }, (_, index) => fromMs + (index * 1000) / before.perSecond);
  }

  /** Cuts the pace by a fifth, at most once a second: Teams said it was too much. */
  async function cut(tenantId: string): Promise<void> {
    const nowMs = realMs();
    await change(tenantId, (pace) =>
      nowMs - pace.cutAtMs < BETWEEN_CUTS_MS
        ? pace
        : { ...pace, perSecond: Math.max(1, pace.perSecond * 0.8), cutAtMs: nowMs },
    );
  }

  return { draw, cut };
}
