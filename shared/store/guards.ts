import type { Cell, Row, Write } from './tables.ts';

// The limits of Azure Tables, checked before anything is sent: the emulator does not know all of them, and the
// service answers some with an error that names no reason. Source:
// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
// No message holds a key or a value: they name persons.

// "Up to 1 KiB" in UTF-16. The service is also said to take 1,024 characters; the emulator refuses more than 512.
const LONGEST_KEY = 512;
const LONGEST_TEXT = 32 * 1024;
const MOST_PROPERTIES = 252;
const LARGEST_ROW_BYTES = 1024 * 1024;
const MOST_WRITES = 100;
const LARGEST_TRANSACTION_BYTES = 4 * 1024 * 1024;

/** Rows that one page may have. */
export const LARGEST_PAGE = 1000;

/** A key is too long, or holds `/ \ # ?`, a control character or half a character. */
export class KeyNotAllowed extends Error {
  override readonly name = 'KeyNotAllowed';
}

/** A continuation that no page gave. It may come from outside, so it is refused and not thought a defect. */
export class ContinuationNotAllowed extends Error {
  override readonly name = 'ContinuationNotAllowed';
}

/** A property has a name or a value that storage would refuse, or would not give back as it was. */
export class CellNotAllowed extends Error {
  override readonly name = 'CellNotAllowed';
}

/** A row has too many properties, too long a text, or more than 1 MiB altogether. */
export class RowTooLarge extends Error {
  override readonly name = 'RowTooLarge';
}

/** A transaction has more than 100 writes, or 4 MiB or more. */
export class TransactionTooLarge extends Error {
  override readonly name = 'TransactionTooLarge';
}

/** A transaction is empty, reaches over two partitions, or writes a row twice. */
export class TransactionNotAllowed extends Error {
  override readonly name = 'TransactionNotAllowed';
}

/** How much room is left in a transaction. */
export interface Room {
  readonly writes: number;
  readonly bytes: number;
}

/** The room in a transaction that has no write yet. */
export const WHOLE_ROOM: Room = { writes: MOST_WRITES, bytes: LARGEST_TRANSACTION_BYTES };

/** The room that is left once these writes are in it; undefined where they do not fit. */
export function roomAfter(room: Room, added: readonly Write[]): Room | undefined {
  const bytes = room.bytes - added.reduce((sum, write) => sum + bytesOnTheWire(write), 0);
  const writes = room.writes - added.length;
  return writes >= 0 && bytes > 0 ? { writes, bytes } : undefined;
}

/**
 * Throws where storage would refuse these writes, whatever is stored: `KeyNotAllowed`, `CellNotAllowed`,
 * `RowTooLarge`, `TransactionTooLarge` or `TransactionNotAllowed`. Returns the one partition they are in.
 */
export function guardWrites(writes: readonly Write[]): string {
  const [first] = writes;
  if (first === undefined) throw new TransactionNotAllowed('A transaction needs a write.');
  if (writes.length > MOST_WRITES) {
    throw new TransactionTooLarge(`${writes.length} writes are more than ${MOST_WRITES}.`);
  }
  const { partitionKey } = addressOf(first);
  const rowKeys = new Set<string>();
  let bytes = 0;
  for (const write of writes) {
    const address = addressOf(write);
    guardKey(address.partitionKey);
    guardKey(address.rowKey);
    if (address.partitionKey !== partitionKey) {
      throw new TransactionNotAllowed('A transaction reaches over two partitions.');
    }
    if (rowKeys.has(address.rowKey)) {
      throw new TransactionNotAllowed('A transaction writes a row twice.');
    }
    rowKeys.add(address.rowKey);
    if (write.kind !== 'delete') guardRow(write.row);
    bytes += bytesOnTheWire(write);
  }
  if (bytes >= LARGEST_TRANSACTION_BYTES) {
    throw new TransactionTooLarge(`A transaction of about ${bytes} bytes is too large.`);
  }
  return partitionKey;
}

