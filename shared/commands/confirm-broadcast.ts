import type { Broadcast, BroadcastContent } from '../domain/broadcast.ts';
import { addMinutes } from '../domain/cadence.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { putBroadcastJob } from '../store/broadcast-jobs.ts';
import type { BroadcastDeps } from './broadcast-deps.ts';

/** How long a broadcast can be stopped before anything has left, in minutes. */
export const HOLD_MINUTES = 5;

/** How many people stand in one pack. */
const PACK_SIZE = 50;

/** How many packs are written at once. */
const PACKS_A_WRITE = 100;

/** What is to be sent to many people. */
export interface NewBroadcast {
  readonly tenantId: string;
  /** UUIDv7, made by the client: the same id again is the same broadcast. */
  readonly id: string;
  readonly content: BroadcastContent;
  /** For allies of this ERG; absent where it is for everyone. */
  readonly ergId?: string;
  /** From this moment on nobody is told any more. */
  readonly until: Instant;
}

/** Why a broadcast is not sent. */
export type BroadcastRefusal = 'nobody-to-tell' | 'until-passed';

/**
 * Freezes the recipients in packs and hands them on, to be told after the hold. The number given is the number of
 * people. The same id again gives the same broadcast; one whose program died while it was being written down is
 * written down anew.
 */
export async function confirmBroadcast(
  deps: BroadcastDeps,
  wanted: NewBroadcast,
  recipients: AsyncIterable<string>,
): Promise<Result<Broadcast, BroadcastRefusal>> {
  const now = deps.clock.now();
  const sendFrom = addMinutes(now, HOLD_MINUTES);
  if (wanted.until <= sendFrom) return refused('until-passed');
  const { tenantId, id } = wanted;
  const begun = await deps.broadcasts.begin({
    ...wanted,
    contentRevision: 1,
    state: 'freezing',
    sendFrom,
    recipients: 0,
    packs: 0,
  });
  if (!begun.ok) {
    const known = await deps.broadcasts.readHead(tenantId, id);
    if (known !== undefined && known.state !== 'freezing') return accepted(known);
    await deps.broadcasts.clearPacks(tenantId, id);
  }
  const frozen = await freeze(deps, wanted, recipients);
  if (frozen.recipients === 0) {
    await deps.broadcasts.clearPacks(tenantId, id);
    return refused('nobody-to-tell');
  }
  // The job first: a program that dies before the head says so leaves a job that finds nothing to do.
  const job = { do: 'hand-out', what: 'tell', tenantId, broadcastId: id, from: 0 } as const;
  await putBroadcastJob(deps.queues, job, HOLD_MINUTES * 60_000);
  const changed = await deps.broadcasts.changeHead(tenantId, id, (head) =>
    head.state === 'freezing' ? { ...head, ...frozen, sendFrom, state: 'sending' } : undefined,
  );
  const head = changed ?? (await deps.broadcasts.readHead(tenantId, id));
  if (head === undefined) throw new Error('A broadcast vanished while it was confirmed.');
  return accepted(head);
}

/** Writes the recipients down, each once. */
async function freeze(
  deps: BroadcastDeps,
  { tenantId, id }: NewBroadcast,
  recipients: AsyncIterable<string>,
): Promise<Pick<Broadcast, 'recipients' | 'packs'>> {
  const known = new Set<string>();
  let pack: string[] = [];
  let waiting: { index: number; userIds: readonly string[] }[] = [];
  let packs = 0;
  const close = () => {
    if (pack.length === 0) return;
    waiting.push({ index: packs, userIds: pack });
    packs += 1;
    pack = [];
  };
  const write = async () => {
    if (waiting.length > 0) await deps.broadcasts.addPacks(tenantId, id, waiting);
    waiting = [];
  };
  for await (const userId of recipients) {
    if (known.has(userId)) continue;
    known.add(userId);
    pack.push(userId);
    if (pack.length === PACK_SIZE) close();
    if (waiting.length === PACKS_A_WRITE) await write();
  }
  close();
  await write();
  return { recipients: known.size, packs };
}
