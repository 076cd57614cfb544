import { HeadRow, LineRow } from '../../shared/store/erg-rows.ts';
import { LIST_SIZE_KEY, MemberRow, SIZE_KEY, SizeRow } from '../../shared/store/roster-rows.ts';
import { decodeRow } from '../../shared/store/row-codec.ts';
import { shardOf } from '../../shared/store/schedule-store.ts';
import type { StoredRow } from '../../shared/store/tables.ts';
import type { WholeTables } from '../../shared/store/whole-tables.ts';
import { everybodyIn, type PersonPicture } from './storage-picture.ts';

/** What the checker can find. Each is a sentence about `where`. */
export const FINDINGS = {
  'row-broken': 'A row cannot be read.',
  'profile-missing': 'There are rows of a person, and no profile.',
  'erasing-unfinished': 'An erasing was begun and not finished.',
  'outbox-waiting': 'Something of a person has not reached its other place.',
  'roster-lacks': 'A person is in an ERG, or comes to an event, and its list does not say so.',
  'roster-has-more': 'A list of an ERG or an event names somebody who is not in it.',
  'roster-line-lost': 'A line of a roster is missing, or belongs to nobody.',
  'roster-miscounted': 'The count of a roster is not the number of those on it.',
  'audience-lacks': 'A person agreed, and is not among those to whom moments go.',
  'audience-has-more': 'Moments go to somebody who did not agree.',
  'audience-miscounted': 'The count of an audience is not the number of those in it.',
  'hint-missing': 'A person is to be looked at at a time for which there is no hint.',
  'hint-of-nobody': 'There is a hint about somebody of whom nothing is kept.',
  'line-differs': 'The directory of ERGs does not say what the head of an ERG says.',
  'line-of-nothing': 'The directory of ERGs has a line, and there is no ERG.',
  'name-not-kept': 'The name of an ERG is not kept for it.',
  'pair-of-untied': 'A pair of buddies names somebody who does not point to it.',
  'tie-to-nothing': 'A person points to a pair of buddies that does not name them.',
  'invitation-differs': 'An invitation stands on one side alone.',
  'broadcast-not-listed': 'A broadcast is not in the list of all of its organisation.',
} as const;

/** One thing that does not fit, and where: table and key, for who may see the storage anyway. */
export interface Finding {
  readonly kind: keyof typeof FINDINGS;
  readonly where: string;
}

/**
 * Compares what is kept of people and ERGs with everything that is made from it: rosters and their counts, the lists of
 * events, the audience, the schedule, the directory of ERGs, buddies, invitations and the list of broadcasts. Reads every
 * table once, and changes nothing. At rest (no request, no worker, no bell that still rings) there is nothing to find; while
 * the program runs, `outbox-waiting` and what hangs on it may be about changes that are on their way.
 */
export async function checkStorage(tables: WholeTables, now: string): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  const note = (kind: Finding['kind'], where: string) => void found.push({ kind, where });
  const known = await readPeople(tables, note);
  await checkRosters(tables, known, note);
  await checkAudience(tables, known, note);
  await checkSchedule(tables, known, now, note);
  await checkErgs(tables, note);
  await checkBuddies(tables, known, note);
  await checkBroadcasts(tables, note);
  return found;
}

type Note = (kind: Finding['kind'], where: string) => void;

/** What must be found in other tables, by the key under which it must stand there. */
interface Known {
  readonly people: Set<string>;
  /** `roster partition` and user → state. */
  readonly members: Map<string, string>;
  readonly agreed: Set<string>;
  /** Hints by key, with whether they must be there. */
  readonly looks: Map<string, string>;
  /** `partition of the pair` and user → whether it must name them. */
  readonly ties: Map<string, 'asked' | 'agreed'>;
  readonly invitations: Set<string>;
}

async function readPeople(tables: WholeTables, note: Note): Promise<Known> {
  const known: Known = {
    people: new Set(),
    members: new Map(),
    agreed: new Set(),
    looks: new Map(),
    ties: new Map(),
    invitations: new Set(),
  };
  for await (const person of everybodyIn(tables, (where) => note('row-broken', where))) {
    const { partition, tenantId, userId, profile } = person;
    known.people.add(partition);
    if (profile === undefined && person.rows > 0) note('profile-missing', partition);
    if (profile?.life === 'erasing') note('erasing-unfinished', partition);
    if (person.waiting > 0) note('outbox-waiting', partition);
    if (profile?.consent.state === 'given') known.agreed.add(partition);
    if (profile?.nextLookAt !== undefined) {
      known.looks.set(`${profile.nextLookAt}_${tenantId}_${userId}`, partition);
    }
    addLists(known, person);
  }
  return known;
}

