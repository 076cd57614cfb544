import { z } from 'zod';
import type { ErgFigures } from '../domain/erg-figures.ts';
import { BandInRow } from './band-row.ts';
import type { Pseudonymise } from './pseudonyms.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { StoredRow, Tables } from './tables.ts';

/** Which ERG's figures. */
export interface FiguresOf {
  readonly tenantId: string;
  readonly ergId: string;
}

/** The store of figures. */
export type FiguresStore = ReturnType<typeof createFiguresStore>;

/** What was released of the allies of an ERG for a month. */
export const FiguresRow: z.ZodType<ErgFigures> = z.discriminatedUnion('state', [
  z.object({ month: z.string(), state: z.literal('too-few') }),
  z.object({
    month: z.string(),
    state: z.literal('shown'),
    allies: z.number(),
    pledge: BandInRow,
    checkIn: BandInRow,
  }),
]);
/** Since when a month is being counted. */
export const CountingRow = z.object({ askedAtMs: z.number() });
/** Who the allies were when a band was set, as keyed pseudonyms one behind the other. */
export const RememberedRow = z.object({ people: z.string() });

/** What is remembered of a person: so many characters of a keyed pseudonym, 48 bits. */
const REMEMBERED_LENGTH = 8;

/** People of one row: a text of a row holds 32,768 characters. */
const PEOPLE_A_ROW = 3500;

/**
 * Table `Releases`, a partition an ERG: `figures_{month}`, frozen once written; `remembered_{month}_{n}`, who the allies
 * were when a band was set, as keyed pseudonyms; `counting_{month}`, since when a month is being counted.
 */
export function createFiguresStore(
  tables: Tables,
  options: {
    readonly report: BrokenRowReporter;
    readonly pseudonymise: Pseudonymise;
  },
) {
  const { report } = options;
  const releases = tables.table('Releases');

  function decode(row: StoredRow): readonly ErgFigures[] {
    const figures = decodeRow(FiguresRow, row, 'Releases', report);
    return figures === undefined ? [] : [figures];
  }

  /** The figures from a month on, the oldest first, and whether the last one is being counted. One range. */
  async function read(
    of: FiguresOf,
    months: { readonly from: string; readonly last: string },
  ): Promise<{ readonly figures: readonly ErgFigures[]; readonly askedAtMs: number | undefined }> {
    const rows = await releases.readRange(partition(of), {
      from: countingKey(months.last),
      before: 'figures`',
    });
    const counting = rows.find(({ rowKey }) => rowKey === countingKey(months.last));
    return {
      figures: rows
        .filter(({ rowKey }) => rowKey.startsWith('figures_'))
        .flatMap(decode)
        .filter(({ month }) => month >= months.from),
      askedAtMs:
        counting === undefined
          ? undefined
          : decodeRow(CountingRow, counting, 'Releases', report)?.askedAtMs,
    };
  }

  /** Every month's figures, the oldest first. One range. */
  async function readAll(of: FiguresOf): Promise<readonly ErgFigures[]> {
    const rows = await releases.readRange(partition(of), { from: 'figures_', before: 'figures`' });
    return rows.flatMap(decode);
  }

  /** Notes that a month is being counted since then. */
  async function noteCounting(of: FiguresOf, month: string, askedAtMs: number): Promise<void> {
    const row = encodeRow(partition(of), countingKey(month), { askedAtMs });
    await releases.commit([{ kind: 'upsert', row }]);
  }

  /** Who the allies were in the month in which a band was set, as they are remembered. */
  async function remembered(of: FiguresOf, month: string): Promise<ReadonlySet<string>> {
    const rows = await releases.readRange(partition(of), {
      from: `remembered_${month}_`,
      before: `remembered_${month}\``,
    });
    const people = rows.flatMap((row) => {
      const text = decodeRow(RememberedRow, row, 'Releases', report)?.people ?? '';
      return text.match(/.{8}/g) ?? [];
    });
    return new Set(people);
  }

  /** How a person is remembered among the allies of this ERG, and nowhere else. */
  function rememberedAs({ tenantId, ergId }: FiguresOf, userId: string): string {
    return options.pseudonymise(`${tenantId} ${ergId} ${userId}`).slice(0, REMEMBERED_LENGTH);
  }

  /**
   * Writes the figures of a month, once: those that are there already stay. Whoever is to be remembered is written
   * first, so that figures never stand without them.
   */
  async function freeze(
    of: FiguresOf,
    figures: ErgFigures,
    people: ReadonlySet<string>,
  ): Promise<void> {
    const { month } = figures;
    const all = [...people].toSorted();
    for (let from = 0; from < all.length; from += PEOPLE_A_ROW) {
      const key = `remembered_${month}_${String(from / PEOPLE_A_ROW).padStart(4, '0')}`;
      const text = all.slice(from, from + PEOPLE_A_ROW).join('');
      const row = encodeRow(partition(of), key, { people: text });
      await releases.commit([{ kind: 'upsert', row }]);
    }
    const row = encodeRow(partition(of), `figures_${month}`, figures);
    await releases.commit([
      { kind: 'insert', row },
      { kind: 'delete', partitionKey: partition(of), rowKey: countingKey(month) },
    ]);
  }

  return { read, readAll, noteCounting, remembered, rememberedAs, freeze };
}

function partition({ tenantId, ergId }: FiguresOf): string {
  return `${tenantId}_erg_${ergId}`;
}

function countingKey(month: string): string {
  return `counting_${month}`;
}
