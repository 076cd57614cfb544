import { fateOf, ROW_FATES, type RosterImport, type RowFate } from '../domain/roster-import.ts';
import type { ImportKey } from '../store/imports-store.ts';
import type { CommandDeps } from './deps.ts';

/** A row and what becomes of it. */
export interface RowWithFate {
  readonly row: number;
  readonly fate: RowFate;
}

/** Some rows, and how many come before the next page. */
export interface RowsPage {
  readonly rows: readonly RowWithFate[];
  readonly next?: number;
}

const ROWS_A_PAGE = 50;

/** Chunks that one page reads at the most: where few rows of each have the fate, pages are short. */
const CHUNKS_A_PAGE = 4;

/**
 * A page of the rows that have this fate, or any, from the `from`-th of them on. At most four point reads; only the
 * last page may be empty.
 */
export async function readImportRows(
  deps: Pick<CommandDeps, 'imports'>,
  key: ImportKey,
  { chunks }: RosterImport,
  ask: { readonly fate?: RowFate; readonly from: number },
): Promise<RowsPage> {
  const counted = chunks.map((counts) =>
    ask.fate === undefined
      ? counts.reduce((sum, count) => sum + count, 0)
      : (counts[ROW_FATES.indexOf(ask.fate)] ?? 0),
  );
  const total = counted.reduce((sum, count) => sum + count, 0);
  const rows: RowWithFate[] = [];
  let before = 0;
  let read = 0;
  for (const [chunk, count] of counted.entries()) {
    const skipped = Math.max(0, ask.from - before);
    before += count;
    if (skipped >= count) continue;
    if (rows.length >= ROWS_A_PAGE || read >= CHUNKS_A_PAGE) break;
    read += 1;
    const found = await rowsOfChunk(deps, key, chunk, ask.fate);
    rows.push(...found.slice(skipped, skipped + ROWS_A_PAGE - rows.length));
  }
  const next = ask.from + rows.length;
  return { rows, ...(next < total && rows.length > 0 ? { next } : {}) };
}

/** The rows of one chunk whose fate is known, all or those with one fate. */
export async function rowsOfChunk(
  deps: Pick<CommandDeps, 'imports'>,
  key: ImportKey,
  chunk: number,
  wanted?: RowFate,
): Promise<readonly RowWithFate[]> {
  const rows = await deps.imports.readChunk(key, chunk);
  return rows.flatMap((row) => {
    const fate = fateOf(row);
    if (fate === undefined || (wanted !== undefined && fate !== wanted)) return [];
    return [{ row: row.row, fate }];
  });
}
