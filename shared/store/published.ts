import type { News } from '../domain/news.ts';
import type { ErgDirectoryLine } from './erg-rows.ts';
import type { ErgsStore } from './ergs-store.ts';
import type { MomentLine } from './news-rows.ts';
import type { NewsStore } from './news-store.ts';
import { createPublicationCache, type PublicationCache } from './publication-cache.ts';

/** What ERGs publish, as a replica knows it. */
export interface Published {
  /** The directory of ERGs by tenant, at most a minute old. */
  readonly publishedErgs: PublicationCache<readonly ErgDirectoryLine[]>;
  /** Moments by tenant, read together with the directory: those that stand, stood or will stand after their hold. */
  readonly publishedMoments: Pick<PublicationCache<readonly MomentLine[]>, 'get'>;
  /** The latest news of one ERG, whatever its state, at most a minute old. */
  readonly publishedNews: PublicationCache<readonly News[], [tenantId: string, ergId: string]>;
}

/** Keeps what ERGs publish for at most a minute of real time. */
export function createPublished(
  stores: { readonly ergs: ErgsStore; readonly news: NewsStore },
  realMs: () => number,
): Published {
  const directory = createPublicationCache(stores.ergs.readPublished, realMs);
  const news = createPublicationCache(
    (tenantId: string, ergId: string) => stores.news.readRecent(tenantId, ergId),
    realMs,
  );
  return {
    publishedErgs: {
      get: async (tenantId) => (await directory.get(tenantId)).ergs,
      forget: directory.forget,
    },
    publishedMoments: { get: async (tenantId) => (await directory.get(tenantId)).moments },
    publishedNews: news,
  };
}
