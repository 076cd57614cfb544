import { HOLD_MINUTES } from './broadcast.ts';
import { addMinutes } from './cadence.ts';
import {
  type News,
  type NewsContent,
  type NewsState,
  preparedUntil,
  sentOf,
  type SentNews,
} from './news.ts';
import { accepted, refused, type Result } from './result.ts';
import type { Instant } from './time.ts';

/** Why a piece of news does not change. */
export type NewsRefusal =
  | 'changed-meanwhile'
  /** It was sent already: its words are corrected. */
  | 'already-sent'
  /** It was not sent, so that there is nothing to stop or to correct. */
  | 'not-sent'
  /** Words are missing. */
  | 'not-finished'
  /** Nobody asked an admin to publish it, or it is theirs to publish by now. */
  | 'not-asked'
  | 'prepare-again'
  | 'nobody-to-tell'
  /** Retired, withdrawn, or its time is over. */
  | 'over';

/** Whose turn it is to send: its organisers', or an admin's whom they asked. */
export type NewsPublisher = 'organisers' | 'admin';

type Decided = Result<News, NewsRefusal>;

/** A new piece of news; nothing of it is seen by anybody but organisers. */
export function newNews(about: {
  readonly id: string;
  readonly content: NewsContent;
  readonly days: number;
  readonly now: Instant;
}): News {
  const { id, content, days, now } = about;
  return { id, content, days, life: { state: 'draft' }, createdAt: now, revision: 1 };
}

/** Writes the words anew, before anything is sent; what was stopped in its hold becomes a draft again. */
export function changeNews(
  news: News,
  wanted: Pick<News, 'content' | 'days'>,
  seen: number,
): Decided {
  const { life } = news;
  if (life.state === 'retired' || life.state === 'withdrawn') return refused('over');
  if (life.state === 'sending' || (life.state === 'stopped' && !life.inHold)) {
    return refused('already-sent');
  }
  const isSame = JSON.stringify(wanted) === JSON.stringify(wordsOf(news));
  if (isSame && life.state !== 'stopped') return accepted(news);
  if (news.revision !== seen || wanted.content.kind !== news.content.kind) {
    return refused('changed-meanwhile');
  }
  if (life.state === 'stopped') return accepted(changed(news, { state: 'draft' }, wanted));
  if (life.state !== 'draft' && !isFinished(wanted.content)) return refused('not-finished');
  return accepted(changed(news, life, wanted));
}

/** Asks an admin to publish a moment. Asked already is fine. */
export function askAdmin(news: News, seen: number, now: Instant): Decided {
  const { life } = news;
  if (life.state === 'asked') return accepted(news);
  if (news.content.kind !== 'moment' || !isUnsent(life)) return refused('already-sent');
  if (news.revision !== seen) return refused('changed-meanwhile');
  if (!isFinished(news.content)) return refused('not-finished');
  return accepted(changed(news, { state: 'asked', at: now }));
}

/** Takes what an admin was asked back, or, by an admin, declines it: it is a draft again. */
export function takeAskBack(news: News, seen: number): Decided {
  const { life } = news;
  if (life.state === 'draft') return accepted(news);
  if (publisherOf(news) !== 'admin' || !isUnsent(life)) return refused('not-asked');
  if (news.revision !== seen) return refused('changed-meanwhile');
  return accepted(changed(news, { state: 'draft' }));
}

/** Begins to freeze the recipients, under this id of the broadcast. Begun already, within the hour, is fine. */
export function prepareNews(
  news: News,
  by: NewsPublisher,
  { seen, broadcastId, now }: { readonly seen: number; broadcastId: string; now: Instant },
): Decided {
  const { life } = news;
  if (!isUnsent(life) && !(life.state === 'stopped' && life.inHold)) return refusedWhenSent(life);
  if (by !== publisherOf(news)) return refused('not-asked');
  if (life.state === 'preparing' && now < preparedUntil(life.since)) return accepted(news);
  if (news.revision !== seen) return refused('changed-meanwhile');
  if (!isFinished(news.content)) return refused('not-finished');
  const asked =
    life.state === 'asked' ? life.at : life.state === 'preparing' ? life.asked : undefined;
  return accepted(
    changed(news, {
      state: 'preparing',
      broadcastId,
      since: now,
      ...(asked === undefined ? {} : { asked }),
    }),
  );
}

/**
 * Sends what was prepared to so many people, after the hold. `seen` is the revision with the words and the number that
 * the client saw. Confirmed already is fine.
 */
