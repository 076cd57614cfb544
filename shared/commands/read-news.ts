import type { Broadcast, BroadcastProgress } from '../domain/broadcast.ts';
import { isPublished, type News, sentOf } from '../domain/news.ts';
import type { CommandDeps } from './deps.ts';
import type { NewsKey } from './project-news.ts';

/** A piece of news as its organisers see it. */
export interface RunNews {
  readonly news: News;
  /** Its broadcast, where its recipients are frozen or being frozen. */
  readonly broadcast?: Broadcast;
  /** How far the telling is, where that was asked for and it was confirmed. */
  readonly progress?: BroadcastProgress;
}

/** One piece of news with how far it is; undefined where there is none. Reads every pack, a thousand at a time. */
export async function readRunNews(
  deps: CommandDeps,
  { tenantId, ergId, newsId }: NewsKey,
): Promise<RunNews | undefined> {
  const news = (await deps.news.load(tenantId, ergId, newsId))?.news;
  if (news === undefined) return undefined;
  const run = await withBroadcast(deps, tenantId, news);
  const { broadcast } = run;
  if (broadcast === undefined || sentOf(news) === undefined) return run;
  const { id, contentRevision } = broadcast;
  return { ...run, progress: await deps.broadcasts.progress(tenantId, id, contentRevision) };
}

/** A piece of news with the head of its broadcast. One point read at most. */
export async function withBroadcast(
  deps: CommandDeps,
  tenantId: string,
  news: News,
): Promise<RunNews> {
  const { life } = news;
  const id = life.state === 'preparing' ? life.broadcastId : sentOf(news)?.broadcastId;
  const broadcast = id === undefined ? undefined : await deps.broadcasts.readHead(tenantId, id);
  return { news, ...(broadcast === undefined ? {} : { broadcast }) };
}

/** What of an ERG's news stands on its page now, the newest first; at most a minute old. */
export async function readPublishedNews(
  deps: CommandDeps,
  tenantId: string,
  ergId: string,
): Promise<readonly News[]> {
  const now = deps.clock.now();
  const news = await deps.publishedNews.get(tenantId, ergId);
  return news.filter((one) => isPublished(one, now));
}
