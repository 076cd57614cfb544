import { type Ask, isShown } from '../domain/erg-content.ts';
import type { ErgDirectoryLine } from '../store/erg-rows.ts';
import type { Asker } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/**
 * What the ERGs that somebody joined ask of their allies, and besides what the ERG `alsoErgId` asks; ERGs by name.
 * One query; what ERGs have published comes from the replica's cache.
 */
export async function readAsks(
  deps: Pick<CommandDeps, 'people' | 'publishedErgs' | 'publishedContent' | 'clock'>,
  { key, language }: Asker,
  alsoErgId?: string,
): Promise<readonly { readonly ask: Ask; readonly erg: ErgDirectoryLine }[]> {
  const [loaded, lines] = await Promise.all([
    deps.people.load(key),
    deps.publishedErgs.get(key.tenantId),
  ]);
  const memberships = loaded?.person.memberships ?? [];
  const wanted = new Set(
    memberships.filter(({ state }) => state === 'active').map(({ ergId }) => ergId),
  );
  if (alsoErgId !== undefined) wanted.add(alsoErgId);
  const now = deps.clock.now();
  const read = lines
    .filter(({ id, state }) => state === 'active' && wanted.has(id))
    .toSorted((one, other) => one.name.localeCompare(other.name, language))
    .map(async (erg) => {
      const items = await deps.publishedContent.get(key.tenantId, erg.id);
      return items.flatMap((item) =>
        item.kind === 'ask' && isShown(item, now) ? [{ ask: item, erg }] : [],
      );
    });
  return (await Promise.all(read)).flat();
}
