import { CsvError, parse } from 'csv-parse/sync';
import {
  type DirectoryEntry,
  type DirectoryProblem,
  type DirectoryReason,
  FIRST_ENTRY_ROW,
} from '../domain/directory.ts';
import { isMail, LONGEST_MAIL } from '../domain/mail.ts';
import { decodeUtf8 } from './csv-text.ts';

/** A directory file as read: everybody in it in the order of the rows, or everything to mend. */
export type DirectoryCsv =
  | { readonly ok: true; readonly entries: readonly DirectoryEntry[] }
  | { readonly ok: false; readonly problems: readonly DirectoryProblem[] };

const COLUMNS = ['id', 'name', 'mail', 'manager', 'place'] as const;
type Cells = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** In characters. The names are far above what anybody is called. */
const LONGEST = { name: 200, mail: LONGEST_MAIL, place: 200 };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Reads a directory file: CSV with commas in UTF-8, with or without a byte order mark, and any line ends. The
 * first row is `id,name,mail,manager,place`; every other row is one person: `id` a UUID, `name` at most 200
 * characters, `mail` an address of at most 320 or nothing, `manager` the id of another row or nothing,
 * `place` at most 200 characters or nothing. Spaces around a cell do not count, a cell has no line break,
 * and empty rows may stand at the end alone. Ids come out in lower case, names in Unicode's form C. Problems
 * are in the order of the rows, all of them, and hold nothing of what the file says. Never throws.
 */
export function readDirectoryCsv(csv: string | Uint8Array): DirectoryCsv {
  const text = typeof csv === 'string' ? csv : decodeUtf8(csv);
  if (text === undefined) return { ok: false, problems: undecodableRows(csv) };
  const rows = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  while (rows.length > 0 && rows.at(-1)?.trim() === '') rows.pop();

  const [header, ...people] = rows;
  const atTop = header === undefined ? 'empty-file' : problemOfHeader(header);
  if (atTop !== undefined) return { ok: false, problems: [{ row: 1, reason: atTop }] };
  if (people.length === 0) return { ok: false, problems: [{ row: 1, reason: 'no-people' }] };

  const entries: DirectoryEntry[] = [];
  const problems: DirectoryProblem[] = [];
  people.forEach((row, index) => {
    const read = readRow(row);
    if (read.ok) entries.push(read.entry);
    else for (const reason of read.reasons) problems.push({ row: index + FIRST_ENTRY_ROW, reason });
  });
  return problems.length === 0 ? { ok: true, entries } : { ok: false, problems };
}

/** The rows that are not UTF-8. A line feed is never a part of another character, so the rest is told apart. */
function undecodableRows(csv: string | Uint8Array): readonly DirectoryProblem[] {
  const bytes = Buffer.from(csv);
  const problems: DirectoryProblem[] = [];
  let from = 0;
  for (let row = 1; from <= bytes.length; row += 1) {
    const lineFeed = bytes.indexOf('\n', from);
    const end = lineFeed === -1 ? bytes.length : lineFeed;
    if (decodeUtf8(bytes.subarray(from, end)) === undefined) {
      problems.push({ row, reason: 'not-utf-8' });
    }
    from = end + 1;
  }
  return problems;
}

function problemOfHeader(header: string): DirectoryReason | undefined {
  const names = cellsOf(header);
  if (names === undefined) return 'wrong-header';
  if (new Set(names).size < names.length) return 'repeated-column';
  const isRight =
    names.length === COLUMNS.length && COLUMNS.every((column, index) => column === names[index]);
  return isRight ? undefined : 'wrong-header';
}

function readRow(
  row: string,
):
  | { readonly ok: true; readonly entry: DirectoryEntry }
  | { readonly ok: false; readonly reasons: readonly DirectoryReason[] } {
  if (row.trim() === '') return { ok: false, reasons: ['empty-row'] };
  const parsed = cellsOf(row);
  if (parsed === undefined) return { ok: false, reasons: ['malformed-row'] };
  if (parsed.length !== COLUMNS.length) return { ok: false, reasons: ['wrong-cell-count'] };
  const [id = '', name = '', mail = '', manager = '', place = ''] = parsed;
  const cells: Cells = {
    id: id.toLowerCase(),
    name: name.normalize('NFC'),
    mail,
    manager: manager.toLowerCase(),
    place: place.normalize('NFC'),
  };
  const reasons = [...problemsOfCharacters(row), ...problemsOf(cells)];
  if (reasons.length > 0) return { ok: false, reasons };
  const entry = { userId: cells.id, name: cells.name, mail, place: cells.place };
  return { ok: true, entry: manager === '' ? entry : { ...entry, managerId: cells.manager } };
}

function problemsOf(cells: Cells): readonly DirectoryReason[] {
  const reasons: DirectoryReason[] = [];
  if (
    (['name', 'mail', 'place'] as const).some((column) => cells[column].length > LONGEST[column])
  ) {
    reasons.push('cell-too-large');
  }
  if (!UUID.test(cells.id)) reasons.push('id-not-valid');
  if (cells.name === '') reasons.push('name-missing');
  if (cells.mail !== '' && !isMail(cells.mail)) reasons.push('mail-not-valid');
  if (cells.manager !== '' && !UUID.test(cells.manager)) reasons.push('manager-not-valid');
  return reasons;
}

/** Control characters, line separators and halves of characters: nothing of it is part of a name. */
function problemsOfCharacters(row: string): readonly DirectoryReason[] {
  const isFine = row.isWellFormed() && !/[\p{Control}\p{Zl}\p{Zp}]/u.test(row);
  return isFine ? [] : ['character-not-allowed'];
}

/** The cells of one row without the spaces around them; undefined where its quotes do not fit together. */
function cellsOf(row: string): readonly string[] | undefined {
  // Without quotes every comma separates: the most rows by far, and a parser for each costs.
  if (!row.includes('"')) return row.split(',').map((cell) => cell.trim());
  try {
    // Row by row, since after a lost quote the parser takes the rest of a file for one cell.
    const [cells = []] = parse(row, { relax_column_count: true, record_delimiter: '\n' });
    return cells.map((cell) => cell.trim());
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return undefined;
  }
}