function addLists(known: Known, person: PersonPicture): void {
  const { tenantId, userId } = person;
  for (const { ergId, state } of person.memberships) {
    known.members.set(`${tenantId}_${ergId} ${userId}`, state);
  }
  for (const { ergId, eventId } of person.rsvps) {
    known.members.set(`${tenantId}_${ergId}_${eventId} ${userId}`, 'active');
  }
  for (const { pairId, state } of person.ties) {
    known.ties.set(`${tenantId}_${pairId} ${userId}`, state);
  }
  for (const { ergId } of person.invitations) {
    known.invitations.add(`${tenantId}_${ergId} ${userId}`);
  }
}

interface RosterPicture {
  readonly sizes: Map<string, { count: number; requested: number }>;
  active: number;
  requested: number;
  readonly lines: Set<string>;
  readonly wanted: Set<string>;
}

async function checkRosters({ everyRow }: WholeTables, known: Known, note: Note): Promise<void> {
  const rosters = new Map<string, RosterPicture>();
  const seen = new Set<string>();
  const invited = new Set<string>();
  for await (const row of everyRow('Rosters')) {
    const { partitionKey, rowKey } = row;
    const fresh = { active: 0, requested: 0, sizes: new Map(), lines: new Set<string>() };
    const roster = rosters.get(partitionKey) ?? { ...fresh, wanted: new Set<string>() };
    rosters.set(partitionKey, roster);
    if (rowKey === SIZE_KEY || rowKey === LIST_SIZE_KEY) {
      const size = decodeRow(SizeRow, row, 'Rosters', () =>
        note('row-broken', `Rosters ${rowKey}`),
      );
      if (size !== undefined) roster.sizes.set(rowKey, size);
    } else if (rowKey.startsWith('member_')) {
      const member = decodeRow(MemberRow, row, 'Rosters', () =>
        note('row-broken', 'Rosters member'),
      );
      if (member === undefined || member.state === 'none') continue;
      roster[member.state] += 1;
      for (const key of member.keys) roster.wanted.add(key);
      const key = `${partitionKey} ${member.userId}`;
      seen.add(key);
      if (known.members.get(key) !== member.state) note('roster-has-more', key);
    } else if (/^(?:active|shown|requested|find)_/.test(rowKey)) {
      roster.lines.add(rowKey);
    } else if (rowKey.startsWith('invited_')) {
      invited.add(`${partitionKey} ${String(row.cells['userId'])}`);
    }
  }
  for (const key of known.members.keys()) if (!seen.has(key)) note('roster-lacks', key);
  for (const key of inOneAlone(known.invitations, invited)) note('invitation-differs', key);
  for (const [partition, roster] of rosters) checkRoster(partition, roster, note);
}

function checkRoster(partition: string, roster: RosterPicture, note: Note): void {
  for (const key of inOneAlone(roster.wanted, roster.lines)) {
    note('roster-line-lost', `${partition} ${key}`);
  }
  const { active, requested, sizes } = roster;
  if (sizes.size === 0 && active + requested === 0) return;
  const isCounted = [SIZE_KEY, LIST_SIZE_KEY].every((key) => {
    const size = sizes.get(key);
    return size?.count === active && size.requested === requested;
  });
  if (!isCounted) note('roster-miscounted', partition);
}

async function checkAudience({ everyRow }: WholeTables, known: Known, note: Note): Promise<void> {
  const seen = new Set<string>();
  const counts = new Map<string, { said: number; there: number }>();
  for await (const { partitionKey, rowKey, cells } of everyRow('Participation')) {
    const count = counts.get(partitionKey) ?? { said: 0, there: 0 };
    counts.set(partitionKey, count);
    if (rowKey === 'count') count.said = Number(cells['count']);
    if (!rowKey.startsWith('user_') || cells['goneAtMs'] !== undefined) continue;
    count.there += 1;
    seen.add(`${partitionKey.slice(0, partitionKey.lastIndexOf('_'))}_${String(cells['userId'])}`);
  }
  for (const key of without(known.agreed, seen)) note('audience-lacks', key);
  for (const key of without(seen, known.agreed)) note('audience-has-more', key);
  for (const [partition, { said, there }] of counts) {
    if (said !== there) note('audience-miscounted', partition);
  }
}

