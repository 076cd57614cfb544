import type { CheckIn } from '../domain/check-in.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { LearntLesson } from '../domain/lesson.ts';
import type { PastChange, Person, PersonKey } from '../domain/person.ts';
import type { Pledge } from '../domain/pledge.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import {
  checkInsRange,
  currentKey,
  CURRENT_RANGE,
  JOURNAL_RANGE,
  LEARNT_LESSONS_RANGE,
  PAST_DELIVERIES_RANGE,
  PAST_PLEDGES_RANGE,
  PAST_WITHOUT_JOURNAL,
  pastKey,
  personPartition,
} from './person-keys.ts';
import {
  afterWrites,
  currentRows,
  differences,
  type LoadedPerson,
  pastWrite,
  toLoadedPerson,
} from './person-mapping.ts';
import { toWholePerson, type WholePerson } from './person-everything.ts';
import {
  CheckInRow,
  DeliveryRow,
  InvitationRow,
  JournalEntryRow,
  LearntLessonRow,
  PledgeRow,
} from './person-rows.ts';
import { deleteRange, deleteRangesUnder, deleteWhere } from './delete-range.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { Row, RowRange, StoredRow, Tables, Write } from './tables.ts';

/** A page of something past. */
export interface PastPage<Item> {
  readonly items: readonly Item[];
  readonly continuation?: string;
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

  /** Lets an invitation stand alone in the partition of somebody of whom nothing else is kept. One that is there stays. */
  async function putInvitation(key: PersonKey, invitation: Invitation): Promise<void> {
    const row = invitationRow(key, invitation);
    await people.commit([{ kind: 'insert', row }]);
  }

  /** Replaces such an invitation as it was read; `changed`: load and decide again. */
  async function changeInvitation(
    { person, rows }: LoadedPerson,
    invitation: Invitation,
  ): Promise<'written' | 'changed'> {
    const row = invitationRow(person.key, invitation);
    const known = rows.get(row.rowKey);
    if (known === undefined) return 'changed';
    const outcome = await people.commit([{ kind: 'replace', row, etag: known.etag }]);
    return outcome.ok ? 'written' : 'changed';
  }

