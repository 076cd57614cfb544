import type { Delivery } from '../../shared/domain/delivery.ts';
import type { PeopleStore } from '../../shared/store/people-store.ts';
import { keysOf } from '../bench/due-organisation.ts';
import { doingOf, isToBeTold, type Silenced } from './changing-people.ts';

/** What programs side by side did while people kept changing their own data. */
export interface SideBySideFigures {
  readonly people: number;
  readonly messages: number;
  /** How often a worker stood still for longer than a pack is hidden. */
  readonly standstills: number;
  readonly changes: number;
  /** People who changed nothing about their messages, and have none. */
  readonly missing: number;
  /** Messages beyond the first of each person. */
  readonly doubled: number;
  /** People who wanted nothing before their message was claimed, and got one. */
  readonly toldAfterAll: number;
  /** Rows of the ledger by their last state. */
  readonly ledger: Readonly<Record<string, number>>;
}

/**
 * What had left when somebody wanted nothing any more may still arrive for so long, in milliseconds: a request, or one
 * of a worker that stood still shorter than a decision keeps.
 */
const UNDER_WAY_MS = 6000;

/** What was seen of one run. */
export interface SideBySide {
  readonly people: number;
  readonly standstills: number;
  readonly changes: number;
  readonly silenced: readonly Silenced[];
  /** When each message arrived, real milliseconds, by person. */
  readonly arrivals: ReadonlyMap<string, readonly number[]>;
}

/** Counts what is to hold: nothing missing, doubled, told to who wanted nothing, or stuck. */
export async function countSideBySide(
  seen: SideBySide,
  store: PeopleStore,
): Promise<SideBySideFigures> {
  const { people, silenced, arrivals } = seen;
  const keys = keysOf(0, people);
  const countOf = (userId: string) => arrivals.get(userId)?.length ?? 0;
  const ledger: Record<string, number> = {};
  for (const key of keys) {
    const deliveries: readonly Delivery[] = (await store.load(key))?.person.deliveries ?? [];
    for (const { progress } of deliveries) {
      ledger[progress.state] = (ledger[progress.state] ?? 0) + 1;
    }
  }
  return {
    people,
    messages: keys.reduce((sum, { userId }) => sum + countOf(userId), 0),
    standstills: seen.standstills,
    changes: seen.changes,
    missing: keys.filter(({ userId }, n) => isToBeTold(doingOf(n)) && countOf(userId) === 0).length,
    doubled: keys.reduce((sum, { userId }) => sum + Math.max(0, countOf(userId) - 1), 0),
    toldAfterAll: silenced.filter(({ userId, atMs, wasTold }) => {
      const times = arrivals.get(userId) ?? [];
      if (wasTold === false && times.length > 0) return true;
      return times.some((ms) => ms > atMs + UNDER_WAY_MS);
    }).length,
    ledger,
  };
}

/** Every promise that the figures break, as sentences. */
export function brokenSideBySide(figures: SideBySideFigures): readonly string[] {
  const { missing, doubled, toldAfterAll, ledger } = figures;
  const sentences: readonly (readonly [number, string])[] = [
    [missing, 'people are without their message'],
    [doubled, 'messages came twice'],
    [toldAfterAll, 'people wanted nothing and got a message'],
    [ledger['sending'] ?? 0, 'rows of the ledger are stuck in sending'],
  ];
  return sentences
    .filter(([count]) => count > 0)
    .map(([count, sentence]) => `side by side: ${count} ${sentence}`);
}
