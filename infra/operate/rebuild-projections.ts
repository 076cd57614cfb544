import type { CommandDeps } from '../../shared/commands/deps.ts';
import { finishErasing } from '../../shared/commands/finish-erasing.ts';
import { forgetUntied } from '../../shared/commands/project-buddy.ts';
import { projectNews } from '../../shared/commands/project-news.ts';
import { projectOutbox } from '../../shared/commands/project-outbox.ts';
import { tidyBuddies } from '../../shared/commands/read-buddies.ts';
import type { PersonKey, RosterEntry } from '../../shared/domain/person.ts';
import { emptyRoster, type RosterSize } from '../../shared/domain/roster.ts';
import { attendeesRoster } from '../../shared/store/attendees-store.ts';
import { ergPartition } from '../../shared/store/ergs-store.ts';
import { HeadRow, toLine } from '../../shared/store/erg-rows.ts';
import {
  memberWrites,
  rosterPartition,
  SizeRow,
  sizeWrites,
  SIZE_KEY,
  toMember,
} from '../../shared/store/roster-rows.ts';
import { decodeRow, encodeRow } from '../../shared/store/row-codec.ts';
import type { Hint } from '../../shared/store/schedule-store.ts';
import type { Storage } from '../../shared/store/storage.ts';
import type { Write } from '../../shared/store/tables.ts';
import type { WholeTables } from '../../shared/store/whole-tables.ts';
import { everybodyIn, type PersonPicture } from './storage-picture.ts';

/** Rows of one transaction: a member and their lines are never apart. */
const MOST_WRITES = 90;
const HINTS_AT_ONCE = 1000;

/**
 * Makes everything anew that follows from people and ERGs, after a restore, before anybody uses it: rosters and the lists of
 * events with their counts, the audience, the directory of ERGs, what stands on Home, buddies and invitations;
 * and carries on what was on its way when the backup was made. The bands of rosters stay as they were shown. May be begun
 * again from the start.
 */
export async function rebuildProjections(
  deps: CommandDeps,
  storage: Storage & WholeTables,
): Promise<void> {
  const ignore = () => {};
  await rebuildFromPeople(deps, storage);
  await rebuildErgs(deps, storage);
  for await (const { partitionKey, rowKey, cells } of storage.everyRow('Buddies')) {
    if (rowKey !== 'pair') continue;
    const [tenantId = '', pairId = ''] = partitionKey.split('_');
    const text = `${String(cells['askerJson'])} ${String(cells['lifeJson'])}`;
    for (const [, userId = ''] of text.matchAll(/"userId":"([^"]+)"/g)) {
      await forgetUntied(deps, { tenantId, userId }, [pairId]);
    }
  }
  for await (const { tenantId, userId, ...person } of everybodyIn(storage, ignore)) {
    const key = { tenantId, userId };
    if (person.ties.length > 0) await tidyBuddies(deps, { key, acts: false });
    if (person.waiting === 0 && person.profile?.life !== 'erasing') continue;
    const loaded = await deps.people.load(key);
    if (loaded !== undefined) await projectOutbox(deps, loaded.person);
    await finishErasing(deps, key);
  }
}

/** Writes the schedule anew: one hint for everybody who is to be looked at. Last of all, when nobody goes any more. */
export async function rebuildSchedule(deps: CommandDeps, tables: WholeTables): Promise<void> {
  let hints: Hint[] = [];
  for await (const { tenantId, userId, profile } of everybodyIn(tables, () => {})) {
    const at = profile?.nextLookAt;
    if (at !== undefined) hints.push({ key: { tenantId, userId }, at });
    if (hints.length < HINTS_AT_ONCE) continue;
    await deps.schedule.putAll(hints);
    hints = [];
  }
  await deps.schedule.putAll(hints);
}

async function rebuildFromPeople(deps: CommandDeps, storage: Storage & WholeTables): Promise<void> {
  const rosters = new Map<string, { active: number; requested: number }>();
  const write = writer(storage);
  const invited = new Map<string, PersonKey & { readonly ergId: string }>();
  for await (const row of storage.everyRow('Rosters')) {
    if (!row.rowKey.startsWith('invited_')) continue;
    const [tenantId = '', ergId = ''] = row.partitionKey.split('_');
    const userId = String(row.cells['userId']);
    invited.set(`${row.partitionKey} ${userId}`, { tenantId, userId, ergId });
  }
  for await (const person of everybodyIn(storage, () => {})) {
    const { tenantId, userId, profile } = person;
    const key = { tenantId, userId };
    for (const { ergId, at, until, importId } of person.invitations) {
      if (invited.delete(`${rosterPartition(tenantId, ergId)} ${userId}`)) continue;
      const about = { at, until, ...(importId === undefined ? {} : { importId }) };
      await deps.invitations.remember(tenantId, ergId, [userId], about);
    }
    if (profile === undefined) continue;
    if (profile.consent.state === 'given' && profile.life === 'living') {
      const { at: since } = profile.consent;
      const entry = { id: 'restored', to: 'audience', wanted: 'in', since } as const;
      await deps.audience.apply(key, { ...entry, revision: profile.revision, writtenAtMs: 0 });
    }
    for (const entry of entriesOf(person)) {
      const partition = rosterPartition(tenantId, entry.ergId);
      const size = rosters.get(partition) ?? { active: 0, requested: 0 };
      rosters.set(partition, size);
      const member = toMember(userId, entry, deps.clock.realMs());
      if (member.state !== 'none') size[member.state] += 1;
      await write('Rosters', memberWrites(partition, undefined, member));
    }
  }
  await write.end();
  for (const { ergId, ...key } of invited.values()) await deps.invitations.forget(key, ergId);
  await recount(deps, storage, rosters);
}

