import type { Instant } from './time.ts';

/**
 * What becomes, or would become, of a row of an imported file. `already-invited` says nothing of what the person
 * answered. `unknown`: nobody in the directory, or more than one, has this address.
 */
export const ROW_FATES = [
  'invite',
  'already-in',
  'already-asked',
  'already-invited',
  'unknown',
  'malformed',
  'repeated',
] as const;
export type RowFate = (typeof ROW_FATES)[number];

/** How many rows have each fate. */
export type FateCounts = Readonly<Record<RowFate, number>>;

/** A row of the file, as it is numbered in a spreadsheet, and whom it is about, while that is still needed. */
export type ImportRow =
  | { readonly row: number; readonly state: 'read'; readonly mail: string }
  | { readonly row: number; readonly state: 'read'; readonly userId: string }
  | { readonly row: number; readonly state: 'to-invite'; readonly userId: string }
  | { readonly row: number; readonly state: 'settled'; readonly fate: RowFate };

/** How far an import is. */
export type ImportProgress =
  /** The fate of every row is being found out; chunks before `next` are done. */
  | { readonly state: 'checking'; readonly next: number }
  /** Nothing has happened to anybody yet. */
  | { readonly state: 'checked' }
  /** Invitations are being made, which stand until `until`; chunks before `next` are done. */
  | {
      readonly state: 'inviting';
      readonly next: number;
      readonly at: Instant;
      readonly until: Instant;
    }
  | { readonly state: 'done'; readonly at: Instant }
  | { readonly state: 'withdrawn'; readonly at: Instant };

/** One imported file. */
export interface RosterImport {
  /** UUIDv7, made by the client. */
  readonly id: string;
  /** A hash of the file: the same id with another file is another import. */
  readonly digest: string;
  readonly uploadedAt: Instant;
  readonly rows: number;
  /** For each chunk how many rows have each fate, in the order of `ROW_FATES`; rows to be checked have none. */
  readonly chunks: readonly (readonly number[])[];
  readonly progress: ImportProgress;
}

/** The most rows of one file. */
export const MOST_IMPORT_ROWS = 50_000;

/** So long an import that nobody confirmed is kept, in days. */
export const UNCONFIRMED_DAYS = 7;

/** Why an import does not change. */
export type ImportRefusal = 'not-found' | 'changed-meanwhile' | 'import-waiting' | 'id-taken';

/** How many rows have each fate, over all chunks. */
export function fateCounts({ chunks }: Pick<RosterImport, 'chunks'>): FateCounts {
  const total = (index: number) => chunks.reduce((sum, counts) => sum + (counts[index] ?? 0), 0);
  return Object.fromEntries(ROW_FATES.map((fate, index) => [fate, total(index)])) as FateCounts;
}

/** How many rows of one chunk have each fate, in the order of `ROW_FATES`. */
export function countRows(rows: readonly ImportRow[]): readonly number[] {
  return ROW_FATES.map((fate) => rows.filter((row) => fateOf(row) === fate).length);
}

/** The fate of a row; undefined while it is not known. */
export function fateOf(row: ImportRow): RowFate | undefined {
  if (row.state === 'settled') return row.fate;
  return row.state === 'to-invite' ? 'invite' : undefined;
}

/** Whether something is still to be done about an import, or decided. */
export function isWaiting({ progress }: Pick<RosterImport, 'progress'>): boolean {
  return progress.state !== 'done' && progress.state !== 'withdrawn';
}

/** The import with one chunk more done, in which the rows have these fates now. */
export function withChunkDone(
  before: RosterImport,
  chunk: number,
  rows: readonly ImportRow[],
  now: Instant,
): RosterImport {
  const { progress } = before;
  const chunks = before.chunks.map((counts, index) => (index === chunk ? countRows(rows) : counts));
  const next = chunk + 1;
  if (progress.state !== 'checking' && progress.state !== 'inviting') return before;
  const isLast = next >= chunks.length;
  if (!isLast) return { ...before, chunks, progress: { ...progress, next } };
  const after: ImportProgress =
    progress.state === 'checking' ? { state: 'checked' } : { state: 'done', at: now };
  return { ...before, chunks, progress: after };
}
