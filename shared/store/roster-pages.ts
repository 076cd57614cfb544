import { foldName, wordsOf } from '../domain/names.ts';
import { ContinuationNotAllowed, guardKey, KeyNotAllowed } from './guards.ts';
import {
  LineRow,
  LIST_SIZE_KEY,
  type RosterLine,
  rosterPartition,
  SizeRow,
} from './roster-rows.ts';
import { type BrokenRowReporter, decodeRow } from './row-codec.ts';
import type { RowPage, RowRange, StoredRow, Table } from './tables.ts';
import { findKeys, wordRange } from './word-keys.ts';

/** The lists of a roster: allies by name, requests from the oldest, allies who chose to be shown to other allies. */
export type RosterList = 'active' | 'requested' | 'shown';

/** Some lines of a roster, and where to go on. A page may be empty and still have a continuation. */
export interface RosterPage {
  readonly lines: readonly RosterLine[];
  readonly continuation?: string;
}

/** A page of a list; the first one of the allies brings the exact counts, where the roster says them there. */
export interface RosterListPage extends RosterPage {
  readonly counts?: { readonly count: number; readonly requested: number };
}

/** Reads the lists of rosters. Every page is one request, but where storage says that it has not looked far enough. */
export function createRosterPages(rosters: Table, report: BrokenRowReporter) {
  /**
   * A page of one list, at most `limit` (1 to 999) lines. A continuation is the place where this list goes on; it
   * shows nothing but what this list of this ERG holds from there. Throws `ContinuationNotAllowed`.
   */
  async function readPage(
    tenantId: string,
    ergId: string,
    ask: { readonly of: RosterList; readonly continuation?: string; readonly limit: number },
  ): Promise<RosterListPage> {
    const { of, continuation, limit } = ask;
    const list = { from: `${of}_`, before: `${of}\`` };
    const brings = of === 'active' && continuation === undefined;
    const range = brings ? { ...list, from: LIST_SIZE_KEY } : from(list, continuation);
    const page = await read(rosterPartition(tenantId, ergId), range, brings ? limit + 1 : limit);
    const counts = page.rows
      .filter(isListSize)
      .map((row) => decodeRow(SizeRow, row, 'Rosters', report))
      .find((size) => size !== undefined);
    // Where no row says the counts, there was room for one line more.
    const listed = page.rows.filter((row) => !isListSize(row));
    const rows = listed.slice(0, limit);
    return {
      lines: rows.flatMap(toLine),
      ...goOn(rows.at(-1), page.continuation !== undefined || rows.length < listed.length),
      ...(counts === undefined
        ? {}
        : { counts: { count: counts.count, requested: counts.requested } }),
    };
  }

  /**
   * A page of the allies who have, for every word that was typed, a word in their name that begins with it.
   * Reads the range of the longest word, `limit` (1 to 1,000) rows of it; nobody is found twice. Where no word
   * was typed nobody is found, without a request. Throws `ContinuationNotAllowed`.
   */
  async function search(
    tenantId: string,
    ergId: string,
    ask: { readonly text: string; readonly continuation?: string; readonly limit: number },
  ): Promise<RosterPage> {
    const typed = wordsOf(ask.text);
    const longest = typed.reduce((one, other) => (other.length > one.length ? other : one), '');
    if (longest === '') return { lines: [] };
    const list = wordRange(longest);
    const range = from(list, ask.continuation);
    const page = await read(rosterPartition(tenantId, ergId), range, ask.limit);
    const lines = page.rows.flatMap((row) =>
      toLine(row).filter(
        (line) => isFoundBy(line.name, typed) && row.rowKey === firstKeyIn(list, line),
      ),
    );
    return { lines, ...goOn(page.rows.at(-1), page.continuation !== undefined) };
  }

  function toLine(row: StoredRow): readonly RosterLine[] {
    const line = decodeRow(LineRow, row, 'Rosters', report);
    return line === undefined ? [] : [line];
  }

  /** A page with at least one line, or the last one: a place to go on is a line. */
  async function read(partitionKey: string, range: RowRange, limit: number): Promise<RowPage> {
    let page = await rosters.readPage(partitionKey, range, { limit });
    while (page.rows.every(isListSize) && page.continuation !== undefined) {
      const { continuation, rows } = page;
      const next = await rosters.readPage(partitionKey, range, { limit, continuation });
      page = { ...next, rows: [...rows, ...next.rows] };
    }
    return page;
  }

  return { readPage, search };
}

function isListSize({ rowKey }: StoredRow): boolean {
  return rowKey === LIST_SIZE_KEY;
}

/** A name that has, for every typed word, a word that begins with it. */
function isFoundBy(name: string, typed: readonly string[]): boolean {
  const words = foldName(name).split(' ');
  return typed.every((start) => words.some((word) => word.startsWith(start)));
}

/** Of all words of a name that are in a range, the key of the first: the others would find the same person again. */
function firstKeyIn(range: Required<RowRange>, line: RosterLine): string | undefined {
  return findKeys(line)
    .filter((key) => key >= range.from && key < range.before)
    .toSorted()[0];
}

/** Greater than this key, and than no other: what follows an id in a longer key sorts behind a space. */
function behind(rowKey: string): string {
  return `${rowKey} `;
}

/** Where to go on after this row, as it is given to clients: the row's key, so that storage's own ways stay inside. */
function goOn(last: StoredRow | undefined, more: boolean): { readonly continuation?: string } {
  if (last === undefined || !more) return {};
  return { continuation: Buffer.from(last.rowKey, 'utf8').toString('base64url') };
}

/** The part of a list that a continuation leaves. It comes from outside: it must be a key inside the list. */
function from(list: Required<RowRange>, continuation: string | undefined): RowRange {
  if (continuation === undefined) return list;
  const rowKey = Buffer.from(continuation, 'base64url').toString('utf8');
  const isWhole = Buffer.from(rowKey, 'utf8').toString('base64url') === continuation;
  if (!isWhole || !isKey(rowKey) || rowKey < list.from || rowKey >= list.before) {
    throw new ContinuationNotAllowed('A continuation that no page of this list gave.');
  }
  return { ...list, from: behind(rowKey) };
}

function isKey(text: string): boolean {
  try {
    guardKey(text);
    return true;
  } catch (error) {
    if (error instanceof KeyNotAllowed) return false;
    throw error;
  }
}
