import type { Queue, ReceivedMessage } from './queues.ts';

/** So long a message waits for a program that can read it. */
const ASIDE_MS = 5 * 60_000;

/** So often it waits, a day in all; then it is nothing that any program wrote. */
const MOST_TIMES = 288;

/**
 * Puts away a message that this program cannot read: while programs of two versions run beside each other, it may be for
 * the newer one. One that has waited for a day is removed.
 */
export async function setAside(
  queue: Pick<Queue, 'hide' | 'remove'>,
  message: ReceivedMessage,
): Promise<void> {
  if (message.dequeueCount < MOST_TIMES) await queue.hide(message, ASIDE_MS);
  else await queue.remove(message);
}
