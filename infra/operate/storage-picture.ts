import type { z } from 'zod';
import type { BuddyTie } from '../../shared/domain/buddy.ts';
import type { Invitation } from '../../shared/domain/invitation.ts';
import type { Membership } from '../../shared/domain/membership.ts';
import type { Profile } from '../../shared/domain/person.ts';
import type { Rsvp } from '../../shared/domain/rsvp.ts';
import {
  BuddiesRow,
  InvitationRow,
  MembershipRow,
  ProfileRow,
  RsvpRow,
} from '../../shared/store/person-rows.ts';
import { decodeRow } from '../../shared/store/row-codec.ts';
import type { StoredRow } from '../../shared/store/tables.ts';
import type { WholeTables } from '../../shared/store/whole-tables.ts';

/** What other tables must say about one person, as the person's own partition says it. */
export interface PersonPicture {
  readonly partition: string;
  readonly tenantId: string;
  readonly userId: string;
  profile: Profile | undefined;
  readonly memberships: Membership[];
  readonly rsvps: Rsvp[];
  readonly invitations: Invitation[];
  readonly ties: BuddyTie[];
  /** How many outbox rows wait: what others say may be older than the person. */
  waiting: number;
  /** How many rows there are besides invitations. */
  rows: number;
}

/** Everybody, one after the other: storage gives a partition's rows together. Rows that cannot be read are told. */
export async function* everybodyIn(
  { everyRow }: WholeTables,
  broken: (where: string) => void,
): AsyncGenerator<PersonPicture> {
  let person: PersonPicture | undefined;
  for await (const row of everyRow('People')) {
    if (person?.partition !== row.partitionKey) {
      if (person !== undefined) yield person;
      person = empty(row.partitionKey);
    }
    add(person, row, broken);
  }
  if (person !== undefined) yield person;
}

function empty(partition: string): PersonPicture {
  const [tenantId = '', userId = ''] = partition.split('_');
  return {
    ...{ partition, tenantId, userId, profile: undefined },
    ...{ memberships: [], rsvps: [], invitations: [], ties: [], waiting: 0, rows: 0 },
  };
}

function add(person: PersonPicture, row: StoredRow, broken: (where: string) => void): void {
  const kind = /^[cp]_[a-z]+/.exec(row.rowKey)?.[0];
  const read = <Schema extends z.ZodType>(schema: Schema): z.output<Schema>[] => {
    const value = decodeRow(schema, row, 'People', () =>
      broken(`People ${row.partitionKey} ${kind}`),
    );
    return value === undefined ? [] : [value];
  };
  if (kind !== 'c_invitation') person.rows += 1;
  switch (kind) {
    case 'c_profile':
      [person.profile] = read(ProfileRow);
      break;
    case 'c_ally':
      person.memberships.push(...read(MembershipRow));
      break;
    case 'c_rsvp':
      person.rsvps.push(...read(RsvpRow));
      break;
    case 'c_invitation':
      person.invitations.push(...read(InvitationRow));
      break;
    case 'c_buddies':
      person.ties.push(...read(BuddiesRow).flatMap(({ ties }) => ties));
      break;
    case 'c_outbox':
      person.waiting += 1;
      break;
    case undefined:
    default:
      break;
  }
}
