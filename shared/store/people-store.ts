import type { ZodType } from 'zod';
import type { CheckIn } from '../domain/check-in.ts';
import type { PastChange, Person, PersonKey } from '../domain/person.ts';
import type { Pledge } from '../domain/pledge.ts';
import type { LocalDate } from '../domain/time.ts';
import {
  checkInsRange,
  currentKey,
  CURRENT_RANGE,
  PAST_PLEDGES_RANGE,
  pastKey,
  personPartition,
} from './person-keys.ts';
import {
  CheckInRow,
  ConversationRow,
  DeliveryRow,
  MembershipRow,
  OutboxRow,
  PledgeRow,
  ProfileRow,
} from './person-rows.ts';
import { type BrokenRowReporter, decodeRow, encodeRow, kindOfRow, sameCells } from './row-codec.ts';
import type { Row, RowRange, StoredRow, Table, Tables, Write } from './tables.ts';

/** A person as read, with the rows whose ETags the next change will ask for. */
export interface LoadedPerson {
  readonly person: Person;
  readonly rows: ReadonlyMap<string, StoredRow>;
}

/** A page of something past. */
export interface PastPage<Item> {
  readonly items: readonly Item[];
  readonly continuation?: string;
}

/** The profile of a person cannot be read: nothing can be decided about them until it is mended. */
export class BrokenProfile extends Error {
  override readonly name = 'BrokenProfile';
}

/** The store of everything that a person owns. */
export type PeopleStore = ReturnType<typeof createPeopleStore>;

const PAGE_SIZE = 50;

/** The table `People`: one partition a person, every change one transaction under the profile's ETag. */
export function createPeopleStore(tables: Tables, report: BrokenRowReporter) {
  const people = tables.table('People');

  /** What is current of a person, in one query; undefined where nothing is known. Throws `BrokenProfile`. */
  async function load(key: PersonKey): Promise<LoadedPerson | undefined> {
    const rows = await people.readRange(personPartition(key), CURRENT_RANGE);
    if (rows.length === 0) return undefined;
    return toLoadedPerson(key, rows, report);
  }

  /**
   * Writes what differs between the person loaded (undefined: a new one) and `next`, and what is past, in one
   * transaction. Gives the person as loaded now. `changed`: somebody else was first; load and decide again.
   */
  async function commit(
    loaded: LoadedPerson | undefined,
    next: Person,
    past: readonly PastChange[],
  ): Promise<
    | { readonly ok: true; readonly loaded: LoadedPerson }
    | { readonly ok: false; readonly reason: 'changed' }
  > {
    const partition = personPartition(next.key);
    const writes: readonly Write[] = [
      ...differences(loaded?.rows ?? new Map(), currentRows(next)),
      ...past.map((change) => pastWrite(partition, change)),
    ];
    const outcome = await people.commit(writes);
    if (!outcome.ok) return { ok: false, reason: 'changed' };
    const rows = afterWrites(loaded?.rows ?? new Map(), writes, outcome.etags);
    return { ok: true, loaded: { person: next, rows } };
  }

  /** Removes an outbox row that has reached its place. Removed already is fine. */
  async function removeOutbox(key: PersonKey, id: string): Promise<void> {
    await people.commit([
      { kind: 'delete', partitionKey: personPartition(key), rowKey: currentKey.outbox(id) },
    ]);
  }

  async function page<Item>(
    key: PersonKey,
    range: RowRange,
    decode: (row: StoredRow) => Item | undefined,
    continuation: string | undefined,
  ): Promise<PastPage<Item>> {
    const read = await people.readPage(personPartition(key), range, {
      limit: PAGE_SIZE,
      ...(continuation === undefined ? {} : { continuation }),
    });
    const items = read.rows.map(decode).filter((item) => item !== undefined);
    return {
      items,
      ...(read.continuation === undefined ? {} : { continuation: read.continuation }),
    };
  }

  const toCheckIn = (row: StoredRow) => decodeRow(CheckInRow, row, 'People', report);
  const toPledge = (row: StoredRow) => decodeRow(PledgeRow, row, 'People', report);

  /** The answers of one pledge, newest first, 50 a page. */
  function readCheckIns(
    key: PersonKey,
    pledgeId: string,
    continuation: string | undefined,
  ): Promise<PastPage<CheckIn>> {
    return page(key, checkInsRange(pledgeId), toCheckIn, continuation);
  }

  /** One answer, or undefined. */
  async function readCheckIn(
    key: PersonKey,
    pledgeId: string,
    date: LocalDate,
  ): Promise<CheckIn | undefined> {
    const row = await people.get(personPartition(key), pastKey.checkIn(pledgeId, date));
    return row === undefined ? undefined : toCheckIn(row);
  }

  /** Ended pledges, newest first, 50 a page. */
  function readPastPledges(
    key: PersonKey,
    continuation: string | undefined,
  ): Promise<PastPage<Pledge>> {
    return page(key, PAST_PLEDGES_RANGE, toPledge, continuation);
  }

  /** One ended pledge, or undefined. */
  async function readPastPledge(key: PersonKey, id: string): Promise<Pledge | undefined> {
    const row = await people.get(personPartition(key), pastKey.pledge(id));
    return row === undefined ? undefined : toPledge(row);
  }

  /** Deletes every answer of one pledge, in as many transactions as it takes. */
  async function deleteCheckInsOf(key: PersonKey, pledgeId: string): Promise<void> {
    await deleteRange(people, personPartition(key), checkInsRange(pledgeId));
  }

  /** Every row of a person, for their export, as flat values by row key. */
  async function readEverything(key: PersonKey): Promise<readonly StoredRow[]> {
    return people.readRange(personPartition(key), {});
  }

  /** Deletes every row of a person, the profile last. */
  async function deleteEverything(key: PersonKey): Promise<void> {
    const partition = personPartition(key);
    await deleteRange(people, partition, { before: currentKey.profile });
    await deleteRange(people, partition, { from: `${currentKey.profile}!` });
    await people.commit([{ kind: 'delete', partitionKey: partition, rowKey: currentKey.profile }]);
  }

  return {
    load,
    commit,
    removeOutbox,
    readCheckIns,
    readCheckIn,
    readPastPledges,
    readPastPledge,
    deleteCheckInsOf,
    readEverything,
    deleteEverything,
  };
}

