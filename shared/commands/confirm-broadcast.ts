import { type Broadcast, type BroadcastContent, HOLD_MINUTES } from '../domain/broadcast.ts';
import { addMinutes } from '../domain/cadence.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { putBroadcastJob } from '../store/broadcast-jobs.ts';
import type { BroadcastDeps } from './broadcast-deps.ts';
import { freezeRecipients } from './freeze-recipients.ts';

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

/** How a broadcast is confirmed. */
interface Confirmation {
  /** How long it is held back, in minutes; `HOLD_MINUTES` unless given. */
  readonly holdMinutes?: number;
}

/** Why a broadcast is not sent. `busy`: another request writes it down just now; the same again in a moment helps. */
export type BroadcastRefusal = 'nobody-to-tell' | 'until-passed' | 'busy';

/**
 * Freezes the recipients in packs and hands them on, to be told after the hold. The number given is the number of
 * people. The same id again gives the same broadcast; one that is still being written down, by a program that died or
 * by another request, is written down anew by the latest.
 */
export async function confirmBroadcast(
  deps: BroadcastDeps,
  wanted: NewBroadcast,
  recipients: AsyncIterable<string>,
  { holdMinutes = HOLD_MINUTES }: Confirmation = {},
): Promise<Result<Broadcast, BroadcastRefusal>> {
  const { tenantId, id } = wanted;
  const sendingFrom = () => addMinutes(deps.clock.now(), holdMinutes);
  if (wanted.until <= sendingFrom()) {
    // The same request again, late, is still the same.
    const before = await deps.broadcasts.readHead(tenantId, id);
    return before === undefined || before.state === 'freezing'
      ? refused('until-passed')
      : accepted(before);
  }
  const begun: Broadcast = {
    ...wanted,
    contentRevision: 1,
    state: 'freezing',
    sendFrom: sendingFrom(),
    recipients: 0,
    packs: 0,
  };
  const held = (await deps.broadcasts.begin(begun)) ?? (await deps.broadcasts.beginAnew(begun));
  const frozen = held === undefined ? undefined : await freezeRecipients(deps, held, recipients);
  if (frozen !== undefined) {
    if (frozen.recipients === 0) {
      await deps.broadcasts.drop(frozen.held);
      return refused('nobody-to-tell');
    }
    // The job first: a program that dies before the head says so leaves a job that finds nothing to do.
    const job = { do: 'hand-out', what: 'tell', tenantId, broadcastId: id, from: 0 } as const;
    await putBroadcastJob(deps.queues, job, holdMinutes * 60_000);
    const sending = await deps.broadcasts.finishFreezing(frozen.held, {
      recipients: frozen.recipients,
      packs: frozen.packs,
      state: 'sending',
      sendFrom: sendingFrom(),
    });
    if (sending !== undefined) return accepted(sending);
  }
  const known = await deps.broadcasts.readHead(tenantId, id);
  if (known === undefined) return refused('nobody-to-tell');
  return known.state === 'freezing' ? refused('busy') : accepted(known);
}
