import { freezeRecipients } from '../../shared/commands/freeze-recipients.ts';
import type { Broadcast } from '../../shared/domain/broadcast.ts';
import { addMinutes } from '../../shared/domain/cadence.ts';
import { type News, preparedUntil, sentOf } from '../../shared/domain/news.ts';
import type { Pending } from '../../shared/domain/pending.ts';
import {
  sharesOf,
  type TellingShares,
  type TellingTime,
  whenTold,
} from '../../shared/domain/telling-forecast.ts';
import { type PreparationJob, putBroadcastJob } from '../../shared/store/broadcast-jobs.ts';
import { atOnce } from '../../shared/commands/at-once.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { HeldMessage } from './hold-message.ts';

/** The recipients of whom it is asked when they would be told, at most; drawn at random. */
const MOST_ASKED = 200;

/** How many of them are looked at at once. */
const AT_ONCE = 8;

/** How long after it was prepared what nobody confirmed is deleted, in real milliseconds. */
const FORGOTTEN_AFTER_MS = 65 * 60_000;

/** How many recipients are read of a roster at once. */
const ROSTER_PAGE = 999;

/**
 * Writes the recipients of prepared news down, and estimates when they would be told. Done already, or not wanted any
 * more, is fine; what a worker left half done when it died is done anew.
 */
export async function freezeBroadcast(
  deps: DeliveryDeps,
  job: PreparationJob,
  held: Pick<HeldMessage, 'mayBegin'>,
): Promise<void> {
  const { tenantId, ergId, newsId, broadcastId } = job;
  const news = (await deps.news.load(tenantId, ergId, newsId))?.news;
  if (news === undefined || !isWaitedFor(deps, news, broadcastId)) return;
  const known = await deps.broadcasts.readHead(tenantId, broadcastId);
  if (known !== undefined && known.state !== 'freezing') return;
  await putBroadcastJob(deps.queues, { ...job, do: 'forget' }, FORGOTTEN_AFTER_MS);
  const now = deps.clock.now();
  const begun: Broadcast = {
    tenantId,
    id: broadcastId,
    content: news.content,
    contentRevision: 1,
    ...(news.content.kind === 'announcement' ? { ergId } : {}),
    state: 'freezing',
    sendFrom: now,
    until: addMinutes(now, news.days * 24 * 60),
    recipients: 0,
    packs: 0,
  };
  const head = (await deps.broadcasts.begin(begun)) ?? (await deps.broadcasts.beginAnew(begun));
  if (head === undefined) return;
  const asked = drawAtRandom(MOST_ASKED, deps.random);
  const recipients = recipientsOf(deps, job, news);
  const frozen = await freezeRecipients(deps, head, asked.from(whileHeld(recipients, held)));
  // A worker that has to let go leaves it to the next.
  if (frozen === undefined || !held.mayBegin()) return;
  const timing = await estimate(deps, begun, asked.drawn());
  await deps.broadcasts.finishFreezing(frozen.held, {
    recipients: frozen.recipients,
    packs: frozen.packs,
    state: 'frozen',
    sendFrom: now,
    ...(timing === undefined ? {} : { timing }),
  });
}

/** Deletes what was prepared and never confirmed. */
export async function forgetBroadcast(
  deps: DeliveryDeps,
  { tenantId, ergId, newsId, broadcastId }: PreparationJob,
): Promise<void> {
  const news = (await deps.news.load(tenantId, ergId, newsId))?.news;
  const isKept =
    news !== undefined &&
    (isWaitedFor(deps, news, broadcastId) || sentOf(news)?.broadcastId === broadcastId);
  if (!isKept) await deps.broadcasts.forget(tenantId, broadcastId);
}

function isWaitedFor(
  { clock }: Pick<DeliveryDeps, 'clock'>,
  { life }: News,
  broadcastId: string,
): boolean {
  return (
    life.state === 'preparing' &&
    life.broadcastId === broadcastId &&
    clock.now() < preparedUntil(life.since)
  );
}

/** A moment is for everybody who agreed; an announcement for the allies of its ERG. */
async function* recipientsOf(
  deps: DeliveryDeps,
  { tenantId, ergId }: PreparationJob,
  { content }: News,
): AsyncGenerator<string> {
  if (content.kind === 'moment') {
    yield* deps.audience.everybody(tenantId);
    return;
  }
  let continuation: string | undefined;
  do {
    const page = await deps.rosters.readPage(tenantId, ergId, {
      of: 'active',
      limit: ROSTER_PAGE,
      ...(continuation === undefined ? {} : { continuation }),
    });
    for (const { userId } of page.lines) yield userId;
    continuation = page.continuation;
  } while (continuation !== undefined);
}

/** As many as may be begun while the job is this worker's. */
async function* whileHeld(
  userIds: AsyncIterable<string>,
  held: Pick<HeldMessage, 'mayBegin'>,
): AsyncGenerator<string> {
  for await (const userId of userIds) {
    if (!held.mayBegin()) return;
    yield userId;
  }
}

/** Draws so many of a stream of people at random, each as likely as every other, while it passes by. */
function drawAtRandom(most: number, random: () => number) {
  const drawn: string[] = [];
  let seen = 0;
  return {
    async *from(userIds: AsyncIterable<string>): AsyncGenerator<string> {
      for await (const userId of userIds) {
        seen += 1;
        if (drawn.length < most) drawn.push(userId);
        else {
          const place = Math.floor(random() * seen);
          if (place < most) drawn[place] = userId;
        }
        yield userId;
      }
    },
    drawn: (): readonly string[] => drawn,
  };
}

/** When these people would be told, if it were confirmed now. */
async function estimate(
  deps: DeliveryDeps,
  { tenantId, id, content, sendFrom: from, until, ergId }: Broadcast,
  userIds: readonly string[],
): Promise<TellingShares | undefined> {
  const tenant = await deps.tenantRules.get(tenantId);
  const about = ergId === undefined ? {} : { ergId };
  const waiting: Pending = { id, kind: content.kind, from, until, ...about };
  const times: TellingTime[] = [];
  await atOnce(userIds, AT_ONCE, async (userId) => {
    const loaded = await deps.people.load({ tenantId, userId });
    times.push(loaded === undefined ? 'never' : whenTold(loaded.person, waiting, tenant));
  });
  return sharesOf(times);
}
