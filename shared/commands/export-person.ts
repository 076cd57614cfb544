import type { PersonKey } from '../domain/person.ts';
import type { CommandDeps } from './deps.ts';

/** Everything that is kept of a person: every row of their partition, readable, by row key. */
export async function exportPerson(
  deps: CommandDeps,
  key: PersonKey,
): Promise<readonly { readonly row: string; readonly values: Record<string, unknown> }[]> {
  const rows = await deps.people.readEverything(key);
  return rows.map(({ rowKey, cells }) => ({
    row: rowKey,
    values: Object.fromEntries(
      Object.entries(cells).map(([name, cell]) =>
        name.endsWith('Json') ? [name.slice(0, -4), JSON.parse(String(cell))] : [name, cell],
      ),
    ),
  }));
}