/** What the lists must say of a person. */
function entriesOf(person: PersonPicture): readonly RosterEntry[] {
  const { profile } = person;
  if (profile === undefined) return [];
  const base = { id: 'restored', to: 'roster', writtenAtMs: 0 } as const;
  return [
    ...person.memberships.map(({ ergId, state, since, showToAllies, revision }) => {
      return { ...base, ergId, wanted: state, since, showToAllies, revision, name: profile.name };
    }),
    ...person.rsvps.map((rsvp) => {
      const { since, revision } = rsvp;
      const ergId = attendeesRoster(rsvp);
      return {
        ...base,
        ergId,
        wanted: 'active',
        since,
        revision,
        showToAllies: false,
        name: '',
      } as const;
    }),
  ];
}

/** Counts every roster anew; the band that is shown stays. */
async function recount(
  deps: CommandDeps,
  storage: Storage & WholeTables,
  rosters: ReadonlyMap<string, { active: number; requested: number }>,
): Promise<void> {
  const sizes = new Map<string, RosterSize>();
  for await (const row of storage.everyRow('Rosters')) {
    if (row.rowKey !== SIZE_KEY) continue;
    const size = decodeRow(SizeRow, row, 'Rosters', () => {});
    if (size !== undefined) sizes.set(row.partitionKey, size);
  }
  const table = storage.tables.table('Rosters');
  for (const partition of new Set([...sizes.keys(), ...rosters.keys()])) {
    const { active = 0, requested = 0 } = rosters.get(partition) ?? {};
    const before = sizes.get(partition) ?? emptyRoster(deps.clock.now());
    const writes = sizeWrites(partition, {}, { ...before, count: active, requested });
    await table.commit(writes.map(overwriting));
  }
}

async function rebuildErgs(deps: CommandDeps, storage: Storage & WholeTables): Promise<void> {
  const ergs = storage.tables.table('Ergs');
  const heads = new Set<string>();
  for await (const row of storage.everyRow('ErgContent')) {
    const [tenantId = '', ergId = ''] = row.partitionKey.split('_');
    if (row.rowKey.startsWith('news_')) {
      const newsId = String(row.cells['id']);
      await projectNews(deps, { tenantId, ergId, newsId }, 'after-a-crash');
    }
    const erg = row.rowKey === 'head' ? decodeRow(HeadRow, row, 'ErgContent', () => {}) : undefined;
    if (erg === undefined) continue;
    heads.add(row.partitionKey);
    const { bandFrom } = await deps.rosters.sizeOf(tenantId, ergId, deps.clock.now());
    const line = encodeRow(tenantId, `erg_${ergId}`, toLine(erg, bandFrom));
    await ergs.commit([{ kind: 'upsert', row: line }]);
    await deps.ergs.reserveName(tenantId, ergId, erg.name);
  }
  for await (const { partitionKey, rowKey } of storage.everyRow('Ergs')) {
    if (!rowKey.startsWith('erg_')) continue;
    const ergId = rowKey.slice('erg_'.length);
    if (heads.has(ergPartition(partitionKey, ergId))) continue;
    await deps.ergs.dropLine(partitionKey, ergId, deps.clock.realMs());
  }
}

/** Writes rows over what is there, those of one partition together. */
function writer(storage: Storage) {
  const open = new Map<string, { table: 'Rosters'; writes: Write[] }>();
  const flush = async (partition: string) => {
    const waiting = open.get(partition);
    open.delete(partition);
    if (waiting !== undefined) await storage.tables.table(waiting.table).commit(waiting.writes);
  };
  const write = async (table: 'Rosters', writes: readonly Write[]): Promise<void> => {
    const [first] = writes;
    if (first === undefined) return;
    const partition = first.kind === 'delete' ? first.partitionKey : first.row.partitionKey;
    const waiting = open.get(partition) ?? { table, writes: [] };
    if (waiting.writes.length + writes.length > MOST_WRITES) await flush(partition);
    const next = open.get(partition) ?? { table, writes: [] };
    next.writes.push(...writes.map(overwriting));
    open.set(partition, next);
  };
  return Object.assign(write, {
    async end() {
      for (const partition of [...open.keys()]) await flush(partition);
    },
  });
}

function overwriting(write: Write): Write {
  return write.kind === 'delete' ? write : { kind: 'upsert', row: write.row };
}
