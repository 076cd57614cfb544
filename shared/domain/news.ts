import { addMinutes } from './cadence.ts';
import type { AnnouncementContent, MomentContent } from './message-content.ts';
import type { Instant } from './time.ts';

/** The words of what an ERG tells: guidance for everybody, or news for its allies. */
export type NewsContent = Omit<MomentContent, 'withdrawn'> | Omit<AnnouncementContent, 'withdrawn'>;

/** What a card is made from. */
type CardContent = MomentContent | AnnouncementContent;

/** A piece of news of which the number of people is known and which was confirmed. */
export interface SentNews {
  readonly broadcastId: string;
  readonly recipients: number;
  /** The end of the hold. */
  readonly sendFrom: Instant;
  /** From this moment on it stands nowhere, and nobody is told any more. */
  readonly until: Instant;
  /** When organisers asked an admin to publish it, where one did. */
  readonly asked?: Instant;
}

/**
 * Where a piece of news stands. `asked`: its organisers asked an admin to publish it. `preparing`: its recipients are
 * being frozen, or are frozen by now: then it can be confirmed, for an hour; `asked` where an admin is to confirm it.
 * `stopped` in the hold: nobody was told. `withdrawn`: an admin took it away.
 */
export type NewsState =
  | { readonly state: 'draft' }
  | { readonly state: 'asked'; readonly at: Instant }
  | {
      readonly state: 'preparing';
      readonly broadcastId: string;
      readonly since: Instant;
      readonly asked?: Instant;
    }
  | (SentNews & { readonly state: 'sending' })
  | (SentNews & { readonly state: 'stopped'; readonly inHold: boolean })
  | { readonly state: 'retired' | 'withdrawn'; readonly at: Instant; readonly sent?: SentNews };

/** A moment or an announcement of one ERG. */
export interface News {
  /** UUIDv7, made by the client. */
  readonly id: string;
  readonly content: NewsContent;
  /** For how many days it stands once it is sent, 1 to `MOST_NEWS_DAYS`. */
  readonly days: number;
  readonly life: NewsState;
  readonly createdAt: Instant;
  /** 1, and one more with each change. */
  readonly revision: number;
}

/** The longest that a piece of news stands, in days. */
export const MOST_NEWS_DAYS = 30;

/** For how long it stands unless somebody says otherwise, in days. */
export const NEWS_DAYS = 14;

/** Frozen recipients that nobody confirms are over after so many minutes. */
const PREPARED_MINUTES = 60;

/** When what was prepared at this moment has to be prepared again. */
export function preparedUntil(since: Instant): Instant {
  return addMinutes(since, PREPARED_MINUTES);
}

/** Whether a piece of news stands on Home and on the ERG's page at this moment. */
export function isPublished({ life }: Pick<News, 'life'>, now: Instant): boolean {
  const stands = life.state === 'sending' || (life.state === 'stopped' && !life.inHold);
  return stands && life.sendFrom <= now && now < life.until;
}

/** What the cards that people have say of a piece of news: its words, or that it was taken away. */
export function wordsOnCards({ content, life }: Pick<News, 'content' | 'life'>): CardContent {
  return life.state === 'withdrawn' ? { ...content, withdrawn: true } : content;
}

/** What was confirmed of a piece of news, if anything. */
export function sentOf({ life }: Pick<News, 'life'>): SentNews | undefined {
  switch (life.state) {
    case 'sending':
    case 'stopped':
      return life;
    case 'retired':
    case 'withdrawn':
      return life.sent;
    case 'draft':
    case 'asked':
    case 'preparing':
      return undefined;
  }
}
