import { isOrganiser } from '../domain/erg.ts';
import { type News, type NewsContent, sentOf } from '../domain/news.ts';
import {
  askAdmin as decideAsk,
  changeNews as decideChange,
  confirmNews as decideConfirm,
  correctNews as decideCorrect,
  newNews,
  type NewsPublisher,
  type NewsRefusal,
  prepareNews as decidePrepare,
  resumeNews as decideResume,
  retireNews as decideRetire,
  stopNews as decideStop,
  takeAskBack as decideTakeBack,
  withdrawNews as decideWithdrawal,
} from '../domain/news-decisions.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { changeErg, type ChangeErgRefusal, type ErgAct, type ErgAsk } from './change-erg.ts';
import type { CommandDeps } from './deps.ts';
import { resumeBroadcast, stopBroadcast } from './steer-broadcast.ts';

/** Why nothing is done with a piece of news. `not-ready`: its recipients are still being written down. */
export type RunNewsRefusal = NewsRefusal | ChangeErgRefusal | 'archived' | 'not-ready';

type Outcome = Promise<Result<News, RunNewsRefusal>>;

/** Which piece of news, and who wants something of it. */
export interface NewsAsk extends ErgAsk {
  readonly newsId: string;
}

/** Writes a new piece of news down, as a draft. The same id again is the same piece of news, as it is now. */
export async function createNews(
  deps: CommandDeps,
  ask: NewsAsk,
  { content, days }: { readonly content: NewsContent; readonly days: number },
): Outcome {
  const { tenantId, ergId, newsId: id } = ask;
  const changed = await changeErg<'archived', News>(deps, ask, async (erg, { now }) => {
    const known = await deps.news.load(tenantId, ergId, id);
    if (known !== undefined) return accepted({ erg, acts: [], given: known.news });
    if (erg.state === 'archived') return refused('archived');
    const news = newNews({ id, content, days, now });
    return accepted({
      erg,
      rows: [deps.news.write(tenantId, ergId, undefined, news)],
      acts: [{ act: `${content.kind}.drafted`, details: { title: content.title } }],
      given: news,
    });
  });
  return givenNews(changed);
}

/** Writes the words of a piece of news anew, before it is sent. `seen` is the revision that the client saw. */
export function changeNews(
  deps: CommandDeps,
  ask: NewsAsk,
  wanted: { readonly content: NewsContent; readonly days: number; readonly seen: number },
): Outcome {
  const { content, days, seen } = wanted;
  return changeOne(deps, ask, {
    act: 'changed',
    decide: (news) => decideChange(news, { content, days }, seen),
  });
}

/** Asks an admin to publish a moment. */
export function askAdminToPublish(deps: CommandDeps, ask: NewsAsk, seen: number): Outcome {
  return changeOne(deps, ask, {
    act: 'asked',
    onlyActive: true,
    decide: (news, now) => decideAsk(news, seen, now),
  });
}

/** Takes back what an admin was asked; an admin declines it so. */
export function takeAskBack(deps: CommandDeps, ask: NewsAsk, seen: number): Outcome {
  return changeOne(deps, ask, {
    act: ask.actor.as === 'admin' ? 'declined' : 'taken-back',
    decide: (news) => decideTakeBack(news, seen),
  });
}

/** Begins to freeze the recipients: a worker does it, and the number is known soon after. */
export function prepareNews(deps: CommandDeps, ask: NewsAsk, seen: number): Outcome {
  const broadcastId = deps.newId();
  return changeOne(deps, ask, {
    act: 'prepared',
    onlyActive: true,
    decide: (news, now) => decidePrepare(news, publisherIn(ask), { seen, broadcastId, now }),
  });
}

/**
 * Sends what was prepared, after a hold of five minutes: whoever confirms is an organiser at that moment, or an admin
 * whom organisers asked. What is begun here is carried on after a crash.
 */
export async function confirmNews(deps: CommandDeps, ask: NewsAsk, seen: number): Outcome {
  const { tenantId, ergId, newsId } = ask;
  const life = (await deps.news.load(tenantId, ergId, newsId))?.news.life;
  const head =
    life?.state === 'preparing'
      ? await deps.broadcasts.readHead(tenantId, life.broadcastId)
      : undefined;
  return changeOne(deps, ask, {
    act: 'sent',
    onlyActive: true,
    decide: (news, now) => {
      if (news.life.state !== 'preparing') {
        return decideConfirm(news, publisherIn(ask), { seen, recipients: 0, now });
      }
      const isFrozen = head?.state === 'frozen' && head.id === news.life.broadcastId;
      const recipients = isFrozen ? head.recipients : undefined;
      const decided = decideConfirm(news, publisherIn(ask), {
        seen,
        recipients: recipients ?? 1,
        now,
      });
      return decided.ok && recipients === undefined ? refused('not-ready') : decided;
    },
  });
}

/**
 * Stops what is being sent: the broadcast first, so that nobody more is told whatever happens in between. Stopped in
 * its hold nobody was told at all.
 */
