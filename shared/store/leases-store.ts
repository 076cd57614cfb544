import { z } from 'zod';
import type { Tables } from './tables.ts';

/** Who holds a lease, and until when. */
export const LeaseRow = z.object({ holder: z.string(), untilMs: z.number() });

/** The store of leases. */
export type LeasesStore = ReturnType<typeof createLeasesStore>;

/** Leases in the table `Permits`, partition `leases`: one holder at a time, on real time. */
export function createLeasesStore(tables: Tables, realMs: () => number) {
  const leases = tables.table('Permits');
  const partitionKey = 'leases';
  /** Who took which lease by this store. */
  const taken = new Map<string, string>();

  /** Takes a lease, or holds it longer; false where another holds it. */
  async function take(name: string, holder: string, forMs: number): Promise<boolean> {
    const known = await leases.get(partitionKey, name);
    const nowMs = realMs();
    const held = Number(known?.cells['untilMs'] ?? 0) > nowMs && known?.cells['holder'] !== holder;
    if (held) return false;
    const cells: z.infer<typeof LeaseRow> = { holder, untilMs: nowMs + forMs };
    const row = { partitionKey, rowKey: name, cells };
    const outcome = await leases.commit([
      known === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag: known.etag },
    ]);
    if (outcome.ok) taken.set(name, holder);
    return outcome.ok;
  }

  /** Gives back a lease that is held, so that the next need not wait for its end; another's is left alone. */
  async function giveBack(name: string, holder: string): Promise<void> {
    const known = await leases.get(partitionKey, name);
    if (known?.cells['holder'] !== holder) return;
    await leases.commit([{ kind: 'delete', partitionKey, rowKey: name, etag: known.etag }]);
  }

  /** Gives back every lease that a holder took here: whoever ends keeps nobody waiting. */
  async function giveBackAll(holder: string): Promise<void> {
    const names = [...taken].filter(([, who]) => who === holder).map(([name]) => name);
    for (const name of names) {
      await giveBack(name, holder);
      taken.delete(name);
    }
  }

  return { take, giveBack, giveBackAll };
}
