import { otherOf } from '../domain/buddy-pair.ts';
import type { PersonKey } from '../domain/person.ts';
import type { CommandDeps } from './deps.ts';
import { readBuddies } from './read-buddies.ts';

/** One row of an export. */
interface ExportedRow {
  readonly row: string;
  readonly values: Record<string, unknown>;
}

/**
 * Everything that is kept of a person: every row of their partition, readable, by row key; who their buddies are, by name,
 * and what the person shared with them. What others shared is theirs.
 */
export async function exportPerson(
  deps: CommandDeps,
  key: PersonKey,
): Promise<readonly ExportedRow[]> {
  const rows = await deps.people.readEverything(key);
  const own = rows.map(({ rowKey, cells }) => ({
    row: rowKey,
    values: Object.fromEntries(
      Object.entries(cells).map(([name, cell]) =>
        name.endsWith('Json') ? [name.slice(0, -4), JSON.parse(String(cell))] : [name, cell],
      ),
    ),
  }));
  return [...own, ...(await exportBuddies(deps, key))];
}

async function exportBuddies(deps: CommandDeps, key: PersonKey): Promise<readonly ExportedRow[]> {
  const { tenantId, userId } = key;
  const exported: ExportedRow[] = [];
  for (const pair of await readBuddies(deps, { key })) {
    const { id, life } = pair;
    const name = otherOf(pair, userId)?.name;
    if (life.state !== 'together' || name === undefined) continue;
    exported.push({ row: `buddy_${id}`, values: { name, since: life.since } });
    const shares = await deps.buddies.readEveryShare(tenantId, id);
    for (const { id: shareId, by, words, at } of shares) {
      if (by !== userId) continue;
      exported.push({ row: `shared_${shareId}`, values: { with: name, words, at } });
    }
  }
  return exported;
}