export async function stopNews(deps: CommandDeps, ask: NewsAsk): Outcome {
  const { tenantId, ergId, newsId, actor } = ask;
  const loaded = ask.loaded ?? (await deps.ergs.load(tenantId, ergId));
  if (loaded === undefined) return refused('not-found');
  if (actor.as === 'organiser' && !isOrganiser(loaded.erg, actor.userId)) {
    return refused('not-allowed');
  }
  const life = (await deps.news.load(tenantId, ergId, newsId))?.news.life;
  if (life?.state === 'sending') await stopBroadcast(deps, { tenantId, id: life.broadcastId });
  return changeOne(deps, ask, { act: 'stopped', decide: decideStop });
}

/** Goes on with what was stopped; what was stopped in its hold is held for five minutes more. */
export async function resumeNews(deps: CommandDeps, ask: NewsAsk, seen: number): Outcome {
  const resumed = await changeOne(deps, ask, {
    act: 'resumed',
    onlyActive: true,
    decide: (news, now) => decideResume(news, seen, now),
  });
  if (!resumed.ok || resumed.value.life.state !== 'sending') return resumed;
  // A program that dies before this is asked for the same thing again: until then nobody is told.
  const { broadcastId: id, sendFrom } = resumed.value.life;
  const steered = await resumeBroadcast(deps, { tenantId: ask.tenantId, id }, sendFrom);
  return steered.ok ? resumed : refused(steered.reason);
}

/** Corrects what was sent: on Home and the ERG's page, and on the cards that people have. */
export function correctNews(
  deps: CommandDeps,
  ask: NewsAsk,
  { content, seen }: { readonly content: NewsContent; readonly seen: number },
): Outcome {
  return changeOne(deps, ask, {
    act: 'corrected',
    decide: (news) => decideCorrect(news, content, seen),
  });
}

/** Takes a piece of news from Home and the ERG's page; nobody more is told. */
export function retireNews(deps: CommandDeps, ask: NewsAsk): Outcome {
  return changeOne(deps, ask, { act: 'retired', decide: decideRetire });
}

/** An admin takes a piece of news away everywhere; the cards that people have say so in the place of its words. */
export function withdrawNews(deps: CommandDeps, ask: NewsAsk, seen: number): Outcome {
  return changeOne(deps, ask, {
    act: 'withdrawn',
    decide: (news, now) => decideWithdrawal(news, seen, now),
  });
}

/** On whose behalf somebody sends: an admin sends only what organisers asked them to. */
function publisherIn({ actor }: NewsAsk): NewsPublisher {
  return actor.as === 'organiser' ? 'organisers' : 'admin';
}

async function changeOne(
  deps: CommandDeps,
  ask: NewsAsk,
  change: {
    /** What the audit says is done, after the kind of news: `moment.sent`. */
    readonly act: NewsAct;
    /** Not while the ERG is put away. */
    readonly onlyActive?: boolean;
    readonly decide: (news: News, now: Instant) => Result<News, NewsRefusal | 'not-ready'>;
  },
): Outcome {
  const { tenantId, ergId, newsId } = ask;
  const changed = await changeErg<RunNewsRefusal, News>(deps, ask, async (erg, { now }) => {
    if (change.onlyActive === true && erg.state === 'archived') return refused('archived');
    const known = await deps.news.load(tenantId, ergId, newsId);
    if (known === undefined) return refused('not-found');
    const decided = change.decide(known.news, now);
    if (!decided.ok) return decided;
    if (decided.value === known.news) return accepted({ erg, acts: [], given: known.news });
    return accepted({
      erg,
      rows: [deps.news.write(tenantId, ergId, known, decided.value)],
      newsIds: isUnseen(known.news) && isUnseen(decided.value) ? [] : [newsId],
      acts: [actAbout(decided.value, change.act)],
      given: decided.value,
    });
  });
  return givenNews(changed);
}

/** Whether nothing but the organisers' own page shows it. */
function isUnseen({ life }: News): boolean {
  return life.state === 'draft';
}

/** What can be done about a piece of news, as the audit log calls it after its kind. */
type NewsAct =
  | 'drafted'
  | 'changed'
  | 'asked'
  | 'taken-back'
  | 'declined'
  | 'prepared'
  | 'sent'
  | 'stopped'
  | 'resumed'
  | 'corrected'
  | 'retired'
  | 'withdrawn';

function actAbout(news: News, act: NewsAct): ErgAct {
  const { kind, title } = news.content;
  const people = act === 'sent' ? sentOf(news)?.recipients : undefined;
  return {
    act: `${kind}.${act}`,
    details: { title, ...(people === undefined ? {} : { people }) },
  };
}

function givenNews<Refusal extends string>(
  changed: Result<{ readonly given: News | undefined }, Refusal>,
): Result<News, Refusal> {
  if (!changed.ok) return changed;
  const { given } = changed.value;
  if (given === undefined) throw new Error('A decision about news gives the news.');
  return accepted(given);
}
