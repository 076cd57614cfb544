import type { ZodType } from 'zod';
import { NO_BUDDIES } from '../domain/buddy.ts';
import { NO_LEARNING } from '../domain/lesson.ts';
import { newPerson } from '../domain/new-person.ts';
import type { PastChange, Person, PersonKey } from '../domain/person.ts';
import { CURRENT_RANGE, currentKey, pastKey, personPartition } from './person-keys.ts';
import {
  BuddiesRow,
  ConversationRow,
  DeliveryRow,
  InvitationRow,
  LearningRow,
  MembershipRow,
  OutboxRow,
  PendingRow,
  PledgeRow,
  ProfileRow,
  RsvpRow,
  RefusalRow,
} from './person-rows.ts';
import { type BrokenRowReporter, decodeRow, encodeRow, kindOfRow, sameCells } from './row-codec.ts';
import type { Row, StoredRow, Write } from './tables.ts';

/** A person as read, with the rows whose ETags the next change will ask for. */
export interface LoadedPerson {
  readonly person: Person;
  readonly rows: ReadonlyMap<string, StoredRow>;
}

/** The profile of a person cannot be read: nothing can be decided about them until it is mended. */
export class BrokenProfile extends Error {
  override readonly name = 'BrokenProfile';
}

/**
 * The person that the current rows of a partition hold. Where only invitations stand there, nothing else is known: a
 * new person with these. Broken and unknown rows are reported and left out. Throws `BrokenProfile`.
 */
export function toLoadedPerson(
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

  const isBare = rows.every(({ rowKey }) => kindOfRow(rowKey) === 'c_invitation');
  const [found] = ofKind(currentKey.profile, ProfileRow);
  const profile = isBare ? newPerson({ key }).profile : found;
  if (profile === undefined) throw new BrokenProfile('A profile row is missing or cannot be read.');
  const [conversation] = ofKind(currentKey.conversation, ConversationRow);
  const [learning = NO_LEARNING] = ofKind(currentKey.learning, LearningRow);
  const [buddies = NO_BUDDIES] = ofKind(currentKey.buddies, BuddiesRow);
  const current = {
    learning,
    buddies,
    pledges: ofKind('c_pledge', PledgeRow),
    memberships: ofKind('c_ally', MembershipRow),
    rsvps: ofKind('c_rsvp', RsvpRow),
    refusals: ofKind('c_refusal', RefusalRow),
    invitations: ofKind('c_invitation', InvitationRow),
    deliveries: ofKind('c_delivery', DeliveryRow),
    pendings: ofKind('c_pending', PendingRow),
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
export function currentRows(person: Person): readonly Row[] {
  const partition = personPartition(person.key);
  const rows: Row[] = [encodeRow(partition, currentKey.profile, person.profile)];
  const add = (rowKey: string, value: object) => rows.push(encodeRow(partition, rowKey, value));
  if (person.conversation !== undefined) add(currentKey.conversation, person.conversation);
  for (const pledge of person.pledges) add(currentKey.pledge(pledge.id), pledge);
  for (const membership of person.memberships) {
    add(currentKey.membership(membership.ergId), membership);
  }
  for (const rsvp of person.rsvps) add(currentKey.rsvp(rsvp.eventId), rsvp);
  for (const invitation of person.invitations) {
    add(currentKey.invitation(invitation.ergId), invitation);
  }
  for (const refusal of person.refusals) add(currentKey.refusal(refusal.ergId), refusal);
  if (person.learning.revision > 0) add(currentKey.learning, person.learning);
  if (person.buddies.ties.length + person.buddies.ended.length > 0) {
    add(currentKey.buddies, person.buddies);
  }
  for (const delivery of person.deliveries) {
    add(currentKey.delivery(delivery), delivery);
  }
  for (const pending of person.pendings) add(currentKey.pending(pending.id), pending);
  for (const entry of person.outbox) add(currentKey.outbox(entry.id), entry);
  return rows;
}

/** The writes that turn what was read into what should stand; the profile is always among them, as the guard. */
export function differences(
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
export function afterWrites(
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

/** How something past is written. */
export function pastWrite(partition: string, change: PastChange): Write {
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
      const rowKey = pastKey.delivery(delivery);
      return { kind: 'upsert', row: encodeRow(partition, rowKey, delivery) };
    }
    case 'put-lesson': {
      const rowKey = pastKey.lesson(change.lesson.at, change.lesson.lessonId);
      return { kind: 'upsert', row: encodeRow(partition, rowKey, change.lesson) };
    }
    case 'delete-lesson': {
      const rowKey = pastKey.lesson(change.at, change.lessonId);
      return { kind: 'delete', partitionKey: partition, rowKey };
    }
    case 'put-journal-entry': {
      const rowKey = pastKey.journalEntry(change.entry.id);
      return { kind: 'upsert', row: encodeRow(partition, rowKey, change.entry) };
    }
    case 'delete-journal-entry': {
      const rowKey = pastKey.journalEntry(change.id);
      return { kind: 'delete', partitionKey: partition, rowKey };
    }
  }
}
