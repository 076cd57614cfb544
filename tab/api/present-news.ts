import type { RunNews } from '../../shared/commands/read-news.ts';
import type {
  NewsContentBody,
  NewsStateView,
  NewsView,
  PublishedNews,
} from '../../shared/contract/news.ts';
import type { BroadcastProgress } from '../../shared/domain/broadcast.ts';
import { bandOf } from '../../shared/domain/band.ts';
import {
  type News,
  type NewsContent,
  preparedUntil,
  sentOf,
  type SentNews,
} from '../../shared/domain/news.ts';
import { publisherOf } from '../../shared/domain/news-decisions.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { MomentLine } from '../../shared/store/news-rows.ts';

/** A piece of news as its organisers see it: numbers of people told as bands, nobody named. */
export function presentRunNews(run: RunNews, now: Instant): NewsView {
  const { id, content, days, revision } = run.news;
  return { id, content: presentContent(content), days, life: presentLife(run, now), now, revision };
}

/** A piece of news as everybody reads it, while it stands. Who wrote it is not said. */
export function presentPublished(news: News): PublishedNews[] {
  const sent = sentOf(news);
  if (sent === undefined) return [];
  const { id, content } = news;
  return [{ id, content: presentContent(content), since: sent.sendFrom, until: sent.until }];
}

/** The moments that stand on everybody's Home at this moment, the newest first. Of which ERG they are is not said. */
export function presentMoments(lines: readonly MomentLine[], now: Instant): PublishedNews[] {
  return lines
    .filter(({ sendFrom, until }) => sendFrom <= now && now < until)
    .toSorted((one, other) => (one.sendFrom < other.sendFrom ? 1 : -1))
    .map(({ id, content, sendFrom, until }) => ({
      id,
      content: presentContent(content),
      since: sendFrom,
      until,
    }));
}

function presentLife({ news, broadcast, progress }: RunNews, now: Instant): NewsStateView {
  const { life } = news;
  switch (life.state) {
    case 'draft':
      return { state: 'draft' };
    case 'asked':
      return { state: 'asked', askedAt: life.at };
    case 'preparing': {
      const byAdmin = publisherOf(news) === 'admin';
      const confirmUntil = preparedUntil(life.since);
      if (now >= confirmUntil) {
        return life.asked === undefined
          ? { state: 'draft' }
          : { state: 'asked', askedAt: life.asked };
      }
      if (broadcast?.state !== 'frozen') return { state: 'preparing', byAdmin };
      const { recipients, timing = null } = broadcast;
      return { state: 'ready', byAdmin, recipients, timing, confirmUntil };
    }
    case 'sending':
    case 'stopped': {
      const { recipients, sendFrom, until } = life;
      const sent = { recipients, sendFrom, until };
      const told =
        progress === undefined
          ? {}
          : { progress: presentProgress(progress, life, broadcast?.contentRevision ?? 1) };
      if (now >= until) return { state: 'over', ...sent, ...told };
      // The broadcast is stopped first: what it says holds.
      if (life.state === 'stopped' || broadcast?.state === 'stopped') {
        const inHold = life.state === 'stopped' ? life.inHold : now < sendFrom;
        return { state: 'stopped', inHold, ...sent, ...told };
      }
      return now < sendFrom
        ? { state: 'holding', ...sent }
        : { state: 'sending', ...sent, ...told };
    }
    case 'retired':
    case 'withdrawn':
      return { state: life.state, at: life.at };
  }
}

function presentProgress(
  progress: BroadcastProgress,
  { recipients }: SentNews,
  contentRevision: number,
) {
  const band = (count: number) => bandOf(count, recipients);
  const sent = band(progress.sent);
  const waiting = band(progress.waiting);
  const notTold = band(progress.skipped);
  const failed = band(progress.failed);
  const open = band(progress.none);
  if (!sent || !waiting || !notTold || !failed || !open) return null;
  const corrected = contentRevision > 1 ? (band(progress.corrected) ?? null) : null;
  return { sent, waiting, notTold, failed, open, corrected };
}

function presentContent(content: NewsContent): NewsContentBody {
  return { ...content };
}