  /** Deletes an invitation that is over; one that was made anew since then stays. Two requests. */
  async function removeInvitation(key: PersonKey, ergId: string, now: Instant): Promise<void> {
    const partitionKey = personPartition(key);
    const row = await people.get(partitionKey, currentKey.invitation(ergId));
    const known = row === undefined ? undefined : decodeRow(InvitationRow, row, 'People', report);
    if (row === undefined || known === undefined || now < known.until) return;
    const { rowKey, etag } = row;
    await people.commit([{ kind: 'delete', partitionKey, rowKey, etag }]);
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
  const toEntry = (row: StoredRow) => decodeRow(JournalEntryRow, row, 'People', report);

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

  /** The lessons that a person did, newest first, 50 a page. */
  function readLearntLessons(
    key: PersonKey,
    continuation: string | undefined,
  ): Promise<PastPage<LearntLesson>> {
    return page(
      key,
      LEARNT_LESSONS_RANGE,
      (row) => decodeRow(LearntLessonRow, row, 'People', report),
      continuation,
    );
  }

  /** Messages that are past, the newest first, at most `most` (≤ 1,000). */
  async function readPastDeliveries(key: PersonKey, most: number): Promise<readonly Delivery[]> {
    const found: Delivery[] = [];
    let continuation: string | undefined;
    do {
      const read = await people.readPage(personPartition(key), PAST_DELIVERIES_RANGE, {
        limit: most,
        ...(continuation === undefined ? {} : { continuation }),
      });
      found.push(
        ...read.rows.flatMap((row) => decodeRow(DeliveryRow, row, 'People', report) ?? []),
      );
      continuation = read.continuation;
    } while (continuation !== undefined && found.length < most);
    return found.slice(0, most);
  }

  /** A person's own journal, newest first, 50 a page. */
  function readJournal(
    key: PersonKey,
    continuation: string | undefined,
  ): Promise<PastPage<JournalEntry>> {
    return page(key, JOURNAL_RANGE, toEntry, continuation);
  }

  /** One entry of a person's own journal, or undefined. */
  async function readJournalEntry(key: PersonKey, id: string): Promise<JournalEntry | undefined> {
    const row = await people.get(personPartition(key), pastKey.journalEntry(id));
    return row === undefined ? undefined : toEntry(row);
  }

  /** Deletes every answer of one pledge, in as many transactions as it takes. */
  async function deleteCheckInsOf(key: PersonKey, pledgeId: string): Promise<void> {
    await deleteRange(people, personPartition(key), checkInsRange(pledgeId));
  }

  /**
   * Deletes what is past and was before: answers, messages, lessons that were done and pledges that ended. The journal
   * stays, and so does everything current. Two requests, and more where there is something to delete.
   */
  async function deletePast(
    key: PersonKey,
    before: { readonly at: Instant; readonly date: LocalDate },
  ): Promise<void> {
    const isOld = (row: StoredRow): boolean => {
      const { date, at } = row.cells;
      if (typeof date === 'string') return date < before.date;
      if (typeof at === 'string') return at < before.at;
      const life = toPledge(row)?.life;
      return life !== undefined && 'on' in life && life.on < before.date;
    };
    for (const range of PAST_WITHOUT_JOURNAL) {
      await deleteWhere(people, personPartition(key), range, isOld);
    }
  }

  /** Every row of a person, as flat values by row key. */
  async function readEverything(key: PersonKey): Promise<readonly StoredRow[]> {
    return people.readRange(personPartition(key), {});
  }

  /** The same for their export, with what the rows say. One range. */
  async function readWhole(
    key: PersonKey,
  ): Promise<{ readonly rows: readonly StoredRow[]; readonly whole: WholePerson }> {
    const rows = await readEverything(key);
    return { rows, whole: toWholePerson(key, rows, report) };
  }

  /**
   * Deletes every row of a person, the profile last. Every transaction asks for the profile as it stood when this began,
   * and writes it anew, so that of two who delete at once one ends, and nothing goes of somebody who began anew
   * meanwhile. `changed`: somebody else was first, look again. With `life`, a profile that says another is left alone.
   */
  async function deleteEverything(
    key: PersonKey,
    life?: Person['profile']['life'],
  ): Promise<'deleted' | 'changed'> {
    const partitionKey = personPartition(key);
    const profile = await people.get(partitionKey, currentKey.profile);
    if (profile === undefined) return deleteInvitations(partitionKey);
    if (life !== undefined && profile.cells['life'] !== life) return 'changed';
    const guarded = await deleteRangesUnder(people, profile, [
      { before: currentKey.profile },
      { from: `${currentKey.profile}!` },
    ]);
    if (guarded === undefined) return 'changed';
    const { rowKey, etag } = guarded;
    const outcome = await people.commit([{ kind: 'delete', partitionKey, rowKey, etag }]);
    return outcome.ok ? 'deleted' : 'changed';
  }

  /** Deletes what stands without a profile, as it was read: invitations of somebody of whom nothing else is kept. */
  async function deleteInvitations(partitionKey: string): Promise<'deleted' | 'changed'> {
    for (const { rowKey, etag } of await people.readRange(partitionKey, {})) {
      if (rowKey === currentKey.profile) return 'changed';
      await people.commit([{ kind: 'delete', partitionKey, rowKey, etag }]);
    }
    return 'deleted';
  }

  return {
    load,
    commit,
    putInvitation,
    changeInvitation,
    removeInvitation,
    removeOutbox,
    readCheckIns,
    readCheckIn,
    readPastPledges,
    readPastPledge,
    readLearntLessons,
    readPastDeliveries,
    readJournal,
    readJournalEntry,
    deleteCheckInsOf,
    deletePast,
    readEverything,
    readWhole,
    deleteEverything,
  };
}

function invitationRow(key: PersonKey, invitation: Invitation): Row {
  return encodeRow(personPartition(key), currentKey.invitation(invitation.ergId), invitation);
}
