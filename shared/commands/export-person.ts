import { otherOf } from '../domain/buddy-pair.ts';
import type { BuddyShare } from '../domain/buddy.ts';
import type { PersonKey } from '../domain/person.ts';
import type { Instant } from '../domain/time.ts';
import type { WholePerson } from '../store/person-everything.ts';
import type { StoredRow } from '../store/tables.ts';
import type { CommandDeps } from './deps.ts';
import { type ExportedRow, readElsewhere } from './export-elsewhere.ts';

/** Somebody with whom a person is, or may become, buddies, and what the person themselves shared with them. */
export interface ExportedBuddy {
  readonly pairId: string;
  /** Absent while nobody said yes. */
  readonly name?: string;
  /** Absent until the two are buddies. */
  readonly since?: Instant;
  readonly shared: readonly BuddyShare[];
}

/** Everything that is kept of a person. */
export interface PersonExport {
  readonly exportedAt: Instant;
  /** Every row of their partition, by row key; who their buddies are, and what they shared with them. */
  readonly rows: readonly ExportedRow[];
  /** What is kept about them in other places, as far as it can be found without looking through everybody's. */
  readonly elsewhere: readonly ExportedRow[];
  /** What the rows say. */
  readonly whole: WholePerson;
  readonly buddies: readonly ExportedBuddy[];
  /** Names of the ERGs and titles of the events that they are about, by id, where those are still there. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Everything that is kept of a person. What others shared is theirs. One range; five point reads (the directory, who
 * left it, the pilot group, who agreed, the next look); one read for each ERG, event, invitation, buddy and message given up; and what ERGs
 * publish, where this replica does not know it.
 */
export async function exportPerson(deps: CommandDeps, key: PersonKey): Promise<PersonExport> {
  const { rows, whole } = await deps.people.readWhole(key);
  const [buddies, elsewhere, names] = await Promise.all([
    readOwnBuddies(deps, key, whole),
    readElsewhere(deps, key, whole),
    readNames(deps, key.tenantId, whole),
  ]);
  return {
    exportedAt: deps.clock.now(),
    rows: [...rows.map(readable), ...buddies.flatMap(buddyRows)],
    elsewhere,
    whole,
    buddies,
    names,
  };
}

function readable({ rowKey, cells }: StoredRow): ExportedRow {
  const values = Object.entries(cells).map(([name, cell]) =>
    name.endsWith('Json') ? [name.slice(0, -4), parsed(String(cell))] : [name, cell],
  );
  return { row: rowKey, values: Object.fromEntries(values) as Record<string, unknown> };
}

/** What a cell says; as it stands where it is broken, since a broken row is the person's, too. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return json;
    throw error;
  }
}

function buddyRows({ pairId, name, since, shared }: ExportedBuddy): readonly ExportedRow[] {
  if (name === undefined || since === undefined) return [];
  return [
    { row: `buddy_${pairId}`, values: { name, since } },
    ...shared.map(({ id, words, at }) => ({
      row: `shared_${id}`,
      values: { with: name, words, at },
    })),
  ];
}

async function readOwnBuddies(
  deps: CommandDeps,
  { tenantId, userId }: PersonKey,
  { person }: WholePerson,
): Promise<readonly ExportedBuddy[]> {
  const ties = person?.profile.life === 'living' ? person.buddies.ties : [];
  const found = ties.map(async ({ pairId }): Promise<readonly ExportedBuddy[]> => {
    const pair = (await deps.buddies.load(tenantId, pairId))?.pair;
    if (pair === undefined || pair.life.state === 'over') return [];
    const name = otherOf(pair, userId)?.name;
    const named = { pairId, ...(name === undefined ? {} : { name }) };
    if (pair.life.state !== 'together') return [{ ...named, shared: [] }];
    const shares = await deps.buddies.readEveryShare(tenantId, pairId);
    const shared = shares.filter(({ by }) => by === userId);
    return [{ ...named, since: pair.life.since, shared }];
  });
  return (await Promise.all(found)).flat();
}

async function readNames(
  deps: CommandDeps,
  tenantId: string,
  { person, pastPledges, lessons }: WholePerson,
): Promise<ReadonlyMap<string, string>> {
  const ergIds = [
    ...(person?.memberships ?? []),
    ...(person?.invitations ?? []),
    ...(person?.refusals ?? []),
    ...(person?.pledges ?? []),
    ...pastPledges,
    ...lessons,
  ].flatMap(({ ergId }) => ergId ?? []);
  const rsvps = person?.rsvps ?? [];
  const names = new Map<string, string>();
  if (ergIds.length + rsvps.length === 0) return names;
  for (const { id, name } of await deps.publishedErgs.get(tenantId)) names.set(id, name);
  const wanted = new Set(rsvps.map(({ ergId }) => ergId));
  const items = [...wanted].map((ergId) => deps.publishedContent.get(tenantId, ergId));
  for (const item of (await Promise.all(items)).flat()) {
    if (item.kind === 'event') names.set(item.id, item.words.title);
  }
  return names;
}
