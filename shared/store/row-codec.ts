import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { rememberUnknown, withUnknown } from '../domain/unknown-fields.ts';
import type { Cell, Row, StoredRow } from './tables.ts';

/** Ends the name of a cell that holds an array or an object as JSON. */
const JSON_SUFFIX = 'Json';

/** A row that its schema does not know. Reported and skipped; it is never written over. */
export interface BrokenRow {
  readonly table: string;
  /** The first part of the row key: what kind of row it is, without ids. */
  readonly rowKind: string;
  readonly problem: string;
}

/** Told of every broken row that is met. */
export type BrokenRowReporter = (broken: BrokenRow) => void;

/**
 * Writes a value as a row: simple values as cells, arrays and objects as JSON, absent ones left out. What `decodeRow` read
 * and did not know is written again.
 */
export function encodeRow(partitionKey: string, rowKey: string, value: object): Row {
  const cells: Record<string, Cell> = {};
  for (const [name, cell] of Object.entries(withUnknown(value))) {
    if (cell === undefined || cell === null) continue;
    if (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean') {
      cells[name] = cell;
    } else {
      cells[`${name}${JSON_SUFFIX}`] = JSON.stringify(cell, (_name, inner) =>
        withUnknown<unknown>(inner),
      );
    }
  }
  return { partitionKey, rowKey, cells };
}

/** What kind of row a key is of: `c_pledge`, `find`. The rest of a key may be an id or a part of a name. */
export function kindOfRow(rowKey: string): string {
  return /^(?:[cp]_)?[a-z]+(?=_|$)/.exec(rowKey)?.[0] ?? '';
}

/**
 * Reads a row back through its schema; undefined, and reported, where it does not fit. What the schema does not know is
 * kept for `encodeRow` (`unknown-fields.ts`).
 */
export function decodeRow<Schema extends z.ZodType>(
  schema: Schema,
  row: StoredRow,
  table: string,
  report: BrokenRowReporter,
): z.output<Schema> | undefined {
  const rowKind = kindOfRow(row.rowKey);
  const value: Record<string, unknown> = {};
  for (const [name, cell] of Object.entries(row.cells)) {
    if (!name.endsWith(JSON_SUFFIX)) {
      value[name] = cell;
      continue;
    }
    try {
      value[name.slice(0, -JSON_SUFFIX.length)] = JSON.parse(String(cell));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      report({ table, rowKind, problem: `${name} is not JSON` });
      return undefined;
    }
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    rememberUnknown(value, parsed.data);
    return parsed.data;
  }
  const problem = parsed.error.issues
    .map((issue) => `${issue.path.map(fieldOf).join('.')}: ${issue.code}`)
    .join('; ');
  report({ table, rowKind, problem });
  return undefined;
}

/** The name of a field as the code has it; what stands under an id or a date has no name of its own. */
function fieldOf(part: PropertyKey): string {
  return /^(?:[A-Za-z]{1,40}|\d{1,4})$/.test(String(part)) ? String(part) : '*';
}

/** Whether two rows hold the same cells. The order of fields in JSON says nothing: each version has its own. */
export function sameCells(one: Row, other: Row): boolean {
  const names = Object.keys(one.cells);
  return (
    names.length === Object.keys(other.cells).length &&
    names.every((name) => isSameCell(name, one.cells[name], other.cells[name]))
  );
}

function isSameCell(name: string, one: Cell | undefined, other: Cell | undefined): boolean {
  if (one === other) return true;
  if (!name.endsWith(JSON_SUFFIX) || one === undefined || other === undefined) return false;
  return isDeepStrictEqual(JSON.parse(String(one)), JSON.parse(String(other)));
}
