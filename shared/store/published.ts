import type { News } from '../domain/news.ts';
import type { ErgDirectoryLine } from './erg-rows.ts';
import type { ErgsStore } from './ergs-store.ts';
import type { MomentLine } from './news-rows.ts';
import type { NewsStore } from './news-store.ts';
import { createPublicationCache } from './publication-cache.ts';

/** What ERGs publish, as a replica knows it. */
export interface Published {
  /** The directory of ERGs by tenant, at most a minute old. */
  readonly publishedErgs: {
    readonly get: (tenantId: string) => Promise<readonly ErgDirectoryLine[]>;
    readonly forget: (tenantId: string) => void;
  };
  /** Moments by tenant, read together with the directory: those that stand, stood or will stand after their hold. */
  readonly publishedMoments: { readonly get: (tenantId: string) => Promise<readonly MomentLine[]> };
  /** The latest news of one ERG, whatever its state, at most a minute old. */
  readonly publishedNews: {
    readonly get: (tenantId: string, ergId: string) => Promise<readonly News[]>;
    readonly forget: (tenantId: string, ergId: string) => void;
  };
}

/** Keeps what ERGs publish for at most a minute of real time. */
export function createPublished(
  stores: { readonly ergs: ErgsStore; readonly news: NewsStore },
  realMs: () => number,
): Published {
  const directory = createPublicationCache(stores.ergs.readPublished, realMs);
  const news = createPublicationCache((key) => {
    const [tenantId = '', ergId = ''] = key.split(' ');
    return stores.news.readRecent(tenantId, ergId);
  }, realMs);
  return {
    publishedErgs: {
      get: async (tenantId) => (await directory.get(tenantId)).ergs,
      forget: directory.forget,
    },
    publishedMoments: { get: async (tenantId) => (await directory.get(tenantId)).moments },
    publishedNews: {
      get: (tenantId, ergId) => news.get(`${tenantId} ${ergId}`),
      forget: (tenantId, ergId) => news.forget(`${tenantId} ${ergId}`),
    },
  };
}