function toLoadedPerson(
  key: PersonKey,
  rows: readonly StoredRow[],
  report: BrokenRowReporter,
): LoadedPerson {
  const known = new Map<string, StoredRow>();
  function decode<Value>(row: StoredRow, schema: ZodType<Value>): Value[] {
    const value = decodeRow(schema, row, 'People', report);
    if (value === undefined) return [];
    known.set(row.rowKey, row);
    return [value];
  }
  const byKind = Map.groupBy(rows, (row) => kindOfRow(row.rowKey));
  function ofKind<Value>(kind: string, schema: ZodType<Value>): Value[] {
    const found = (byKind.get(kind) ?? []).flatMap((row) => decode(row, schema));
    byKind.delete(kind);
    return found;
  }

  const [profile] = ofKind(currentKey.profile, ProfileRow);
  if (profile === undefined) throw new BrokenProfile('A profile row is missing or cannot be read.');
  const [conversation] = ofKind(currentKey.conversation, ConversationRow);
  const current = {
    pledges: ofKind('c_pledge', PledgeRow),
    memberships: ofKind('c_ally', MembershipRow),
    deliveries: ofKind('c_delivery', DeliveryRow),
    outbox: ofKind('c_outbox', OutboxRow),
  };
  for (const rowKind of byKind.keys()) report({ table: 'People', rowKind, problem: 'unknown' });
  return {
    rows: known,
    person: {
      key,
      profile,
      ...(conversation === undefined ? {} : { conversation }),
      ...current,
    },
  };
}

