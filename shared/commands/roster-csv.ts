import { CsvError, parse } from 'csv-parse/sync';
import { foldMail, isMail, LONGEST_MAIL } from '../domain/mail.ts';
import { type ImportRow, MOST_IMPORT_ROWS } from '../domain/roster-import.ts';
import { decodeUtf8 } from './csv-text.ts';

/** Why a roster file cannot be read: stable, so that texts can be found by it. */
export type RosterFileReason =
  | 'empty-file'
  | 'zip-file'
  | 'not-utf-8'
  | 'binary-file'
  | 'quotes-do-not-fit'
  | 'cell-too-large'
  | 'repeated-column'
  | 'no-mail-column'
  | 'no-rows'
  | 'too-many-rows';

/** A roster file as read: its rows in their order, or the first thing to mend. Holds nothing else of the file. */
export type RosterCsv =
  | { readonly ok: true; readonly rows: readonly ImportRow[] }
  | {
      readonly ok: false;
      readonly reason: RosterFileReason;
      /** As a spreadsheet numbers it; absent where it is about the whole file. */
      readonly row?: number;
    };

/** The columns that say who is meant, the first of them that is there. `id` is the user id of the directory. */
const COLUMNS = ['mail', 'email', 'e-mail', 'id'] as const;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Far more than a row of people has; a lost quote makes one cell of the rest of the file. */
const LARGEST_ROW = 64 * 1024;

/** Records that are read at the most: the rows that may be, and as many empty ones. */
const MOST_RECORDS = 2 * MOST_IMPORT_ROWS;

/**
 * Reads a list of people: CSV in UTF-8 with commas or semicolons, with or without a byte order mark, any line ends,
 * a first row that names the columns: `mail`, `email`, `e-mail` or `id` among them, in any case; all others are not
 * looked at. At most 50,000 rows, empty ones left out. A row whose cell is no address, or no id, is `malformed`; one
 * whose address stands in an earlier row is `repeated`. Never throws.
 */
export function readRosterCsv(bytes: Uint8Array): RosterCsv {
  const text = textOf(bytes);
  if (!text.ok) return text;
  const records = recordsOf(text.text);
  if (!records.ok) return records;
  const [header = [], ...rest] = records.records;
  const column = columnOf(header);
  if (!column.ok) return column;
  const filled = rest
    .map((cells, index) => ({ cells, row: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (filled.length === 0) return { ok: false, reason: 'no-rows' };
  if (filled.length > MOST_IMPORT_ROWS || records.records.length >= MOST_RECORDS) {
    return { ok: false, reason: 'too-many-rows' };
  }
  const seen = new Set<string>();
  return {
    ok: true,
    rows: filled.map(({ cells, row }) => toRow(row, cells[column.index] ?? '', column.name, seen)),
  };
}

function textOf(
  bytes: Uint8Array,
): { readonly ok: true; readonly text: string } | (RosterCsv & { readonly ok: false }) {
  const starts = (...signature: readonly number[]) =>
    signature.every((byte, index) => bytes[index] === byte);
  // A workbook of a spreadsheet program is a zip, too.
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) {
    return { ok: false, reason: 'zip-file' };
  }
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) return { ok: false, reason: 'not-utf-8' };
  if (bytes.includes(0)) return { ok: false, reason: 'binary-file' };
  const text = decodeUtf8(bytes);
  if (text === undefined) return { ok: false, reason: 'not-utf-8' };
  return text.trim() === '' ? { ok: false, reason: 'empty-file' } : { ok: true, text };
}

function recordsOf(
  text: string,
):
  | { readonly ok: true; readonly records: readonly (readonly string[])[] }
  | (RosterCsv & { readonly ok: false }) {
  let begun = 0;
  try {
    const records: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
      max_record_size: LARGEST_ROW,
      to: MOST_RECORDS,
      on_record(record: string[], { records: read }) {
        begun = read;
        return record;
      },
    });
    return { ok: true, records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const reason = error.code === 'CSV_MAX_RECORD_SIZE' ? 'cell-too-large' : 'quotes-do-not-fit';
    return { ok: false, reason, row: begun + 1 };
  }
}

/** What stands between the names of the columns. */
function delimiterOf(text: string): ',' | ';' {
  const [header = ''] = text.slice(0, LARGEST_ROW).split(/[\r\n]/, 1);
  return header.split(';').length > header.split(',').length ? ';' : ',';
}

function columnOf(
  header: readonly string[],
):
  | { readonly ok: true; readonly index: number; readonly name: string }
  | (RosterCsv & { readonly ok: false }) {
  const names = header.map((name) => name.trim().toLowerCase());
  const named = names.filter((name) => name !== '');
  if (new Set(named).size < named.length) return { ok: false, reason: 'repeated-column', row: 1 };
  const name = COLUMNS.find((column) => names.includes(column));
  if (name === undefined) return { ok: false, reason: 'no-mail-column', row: 1 };
  return { ok: true, index: names.indexOf(name), name };
}

function toRow(row: number, cell: string, column: string, seen: Set<string>): ImportRow {
  const text = cell.length > LONGEST_MAIL * 2 ? '' : foldMail(cell.trim());
  const isFine =
    text.length <= LONGEST_MAIL &&
    text.isWellFormed() &&
    !/[\p{Control}\p{Format}]/u.test(text) &&
    (column === 'id' ? UUID.test(text) : isMail(text));
  if (!isFine) return { row, state: 'settled', fate: 'malformed' };
  if (seen.has(text)) return { row, state: 'settled', fate: 'repeated' };
  seen.add(text);
  return column === 'id'
    ? { row, state: 'read', userId: text }
    : { row, state: 'read', mail: text };
}
