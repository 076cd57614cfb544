import { z } from 'zod';
import type { StoredRow, Table, Tables } from './tables.ts';

/** How a pace is written. */
export const PaceRow = z.object({
  perSecond: z.number(),
  /** The next slot that nobody has drawn, real time in milliseconds. */
  nextSlotAtMs: z.number(),
  /** When the pace was last cut. */
  cutAtMs: z.number(),
});

/** How fast messages may be sent to one tenant. */
export type Pace = Readonly<z.infer<typeof PaceRow>>;

/** The fastest pace: Teams allows 50 requests a second per app and tenant. */
const FULL_PACE_PER_SECOND = 50;

/** A second after a cut the pace grows again, by this much a draw: within some ten seconds it is what it was. */
const RAISED_PER_SECOND = 0.5;

/** A cut is made, and a raise after a cut, at most once in this time. */
const BETWEEN_CUTS_MS = 1000;

/** How many slots a worker draws at a time. */
export const SLOTS_A_DRAW = 25;

/** Debits reach at most this far ahead: a flood of replies slows messages down, and does not stop them. */
const LONGEST_DEBIT_MS = 2000;

const MOST_TRIES = 20;
const LONGEST_PAUSE_MS = 50;

/** So many workers changed the pace at once that this one never came to its turn. */
class PaceContended extends Error {
  override readonly name = 'PaceContended';
}

/** The store of send permits. */
export type PermitsStore = ReturnType<typeof createPermitsStore>;

/** What permits need besides the tables. */
export interface PermitsOptions {
  readonly realMs: () => number;
  /** Waits before another try, where another worker was first. */
  readonly wait?: (ms: number) => Promise<void>;
  /** Between 0 and 1. */
  readonly random?: () => number;
  /** The fastest pace; Teams' own unless said otherwise. */
  readonly fullPacePerSecond?: number;
}

interface Known {
  readonly pace: Pace;
  readonly row: StoredRow | undefined;
}

/** The table `Permits`: one row a tenant, shared by all workers. All of it on real time. */
export function createPermitsStore(tables: Tables, options: PermitsOptions) {
  const { realMs, random = Math.random } = options;
  const { wait = async () => {}, fullPacePerSecond = FULL_PACE_PER_SECOND } = options;
  const permits: Table = tables.table('Permits');
  // What this worker wrote last: where nobody else wrote since, the next change is one request.
  const guesses = new Map<string, Known>();

  async function read(tenantId: string): Promise<Known> {
    const row = await permits.get(tenantId, 'pace');
    const perSecond = Number(row?.cells['perSecond'] ?? fullPacePerSecond);
    return {
      row,
      pace: {
        perSecond: Math.min(perSecond, fullPacePerSecond),
        nextSlotAtMs: Number(row?.cells['nextSlotAtMs'] ?? 0),
        cutAtMs: Number(row?.cells['cutAtMs'] ?? 0),
      },
    };
  }

  /** Changes the pace. Gives the one before. Throws `PaceContended`. */
  async function change(tenantId: string, next: (pace: Pace) => Pace): Promise<Pace> {
    let known = guesses.get(tenantId) ?? (await read(tenantId));
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const pace = next(known.pace);
      if (pace === known.pace) return known.pace;
      const row = { partitionKey: tenantId, rowKey: 'pace', cells: { ...pace } };
      const outcome = await permits.commit([
        known.row === undefined
          ? { kind: 'insert', row }
          : { kind: 'replace', row, etag: known.row.etag },
      ]);
      const etag = outcome.ok ? outcome.etags[0] : undefined;
      if (outcome.ok && etag !== undefined) {
        guesses.set(tenantId, { pace, row: { ...row, etag } });
        return known.pace;
      }
      guesses.delete(tenantId);
      if (outcome.ok) return known.pace;
      if (tries > 0) await wait(random() * LONGEST_PAUSE_MS);
      known = await read(tenantId);
    }
    throw new PaceContended('The pace changed under every try.');
  }

  function raised(pace: Pace): number {
    return Math.min(fullPacePerSecond, pace.perSecond + RAISED_PER_SECOND);
  }

  /** Draws evenly spaced slots: the moments, in real milliseconds, at which each request may leave. */
  async function draw(tenantId: string, slots: number): Promise<readonly number[]> {
    const nowMs = realMs();
    const before = await change(tenantId, (pace) => {
      const fromMs = Math.max(pace.nextSlotAtMs, nowMs);
      const perSecond = nowMs - pace.cutAtMs < BETWEEN_CUTS_MS ? pace.perSecond : raised(pace);
      return { ...pace, perSecond, nextSlotAtMs: fromMs + (slots * 1000) / pace.perSecond };
    });
    const fromMs = Math.max(before.nextSlotAtMs, nowMs);
    return Array.from({ length: slots }, (_, index) => fromMs + (index * 1000) / before.perSecond);
  }

  /** Cuts the pace by a fifth, at most once a second over all workers: Teams said it was too much. */
  async function cut(tenantId: string): Promise<void> {
    const nowMs = realMs();
    await change(tenantId, (pace) =>
      nowMs - pace.cutAtMs < BETWEEN_CUTS_MS
        ? pace
        : { ...pace, perSecond: Math.max(1, pace.perSecond * 0.8), cutAtMs: nowMs },
    );
  }

  /** Takes off what has left without a permit: replies to what a person said or did. */
  async function debit(tenantId: string, requests: number): Promise<void> {
    const nowMs = realMs();
    await change(tenantId, (pace) => {
      const fromMs = Math.max(pace.nextSlotAtMs, nowMs);
      const furthestMs = Math.max(fromMs, nowMs + LONGEST_DEBIT_MS);
      const wantedMs = fromMs + (requests * 1000) / pace.perSecond;
      return { ...pace, nextSlotAtMs: Math.min(wantedMs, furthestMs) };
    });
  }

  return { draw, cut, debit };
}