/** The partition and row that a write is about. */
export function addressOf(write: Write): {
  readonly partitionKey: string;
  readonly rowKey: string;
} {
  return write.kind === 'delete' ? write : write.row;
}

/** Throws `KeyNotAllowed` where this cannot be a partition key or a row key. */
export function guardKey(key: string): void {
  if (key.length > LONGEST_KEY) {
    throw new KeyNotAllowed(`A key of ${key.length} characters is longer than ${LONGEST_KEY}.`);
  }
  // Half of a surrogate pair cannot be part of an address.
  if (/[/\\#?\p{Control}]/u.test(key) || !key.isWellFormed()) {
    throw new KeyNotAllowed('A key holds a character that is not allowed.');
  }
}

/** Throws a RangeError where this cannot be the size of a page. */
export function guardLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) {
    throw new RangeError(`A page has 1 to ${LARGEST_PAGE} rows, not ${limit}.`);
  }
}

/**
 * Turns any text into one that may be part of a key: letters and digits of every script, spaces, `-` and `.`
 * stay, everything else becomes `=` and four hexadecimal digits for each of its UTF-16 units. Different texts
 * stay different, and neither `_` nor half a character is ever left, so the result can be joined by `_` and
 * cut anywhere (cutting may make two alike). Up to five times as long as the text.
 */
export function keySafe(text: string): string {
  let safe = '';
  for (const unit of text.split('')) {
    safe += /[\p{Letter}\p{Mark}\p{Number} .-]/u.test(unit)
      ? unit
      : `=${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return safe;
}

// The first three are storage's own; the client's library gives the others a meaning of their own.
const RESERVED_NAMES = new Set([
  'PartitionKey',
  'RowKey',
  'Timestamp',
  'partitionKey',
  'rowKey',
  'timestamp',
  'etag',
]);

function guardRow(row: Row): void {
  const cells = Object.entries(row.cells);
  if (cells.length > MOST_PROPERTIES) {
    throw new RowTooLarge(`${cells.length} properties are more than ${MOST_PROPERTIES}.`);
  }
  // The service's own way of counting. Source: the same page, "Limitations".
  let bytes = 4 + (row.partitionKey.length + row.rowKey.length) * 2;
  for (const [name, cell] of cells) {
    guardCell(name, cell);
    bytes += 8 + name.length * 2 + (typeof cell === 'string' ? 4 + cell.length * 2 : 8);
  }
  if (bytes > LARGEST_ROW_BYTES) {
    throw new RowTooLarge(`A row of ${bytes} bytes is larger than ${LARGEST_ROW_BYTES}.`);
  }
}

function guardCell(name: string, cell: Cell): void {
  // The emulator loses `toString` and its like.
  const isReserved = RESERVED_NAMES.has(name) || name in Object.prototype;
  if (isReserved || !/^[A-Za-z_]\w{0,254}$/.test(name)) {
    throw new CellNotAllowed('A property has a name that is not allowed.');
  }
  if (typeof cell === 'number' && !Number.isFinite(cell)) {
    throw new CellNotAllowed(`The property ${name} is not a finite number.`);
  }
  if (typeof cell === 'string' && cell.length > LONGEST_TEXT) {
    throw new RowTooLarge(
      `The property ${name} has ${cell.length} characters, more than ${LONGEST_TEXT}.`,
    );
  }
}

/** At most as large as this: the row as JSON in ASCII, types of numbers, keys in the address, and headers. */
function bytesOnTheWire(write: Write): number {
  const { partitionKey, rowKey } = addressOf(write);
  const address = encodeURIComponent(partitionKey).length + encodeURIComponent(rowKey).length;
  const headers = 1024;
  if (write.kind === 'delete') return headers + address;
  const { cells } = write.row;
  const names = Object.keys(cells).reduce((sum, name) => sum + name.length + 32, 0);
  const json = JSON.stringify({ partitionKey, rowKey, ...cells });
  const escapes = 5 * (json.match(/[\u0080-\uffff]/g)?.length ?? 0);
  return headers + address + names + json.length + escapes;
}
