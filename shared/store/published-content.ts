import type { ErgItem } from '../domain/erg-content.ts';
import type { ErgContentStore } from './erg-content-store.ts';
import { createPublicationCache, type PublicationCache } from './publication-cache.ts';

/** What ERGs have published, at most a minute old. */
export type PublishedContent = PublicationCache<
  readonly ErgItem[],
  [tenantId: string, ergId: string]
>;

/** Keeps what each ERG has published for a minute, so that nobody's home or page reads it again. */
export function createPublishedContent(
  store: Pick<ErgContentStore, 'listAll'>,
  realMs: () => number,
): PublishedContent {
  return createPublicationCache(async (tenantId: string, ergId: string) => {
    const items = await store.listAll(tenantId, ergId);
    return items.filter(({ state }) => state === 'published');
  }, realMs);
}
