import type { ErgItem } from '../domain/erg-content.ts';
import { type Erg, seenByEverybody } from '../domain/erg.ts';
import { refused, type Result } from '../domain/result.ts';
import type { Asker } from './change-person.ts';
import type { CommandDeps } from './deps.ts';
import { type Home, readHome } from './read-home.ts';

/** An ERG's page, and what the reader is to it. */
export interface ErgPage extends Home {
  readonly erg: Erg;
  /** Where the shown size band starts. */
  readonly bandFrom: number;
  /** What it has published, at most a minute old. */
  readonly items: readonly ErgItem[];
}

/** Reads an ERG that is active: its head and the reader, two requests; what it has published from the replica's cache. */
export async function readErgPage(
  deps: CommandDeps,
  asker: Asker,
  ergId: string,
): Promise<Result<ErgPage, 'not-found'>> {
  const { tenantId } = asker.key;
  const [erg, home] = await Promise.all([deps.ergs.read(tenantId, ergId), readHome(deps, asker)]);
  if (erg === undefined || erg.state === 'archived') return refused('not-found');
  const items = await deps.publishedContent.get(tenantId, ergId);
  const bandFrom = home.ergs.get(ergId)?.bandFrom ?? 0;
  return { ok: true, value: { ...home, erg: seenByEverybody(erg), items, bandFrom } };
}
