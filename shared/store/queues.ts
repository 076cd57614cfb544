/** `packs`: people to look at now. `broadcasts`: jobs of broadcasts, and of telling organisers that requests wait. `projections`: look at this person, something may not have reached its other places. `imports`: jobs of imported rosters. `figures`: ERGs whose figures are to be counted. `directory`: jobs of directories. `erasures`: what is to be forgotten of whom was erased, and what is kept no longer. */
export const QUEUE_NAMES = [
  'packs',
  'broadcasts',
  'projections',
  'imports',
  'figures',
  'directory',
  'erasures',
] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/** How to find a message again: to hide it longer or to delete it. Hiding gives a new receipt. */
export interface MessageReceipt {
  readonly messageId: string;
  readonly popReceipt: string;
}

/** A message in hand, hidden from others until its visibility ends. */
export interface ReceivedMessage extends MessageReceipt {
  readonly text: string;
  /** How often it was received, this time included. */
  readonly dequeueCount: number;
}

/** One queue, at least once. Messages never expire (time to live −1). */
export interface Queue {
  /** Puts a message (≤ 48 KiB of text, since it is stored as base64), hidden for `delayMs` (whole seconds, ≤ 7 days). */
  send(text: string, options?: { readonly delayMs?: number }): Promise<MessageReceipt>;
  /** Up to `most` (≤ 32) messages, each hidden for `visibilityMs`. */
  receive(options: {
    readonly most: number;
    readonly visibilityMs: number;
  }): Promise<readonly ReceivedMessage[]>;
  /** Hides a message for longer; undefined where it is no longer mine or gone. */
  hide(receipt: MessageReceipt, visibilityMs: number): Promise<MessageReceipt | undefined>;
  /** Deletes a message; false where it is no longer mine or gone. */
  remove(receipt: MessageReceipt): Promise<boolean>;
  /** About how many messages there are, hidden ones included. */
  approximateLength(): Promise<number>;
}

/** All queues of one account. */
export interface Queues {
  queue(name: QueueName): Queue;
}
