import type { Broadcast, BroadcastContent, BroadcastProgress } from '../domain/broadcast.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { putBroadcastJob } from '../store/broadcast-jobs.ts';
import type { BroadcastDeps } from './broadcast-deps.ts';

/** Which broadcast. */
export interface BroadcastKey {
  readonly tenantId: string;
  readonly id: string;
}

/** Why a broadcast is not steered. */
export type SteeringRefusal = 'not-found' | 'not-ready' | 'changed-meanwhile' | 'over';

/**
 * Stops a broadcast: within seconds nobody more is told. Stopped in its hold, or before it was confirmed, nobody was
 * told at all. Stopped already is fine.
 */
export async function stopBroadcast(
  deps: BroadcastDeps,
  { tenantId, id }: BroadcastKey,
): Promise<Result<Broadcast, SteeringRefusal>> {
  return steer(deps, { tenantId, id }, (head) => ({ ...head, state: 'stopped' }));
}

/**
 * Goes on with a broadcast that was stopped: whoever was told is not told again. Going on already is fine. `sendFrom`
 * is the end of a new hold, where it was stopped in its first.
 */
export async function resumeBroadcast(
  deps: BroadcastDeps,
  key: BroadcastKey,
  sendFrom?: Instant,
): Promise<Result<Broadcast, SteeringRefusal>> {
  const now = deps.clock.now();
  const held = sendFrom === undefined ? {} : { sendFrom };
  const resumed = await steer(deps, key, (head) =>
    head.until <= now ? undefined : { ...head, ...held, state: 'sending' },
  );
  if (resumed.ok) await handOut(deps, key, 'tell');
  return resumed;
}

/**
 * Corrects the words of a broadcast: the cards already sent are brought up to date, and who is told from now on gets
 * the new words. `seen` is the content revision that the client saw.
 */
export async function correctBroadcast(
  deps: BroadcastDeps,
  key: BroadcastKey,
  content: BroadcastContent,
  seen: number,
): Promise<Result<Broadcast, SteeringRefusal>> {
  let stale = false;
  const corrected = await steer(deps, key, (head) => {
    const isSame = JSON.stringify(head.content) === JSON.stringify(content);
    stale = head.content.kind !== content.kind || (head.contentRevision !== seen && !isSame);
    if (stale) return undefined;
    return isSame ? head : { ...head, content, contentRevision: head.contentRevision + 1 };
  });
  if (stale) return refused('changed-meanwhile');
  // The first words are on every card already.
  if (corrected.ok && corrected.value.contentRevision > 1) await handOut(deps, key, 'correct');
  return corrected;
}

/**
 * How far a broadcast is. Undefined where there is none. Reads every pack, a thousand at a time. Whoever still waits
 * when its time is over was not told and never will be: they are among the skipped then.
 */
export async function readBroadcast(
  deps: BroadcastDeps,
  { tenantId, id }: BroadcastKey,
): Promise<{ readonly broadcast: Broadcast; readonly progress: BroadcastProgress } | undefined> {
  const broadcast = await deps.broadcasts.readHead(tenantId, id);
  if (broadcast === undefined) return undefined;
  const progress = await deps.broadcasts.progress(tenantId, id, broadcast.contentRevision);
  const isOver = deps.clock.now() >= broadcast.until;
  const { waiting, skipped } = progress;
  return {
    broadcast,
    progress: isOver ? { ...progress, waiting: 0, skipped: skipped + waiting } : progress,
  };
}

async function steer(
  deps: BroadcastDeps,
  { tenantId, id }: BroadcastKey,
  change: (head: Broadcast) => Broadcast | undefined,
): Promise<Result<Broadcast, SteeringRefusal>> {
  let refusal: SteeringRefusal = 'not-found';
  const changed = await deps.broadcasts.changeHead(tenantId, id, (head) => {
    refusal = head.state === 'freezing' ? 'not-ready' : 'over';
    return head.state === 'freezing' ? undefined : change(head);
  });
  return changed === undefined ? refused(refusal) : accepted(changed);
}

/** Hands the packs out; a program that dies before this is asked for the same thing again. */
async function handOut(
  deps: BroadcastDeps,
  { tenantId, id }: BroadcastKey,
  what: 'tell' | 'correct',
): Promise<void> {
  await putBroadcastJob(deps.queues, { do: 'hand-out', what, tenantId, broadcastId: id, from: 0 });
}
