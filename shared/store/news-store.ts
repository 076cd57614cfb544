import type { News } from '../domain/news.ts';
import type { Instant } from '../domain/time.ts';
import { deleteWhere } from './delete-range.ts';
import { ergPartition } from './ergs-store.ts';
import { NewsRow } from './news-rows.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { StoredRow, Tables, Write } from './tables.ts';

/** A piece of news as read, with the ETag that its next change asks for. */
export interface LoadedNews {
  readonly news: News;
  readonly etag: string;
}

/** Some news, the newest first. */
export interface NewsPage {
  readonly news: readonly News[];
  /** There is news older than this. */
  readonly before?: string;
}

/** The store of moments and announcements. */
export type NewsStore = ReturnType<typeof createNewsStore>;

/** How many pieces of news of an ERG are looked through for what is published of them. */
const RECENT = 50;

/** Moments and announcements in the table `ErgContent`, beside the head of their ERG. */
export function createNewsStore(tables: Tables, report: BrokenRowReporter) {
  const content = tables.table('ErgContent');

  /** One piece of news with its ETag, or undefined. One point read. */
  async function load(
    tenantId: string,
    ergId: string,
    id: string,
  ): Promise<LoadedNews | undefined> {
    const row = await content.get(ergPartition(tenantId, ergId), newsKey(id));
    const news = row === undefined ? undefined : toNews(row);
    return row === undefined || news === undefined ? undefined : { news, etag: row.etag };
  }

  /** The news of an ERG, the newest first, at most `limit` (1 to 999), those made before `before`. One request. */
  async function readPage(
    tenantId: string,
    ergId: string,
    { before, limit }: { readonly before?: string; readonly limit: number },
  ): Promise<NewsPage> {
    // Behind the key itself, and before the next one.
    const from = before === undefined ? 'news_' : `${newsKey(before)} `;
    const range = { from, before: 'news`' };
    const page = await content.readPage(ergPartition(tenantId, ergId), range, { limit: limit + 1 });
    const rows = page.rows.slice(0, limit);
    const last = rows.at(-1);
    const more = page.rows.length > limit || page.continuation !== undefined;
    return {
      news: rows.map(toNews).filter((news) => news !== undefined),
      ...(more && last !== undefined ? { before: inverted(last.rowKey.slice(5)) } : {}),
    };
  }

  /** The latest news of an ERG, at most 50, the newest first, whatever its state. One request. */
  async function readRecent(tenantId: string, ergId: string): Promise<readonly News[]> {
    return (await readPage(tenantId, ergId, { limit: RECENT })).news;
  }

  /** The write of a piece of news, for the transaction that writes the head of its ERG. */
  function write(
    tenantId: string,
    ergId: string,
    before: LoadedNews | undefined,
    next: News,
  ): Write {
    const row = encodeRow(ergPartition(tenantId, ergId), newsKey(next.id), next);
    return before === undefined
      ? { kind: 'insert', row }
      : { kind: 'replace', row, etag: before.etag };
  }

  /** Deletes the news of an ERG that was over before this moment; drafts stay. */
  async function removeOverBefore(tenantId: string, ergId: string, at: Instant): Promise<void> {
    const range = { from: 'news_', before: 'news`' };
    await deleteWhere(content, ergPartition(tenantId, ergId), range, (row) => {
      const life = toNews(row)?.life;
      if (life?.state === 'sending' || life?.state === 'stopped') return life.until < at;
      return (life?.state === 'retired' || life?.state === 'withdrawn') && life.at < at;
    });
  }

  function toNews(row: StoredRow): News | undefined {
    return decodeRow(NewsRow, row, 'ErgContent', report);
  }

  return { load, readPage, readRecent, write, removeOverBefore };
}

/** Ids grow with time, and storage reads forwards: turned round, the newest comes first. */
function newsKey(id: string): string {
  return `news_${inverted(id)}`;
}

/** The id with every hexadecimal digit in place of its counterpart: once more, and it is as it was. */
function inverted(id: string): string {
  return id.replaceAll(/[0-9a-f]/g, (digit) => (15 - Number.parseInt(digit, 16)).toString(16));
}