/** Every current row of a person, as it should stand. */
function currentRows(person: Person): readonly Row[] {
  const partition = personPartition(person.key);
  const rows: Row[] = [encodeRow(partition, currentKey.profile, person.profile)];
  const add = (rowKey: string, value: object) => rows.push(encodeRow(partition, rowKey, value));
  if (person.conversation !== undefined) add(currentKey.conversation, person.conversation);
  for (const pledge of person.pledges) add(currentKey.pledge(pledge.id), pledge);
  for (const membership of person.memberships) {
    add(currentKey.membership(membership.ergId), membership);
  }
  for (const delivery of person.deliveries) {
    add(currentKey.delivery(delivery.date, delivery.cause), delivery);
  }
  for (const entry of person.outbox) add(currentKey.outbox(entry.id), entry);
  return rows;
}

/** The writes that turn what was read into what should stand; the profile is always among them, as the guard. */
function differences(
  before: ReadonlyMap<string, StoredRow>,
  after: readonly Row[],
): readonly Write[] {
  const kept = new Set(after.map((row) => row.rowKey));
  const written = after.flatMap((row): Write[] => {
    const known = before.get(row.rowKey);
    if (known === undefined) return [{ kind: 'insert', row }];
    if (sameCells(known, row) && row.rowKey !== currentKey.profile) return [];
    return [{ kind: 'replace', row, etag: known.etag }];
  });
  // An outbox row may vanish at any time, when somebody has carried it to its place.
  const removed = [...before.values()]
    .filter((row) => !kept.has(row.rowKey))
    .map((row): Write => {
      const { partitionKey, rowKey, etag } = row;
      return rowKey.startsWith('c_outbox_')
        ? { kind: 'delete', partitionKey, rowKey }
        : { kind: 'delete', partitionKey, rowKey, etag };
    });
  return [...written, ...removed];
}

/** The current rows as they stand after a transaction, with their new ETags. */
function afterWrites(
  before: ReadonlyMap<string, StoredRow>,
  writes: readonly Write[],
  etags: readonly (string | undefined)[],
): ReadonlyMap<string, StoredRow> {
  const rows = new Map(before);
  writes.forEach((write, index) => {
    const etag = etags[index];
    if (write.kind === 'delete') rows.delete(write.rowKey);
    else if (etag !== undefined && write.row.rowKey < CURRENT_RANGE.before) {
      rows.set(write.row.rowKey, { ...write.row, etag });
    }
  });
  return rows;
}

function pastWrite(partition: string, change: PastChange): Write {
  switch (change.kind) {
    case 'put-check-in': {
      const { checkIn } = change;
      const rowKey = pastKey.checkIn(checkIn.pledgeId, checkIn.date);
      return { kind: 'upsert', row: encodeRow(partition, rowKey, checkIn) };
    }
    case 'delete-check-in': {
      const rowKey = pastKey.checkIn(change.pledgeId, change.date);
      return { kind: 'delete', partitionKey: partition, rowKey };
    }
    case 'put-pledge': {
      const rowKey = pastKey.pledge(change.pledge.id);
      return { kind: 'upsert', row: encodeRow(partition, rowKey, change.pledge) };
    }
    case 'delete-pledge':
      return {
        kind: 'delete',
        partitionKey: partition,
        rowKey: pastKey.pledge(change.pledgeId),
      };
    case 'put-delivery': {
      const { delivery } = change;
      const rowKey = pastKey.delivery(delivery.date, delivery.cause);
      return { kind: 'upsert', row: encodeRow(partition, rowKey, delivery) };
    }
  }
}

const LARGEST_TRANSACTION = 100;

/** Deletes the rows of a range, a hundred at a time; rows that vanish meanwhile are fine. */
async function deleteRange(table: Table, partitionKey: string, range: RowRange): Promise<void> {
  let continuation: string | undefined;
  for (;;) {
    const page = await table.readPage(partitionKey, range, {
      limit: LARGEST_TRANSACTION,
      ...(continuation === undefined ? {} : { continuation }),
    });
    if (page.rows.length > 0) {
      await table.commit(page.rows.map(({ rowKey }) => ({ kind: 'delete', partitionKey, rowKey })));
      // Read from the beginning again: what vanished meanwhile made the transaction fail.
      continuation = undefined;
    } else if (page.continuation === undefined) {
      return;
    } else {
      continuation = page.continuation;
    }
  }
}
