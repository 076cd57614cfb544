import type { ErgItem } from '../domain/erg-content.ts';
import type { ErgContentStore } from './erg-content-store.ts';
import { createPublicationCache } from './publication-cache.ts';

/** What ERGs have published, at most a minute old. */
export interface PublishedContent {
  get(tenantId: string, ergId: string): Promise<readonly ErgItem[]>;
  forget(tenantId: string, ergId: string): void;
}

/** Keeps what each ERG has published for a minute, so that nobody's home or page reads it again. */
export function createPublishedContent(
  store: Pick<ErgContentStore, 'listAll'>,
  realMs: () => number,
): PublishedContent {
  const cache = createPublicationCache(async (key) => {
    const [tenantId = '', ergId = ''] = key.split(' ');
    const items = await store.listAll(tenantId, ergId);
    return items.filter(({ state }) => state === 'published');
  }, realMs);
  return {
    get: (tenantId, ergId) => cache.get(`${tenantId} ${ergId}`),
    forget: (tenantId, ergId) => cache.forget(`${tenantId} ${ergId}`),
  };
}
