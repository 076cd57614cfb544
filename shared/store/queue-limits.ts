// The limits of Azure Queues, the same for the real ones and the fake. Source:
// https://learn.microsoft.com/rest/api/storageservices/put-message and get-messages

const LARGEST_TEXT_BYTES = 48 * 1024;
const LONGEST_HIDING_S = 7 * 24 * 60 * 60;
const MOST_MESSAGES = 32;

/** A message has more than 48 KiB of text. */
export class MessageTooLarge extends Error {
  override readonly name = 'MessageTooLarge';
}

/** Throws `MessageTooLarge`. As base64 a third is added, and the queue takes 64 KiB. */
export function guardMessage(text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > LARGEST_TEXT_BYTES) {
    throw new MessageTooLarge(`A message of ${bytes} bytes is larger than ${LARGEST_TEXT_BYTES}.`);
  }
}

/** A time for hiding in whole seconds, rounded up so that nothing shows early. RangeError outside 0 to 7 days. */
export function hidingSeconds(ms: number): number {
  const seconds = Math.ceil(ms / 1000);
  if (!(seconds >= 0 && seconds <= LONGEST_HIDING_S)) {
    throw new RangeError(`A message can be hidden for 0 s to 7 days, not for ${ms} ms.`);
  }
  return seconds;
}

/** Throws a RangeError where messages cannot be received like this; what was received is hidden for 1 s at least. */
export function guardReceiving(options: {
  readonly most: number;
  readonly visibilityMs: number;
}): void {
  if (!Number.isInteger(options.most) || options.most < 1 || options.most > MOST_MESSAGES) {
    throw new RangeError(`1 to ${MOST_MESSAGES} messages can be received, not ${options.most}.`);
  }
  if (hidingSeconds(options.visibilityMs) < 1) {
    throw new RangeError('A received message must be hidden for some time.');
  }
}
