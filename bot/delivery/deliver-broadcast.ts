import { carryEventChange } from '../../shared/commands/carry-event-change.ts';
import {
  broadcastJobFromText,
  type BroadcastJob,
  type PreparationJob,
  putBroadcastJob,
} from '../../shared/store/broadcast-jobs.ts';
import { setAside } from '../../shared/store/set-aside.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { correctPack } from './correct-pack.ts';
import { holdMessage, type JobInHand, type ReceivedFrom } from './hold-message.ts';
import { forgetBroadcast, freezeBroadcast } from './prepare-broadcast.ts';
import { lookAtRequests } from './look-at-requests.ts';
import type { SendPermits } from './send-permits.ts';
import { tellPack } from './tell-pack.ts';

/** How many packs one job hands out; the rest are handed out by the next. */
const PACKS_HANDED_OUT = 500;

/** How long a job waits for a broadcast that is still being written down, or confirmed. */
const FREEZING_MS = 30_000;

/** After so many waits it was given up by whoever was writing them down. */
const MOST_WAITS = 20;

/**
 * Does one job of the queue `broadcasts`: one of a broadcast, about the requests of an ERG, or about an event that
 * changed. A job of one that was stopped is over: resuming hands it out anew. Safe to repeat at any point.
 */
export async function deliverBroadcast(
  deps: DeliveryDeps,
  permits: SendPermits,
  received: ReceivedFrom,
  stopping: AbortSignal,
): Promise<void> {
  const { message, queue } = received;
  const job = broadcastJobFromText(message.text);
  if (job?.do === 'look-at-requests') {
    await inHand(deps, received, stopping, (hand) => lookAtRequests(deps, permits, job, hand));
    return;
  }
  if (job !== undefined && 'eventId' in job) {
    await inHand(deps, received, stopping, async ({ comeBackAtMs, comings }) => {
      const done = await carryEventChange(deps, job);
      const comesBack = done === 'later' && comings < MOST_WAITS;
      if (comesBack) comeBackAtMs.push(deps.clock.realMs() + FREEZING_MS);
    });
    return;
  }
  if (job !== undefined && isPreparation(job)) {
    await inHand(deps, received, stopping, ({ held }) =>
      job.do === 'freeze' ? freezeBroadcast(deps, job, held) : forgetBroadcast(deps, job),
    );
    return;
  }
  const head =
    job === undefined ? undefined : await deps.broadcasts.readHead(job.tenantId, job.broadcastId);
  if (job === undefined || head === undefined) {
    deps.log.warn('broadcast.job-unreadable');
    const isOver =
      job !== undefined && !(await deps.broadcasts.hasHead(job.tenantId, job.broadcastId));
    if (isOver) await queue.remove(message);
    else await setAside(queue, message);
    return;
  }
  if (head.state === 'freezing' || head.state === 'frozen') {
    if (message.dequeueCount >= MOST_WAITS) await queue.remove(message);
    else await queue.hide(message, FREEZING_MS);
    return;
  }
  const isOver = head.state === 'stopped' || deps.clock.now() >= head.until;
  if (isOver && !isCorrection(job)) {
    await queue.remove(message);
    return;
  }
  const early = Date.parse(head.sendFrom) - Date.parse(deps.clock.now());
  if (early > 0) {
    await queue.hide(message, Math.min(early, FREEZING_MS));
    return;
  }
  await inHand(deps, received, stopping, async (hand) => {
    if (job.do === 'hand-out') await handOut(deps, job, head.packs);
    else if (job.do === 'tell') await tellPack(deps, permits, head, job.pack, hand);
    else await correctPack(deps, permits, head, job.pack, hand);
  });
}

/** Keeps the message of a job hidden while it is done, and lets it come back where it has to. */
async function inHand(
  deps: DeliveryDeps,
  received: ReceivedFrom,
  stopping: AbortSignal,
  work: (hand: JobInHand) => Promise<void>,
): Promise<void> {
  const held = holdMessage(deps, received, stopping);
  const hand: JobInHand = { held, comeBackAtMs: [], comings: received.message.dequeueCount };
  try {
    await work(hand);
  } finally {
    await held.letGo();
  }
  await held.finish(hand.comeBackAtMs);
}

function isPreparation(job: BroadcastJob | PreparationJob): job is PreparationJob {
  return job.do === 'freeze' || job.do === 'forget';
}

function isCorrection(job: BroadcastJob): boolean {
  return job.do === 'correct' || (job.do === 'hand-out' && job.what === 'correct');
}

async function handOut(
  deps: DeliveryDeps,
  { what, tenantId, broadcastId, from }: Extract<BroadcastJob, { readonly do: 'hand-out' }>,
  packs: number,
): Promise<void> {
  const until = Math.min(packs, from + PACKS_HANDED_OUT);
  for (let pack = from; pack < until; pack += 1) {
    await putBroadcastJob(deps.queues, { do: what, tenantId, broadcastId, pack });
  }
  if (until < packs) {
    await putBroadcastJob(deps.queues, {
      do: 'hand-out',
      what,
      tenantId,
      broadcastId,
      from: until,
    });
  }
}