export function confirmNews(
  news: News,
  by: NewsPublisher,
  { seen, recipients, now }: { readonly seen: number; recipients: number; now: Instant },
): Decided {
  const { life } = news;
  if (life.state === 'sending') return accepted(news);
  if (life.state === 'retired' || life.state === 'withdrawn') return refused('over');
  if (life.state !== 'preparing') return refused('prepare-again');
  if (by !== publisherOf(news)) return refused('not-asked');
  if (news.revision !== seen) return refused('changed-meanwhile');
  if (now >= preparedUntil(life.since)) return refused('prepare-again');
  if (recipients === 0) return refused('nobody-to-tell');
  const { broadcastId, asked } = life;
  const until = addMinutes(now, news.days * 24 * 60);
  const sendFrom = addMinutes(now, HOLD_MINUTES);
  const sent = sentIn({ broadcastId, recipients, sendFrom, until, ...(asked && { asked }) });
  return accepted(changed(news, { ...sent, state: 'sending' }));
}

/** Stops what is being sent. In the hold nobody was told. Stopped already is fine. */
export function stopNews(news: News, now: Instant): Decided {
  const { life } = news;
  if (life.state === 'stopped') return accepted(news);
  if (life.state !== 'sending') return refused('not-sent');
  const inHold = now < life.sendFrom;
  return accepted(changed(news, { ...sentIn(life), state: 'stopped', inHold }));
}

/** Goes on with what was stopped; what was stopped in its hold is held anew. Going on already is fine. */
export function resumeNews(news: News, seen: number, now: Instant): Decided {
  const { life } = news;
  if (life.state === 'sending') return now < life.until ? accepted(news) : refused('over');
  if (life.state !== 'stopped') return refused('not-sent');
  if (now >= life.until) return refused('over');
  if (news.revision !== seen) return refused('changed-meanwhile');
  const sendFrom = life.inHold ? addMinutes(now, HOLD_MINUTES) : life.sendFrom;
  return accepted(changed(news, { ...sentIn(life), state: 'sending', sendFrom }));
}

/** Corrects the words of what was sent. The same words again are fine. */
export function correctNews(news: News, content: NewsContent, seen: number): Decided {
  const { life } = news;
  if (life.state !== 'sending' && life.state !== 'stopped') {
    return refused(isUnsent(life) ? 'not-sent' : 'over');
  }
  if (JSON.stringify(content) === JSON.stringify(news.content)) return accepted(news);
  if (news.revision !== seen || content.kind !== news.content.kind) {
    return refused('changed-meanwhile');
  }
  if (!isFinished(content)) return refused('not-finished');
  return accepted(changed(news, life, { content, days: news.days }));
}

/** Takes a piece of news from Home and the ERG's page; nobody more is told. Retired already is fine. */
export function retireNews(news: News, now: Instant): Decided {
  if (news.life.state === 'withdrawn') return refused('over');
  return news.life.state === 'retired' ? accepted(news) : accepted(ended(news, 'retired', now));
}

/** An admin takes a piece of news away, whatever its state; `seen` is the revision with the words that they saw. Withdrawn already is fine. */
export function withdrawNews(news: News, seen: number, now: Instant): Decided {
  if (news.life.state === 'withdrawn') return accepted(news);
  if (news.revision !== seen) return refused('changed-meanwhile');
  return accepted(ended(news, 'withdrawn', now));
}

/** Who is to send a piece of news, or sent it. */
export function publisherOf({ life }: Pick<News, 'life'>): NewsPublisher {
  const isAsked = life.state === 'asked' || ('asked' in life && life.asked !== undefined);
  return isAsked ? 'admin' : 'organisers';
}

/** Whether every part has words. */
export function isFinished(content: NewsContent): boolean {
  const words =
    content.kind === 'moment'
      ? [content.title, content.ifThisTouchesYou, content.ifYouWantToSupport]
      : [content.title, content.text];
  return words.every((text) => text.trim() !== '');
}

function isUnsent(life: NewsState): boolean {
  return life.state === 'draft' || life.state === 'asked' || life.state === 'preparing';
}

function refusedWhenSent(life: NewsState): Decided {
  const isOver = life.state === 'retired' || life.state === 'withdrawn';
  return refused(isOver ? 'over' : 'already-sent');
}

function ended(news: News, state: 'retired' | 'withdrawn', at: Instant): News {
  const sent = sentOf(news);
  return changed(news, { state, at, ...(sent === undefined ? {} : { sent: sentIn(sent) }) });
}

function sentIn({ broadcastId, recipients, sendFrom, until, asked }: SentNews): SentNews {
  return {
    broadcastId,
    recipients,
    sendFrom,
    until,
    ...(asked === undefined ? {} : { asked }),
  };
}

function wordsOf({ content, days }: News): Pick<News, 'content' | 'days'> {
  return { content, days };
}

function changed(
  news: News,
  life: NewsState,
  words: Pick<News, 'content' | 'days'> = wordsOf(news),
): News {
  return { ...news, ...words, life, revision: news.revision + 1 };
}
