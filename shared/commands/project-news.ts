import { type News, sentOf, type SentNews, wordsOnCards } from '../domain/news.ts';
import { putBroadcastJob } from '../store/broadcast-jobs.ts';
import type { AskedLine, MomentLine } from '../store/news-rows.ts';
import type { CommandDeps } from './deps.ts';
import { correctBroadcast, stopBroadcast } from './steer-broadcast.ts';

/** Which piece of news. */
export interface NewsKey {
  readonly tenantId: string;
  readonly ergId: string;
  readonly newsId: string;
}

const MOST_TRIES = 5;

/**
 * Brings everything up to a piece of news: its broadcast (frozen, sent after the hold, corrected, stopped), everybody's
 * Home, and the list of what admins were asked. `after-a-crash`: what may have been begun before is done once more.
 * Safe to repeat.
 */
export async function projectNews(
  deps: CommandDeps,
  key: NewsKey,
  when: 'at-once' | 'after-a-crash',
): Promise<void> {
  const { tenantId, ergId, newsId } = key;
  const news = (await deps.news.load(tenantId, ergId, newsId))?.news;
  if (news === undefined) return;
  await steerBroadcast(deps, key, news, when);
  if (news.content.kind === 'moment') {
    const goneAtMs = deps.clock.realMs();
    await deps.newsLines.showAsked(tenantId, askedLine(ergId, news, goneAtMs));
    const line = momentLine(ergId, news, goneAtMs);
    if (line !== undefined) await deps.newsLines.showMoment(tenantId, line);
    await deps.newsLines.tidy(tenantId, deps.clock.now());
    deps.publishedErgs.forget(tenantId);
  }
  deps.publishedNews.forget(tenantId, ergId);
}

async function steerBroadcast(
  deps: CommandDeps,
  { tenantId, ergId, newsId }: NewsKey,
  news: News,
  when: 'at-once' | 'after-a-crash',
): Promise<void> {
  const { life } = news;
  switch (life.state) {
    case 'draft':
    case 'asked':
      return;
    case 'preparing': {
      const { broadcastId } = life;
      const job = { do: 'freeze', tenantId, ergId, newsId, broadcastId } as const;
      await putBroadcastJob(deps.queues, job);
      return;
    }
    case 'sending':
      await sendPrepared(deps, tenantId, { ...life, content: news.content });
      await bringWordsUpToDate(deps, { tenantId, ergId, newsId }, life.broadcastId, when);
      return;
    case 'stopped':
      await stopBroadcast(deps, { tenantId, id: life.broadcastId });
      await bringWordsUpToDate(deps, { tenantId, ergId, newsId }, life.broadcastId, when);
      return;
    case 'retired':
      if (life.sent !== undefined) {
        await stopBroadcast(deps, { tenantId, id: life.sent.broadcastId });
      }
      return;
    case 'withdrawn': {
      if (life.sent === undefined) return;
      const { broadcastId } = life.sent;
      await stopBroadcast(deps, { tenantId, id: broadcastId });
      await bringWordsUpToDate(deps, { tenantId, ergId, newsId }, broadcastId, when);
      return;
    }
  }
}

/** Lets a frozen broadcast be told after the hold; one that was let already, or stopped since, stays as it is. */
async function sendPrepared(
  deps: CommandDeps,
  tenantId: string,
  { broadcastId, sendFrom, until, content }: SentNews & Pick<News, 'content'>,
): Promise<void> {
  const head = await deps.broadcasts.readHead(tenantId, broadcastId);
  if (head?.state !== 'frozen') return;
  // The job first: a program that dies before the head says so leaves a job that waits for it.
  const job = { do: 'hand-out', what: 'tell', tenantId, broadcastId, from: 0 } as const;
  const heldMs = Date.parse(sendFrom) - Date.parse(deps.clock.now());
  await putBroadcastJob(deps.queues, job, Math.max(0, heldMs));
  await deps.broadcasts.changeHead(tenantId, broadcastId, (known) =>
    known.state === 'frozen' ? { ...known, state: 'sending', sendFrom, until, content } : undefined,
  );
}

/**
 * Corrects the broadcast where its words are not what cards are to say of the piece of news. What the broadcast says is read before
 * what the piece of news says, so that older words never replace newer ones.
 */
async function bringWordsUpToDate(
  deps: CommandDeps,
  { tenantId, ergId, newsId }: NewsKey,
  id: string,
  when: 'at-once' | 'after-a-crash',
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const head = await deps.broadcasts.readHead(tenantId, id);
    const news = (await deps.news.load(tenantId, ergId, newsId))?.news;
    if (head === undefined || news === undefined) return;
    const words = wordsOnCards(news);
    const isSame = JSON.stringify(head.content) === JSON.stringify(words);
    // After a crash the words may be there, and the jobs that carry them to the cards not.
    if (isSame && when === 'at-once') return;
    const seen = head.contentRevision;
    const corrected = await correctBroadcast(deps, { tenantId, id }, words, seen);
    if (corrected.ok || corrected.reason !== 'changed-meanwhile') return;
  }
  throw new Error('The words of a broadcast changed under every try.');
}

/** What everybody's Home is to know of a moment; nothing where it was never sent. */
function momentLine(ergId: string, news: News, goneAtMs: number): MomentLine | undefined {
  const { content, life, id, revision } = news;
  const sent = sentOf(news);
  if (sent === undefined || content.kind !== 'moment') return undefined;
  const { sendFrom, until } = sent;
  const stands = life.state === 'sending' || (life.state === 'stopped' && !life.inHold);
  return { id, ergId, revision, content, sendFrom, until, ...(stands ? {} : { goneAtMs }) };
}

function askedLine(ergId: string, news: News, goneAtMs: number): AskedLine {
  const { content, life, id, revision } = news;
  const at = life.state === 'asked' ? life.at : life.state === 'preparing' ? life.asked : undefined;
  const gone = at === undefined ? { goneAtMs } : {};
  return { id, ergId, revision, title: content.title, at: at ?? '', ...gone };
}
