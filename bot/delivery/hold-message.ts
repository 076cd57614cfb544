import type { MessageReceipt, Queue, ReceivedMessage } from '../../shared/store/queues.ts';
import type { DeliveryDeps } from './delivery-deps.ts';

/**
 * How long a pack is hidden while it is worked on. Shorter than a claim's lease, so that a worker that stands still
 * for as long still holds its claims when others look at its pack.
 */
export const PACK_VISIBILITY_MS = 30_000;

/** It is renewed this often. */
const RENEWAL_MS = PACK_VISIBILITY_MS / 3;

const SOON_MS = 1000;

/** So often a job of a broadcast comes back for those about whom something failed: for half an hour or so. */
export const MOST_COMINGS = 50;

/** A message of a queue, just received. */
export interface ReceivedFrom {
  readonly queue: Queue;
  readonly message: ReceivedMessage;
}

/** A message that is kept hidden while it is worked on. */
export interface HeldMessage {
  /**
   * Whether more of it may be begun. Not once somebody else may have it, nor while the program stops: then it comes
   * back for another.
   */
  mayBegin(): boolean;
  /** Ends the renewal. */
  letGo(): Promise<void>;
  /** Deletes the message, or hides it until the latest of these real times. Call it after `letGo`. */
  finish(comeBackAtMs: readonly number[]): Promise<void>;
}

/** A job of a broadcast while it is done. */
export interface JobInHand {
  readonly held: HeldMessage;
  /** Real times at which it has to come back; it is over where there are none. */
  readonly comeBackAtMs: number[];
  /** How often it was taken, this time included. */
  readonly comings: number;
}

/** Keeps a message hidden, renewing in time, until it is let go. A renewal that fails is tried again. */
export function holdMessage(
  deps: Pick<DeliveryDeps, 'clock' | 'timers' | 'log'>,
  { queue, message }: ReceivedFrom,
  stopping: AbortSignal,
): HeldMessage {
  let leftUndone = false;
  let receipt: MessageReceipt | undefined = message;
  let visibleAtMs = deps.clock.realMs() + PACK_VISIBILITY_MS;
  const renew = async (): Promise<void> => {
    if (receipt === undefined) return;
    const askedAtMs = deps.clock.realMs();
    try {
      receipt = await queue.hide(receipt, PACK_VISIBILITY_MS);
      visibleAtMs = askedAtMs + PACK_VISIBILITY_MS;
    } catch (error) {
      deps.log.error('pack.renewal-failed', error);
    }
  };
  let renewing = Promise.resolve();
  const stop = deps.timers.every(RENEWAL_MS, () => {
    renewing = renewing.then(renew);
  });
  return {
    mayBegin() {
      const isMine = receipt !== undefined && deps.clock.realMs() < visibleAtMs;
      leftUndone ||= !isMine || stopping.aborted;
      return !leftUndone;
    },
    async letGo() {
      stop();
      // Hiding gives a new receipt, and the old one deletes nothing.
      await renewing;
    },
    async finish(comeBackAtMs) {
      if (receipt === undefined) return;
      if (leftUndone) await queue.hide(receipt, SOON_MS);
      else if (comeBackAtMs.length === 0) await queue.remove(receipt);
      else {
        const untilMs = Math.max(...comeBackAtMs) - deps.clock.realMs();
        await queue.hide(receipt, Math.max(SOON_MS, untilMs));
      }
    },
  };
}