async function checkSchedule(
  { everyRow }: WholeTables,
  known: Known,
  now: string,
  note: Note,
): Promise<void> {
  const hints = new Set<string>();
  for await (const { partitionKey, rowKey, cells } of everyRow('Schedule')) {
    if (!/^s\d\d$/.test(partitionKey)) continue;
    const key = { tenantId: String(cells['tenantId']), userId: String(cells['userId']) };
    if (partitionKey === `s${String(shardOf(key)).padStart(2, '0')}`) hints.add(rowKey);
    const partition = `${key.tenantId}_${key.userId}`;
    if (!known.people.has(partition)) note('hint-of-nobody', partition);
  }
  for (const [hint, partition] of known.looks) {
    // One whose time has come was handed on, and stands in a pack.
    if (hint > `${now}~` && !hints.has(hint)) note('hint-missing', partition);
  }
}

async function checkErgs({ everyRow }: WholeTables, note: Note): Promise<void> {
  const lines = new Map<string, StoredRow>();
  const names = new Map<string, string>();
  for await (const row of everyRow('Ergs')) {
    const { partitionKey, rowKey, cells } = row;
    if (rowKey.startsWith('erg_')) lines.set(`${partitionKey}_${rowKey.slice(4)}`, row);
    if (rowKey.startsWith('name_')) names.set(`${partitionKey}_${String(cells['ergId'])}`, rowKey);
  }
  for await (const row of everyRow('ErgContent')) {
    if (row.rowKey !== 'head') continue;
    const where = row.partitionKey;
    const head = decodeRow(HeadRow, row, 'ErgContent', () => note('row-broken', `head ${where}`));
    const known = lines.get(where);
    lines.delete(where);
    if (head === undefined) continue;
    const line =
      known === undefined
        ? undefined
        : decodeRow(LineRow, known, 'Ergs', () => note('row-broken', `line ${where}`));
    const organisers = head.organisers.map(({ userId }) => userId).join();
    const fits =
      line?.name === head.name &&
      line.state === head.state &&
      line.revision === head.revision &&
      line.organisers.join() === organisers &&
      line.sponsor === head.sponsor?.userId;
    if (!fits) note('line-differs', where);
    if (!names.has(where)) note('name-not-kept', where);
  }
  for (const where of lines.keys()) note('line-of-nothing', where);
}

async function checkBuddies({ everyRow }: WholeTables, known: Known, note: Note): Promise<void> {
  const named = new Set<string>();
  for await (const { partitionKey, rowKey, cells } of everyRow('Buddies')) {
    if (rowKey !== 'pair') continue;
    for (const userId of namedIn(cells)) {
      const key = `${partitionKey} ${userId}`;
      named.add(key);
      if (!known.ties.has(key)) note('pair-of-untied', key);
    }
  }
  for (const key of known.ties.keys()) if (!named.has(key)) note('tie-to-nothing', key);
}

/** User ids in a pair: whoever asked, whoever accepted, and the buddy. */
function namedIn(cells: StoredRow['cells']): readonly string[] {
  const text = `${String(cells['askerJson'])} ${String(cells['lifeJson'])}`;
  return [...text.matchAll(/"userId":"([^"]+)"/g)].map(([, userId = '']) => userId);
}

async function checkBroadcasts({ everyRow }: WholeTables, note: Note): Promise<void> {
  const listed = new Set<string>();
  const heads = new Set<string>();
  for await (const { partitionKey, rowKey } of everyRow('Broadcasts')) {
    if (rowKey === 'head') heads.add(partitionKey);
    if (partitionKey.endsWith('_all')) listed.add(`${partitionKey.slice(0, -3)}${rowKey}`);
  }
  for (const where of without(heads, listed)) note('broadcast-not-listed', where);
}

function without(all: ReadonlySet<string>, some: ReadonlySet<string>): readonly string[] {
  return [...all].filter((one) => !some.has(one));
}

function inOneAlone(one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] {
  return [...without(one, other), ...without(other, one)];
}
