import { guardMessage, guardReceiving, hidingSeconds } from './queue-limits.ts';
import type { MessageReceipt, Queue, QueueName, ReceivedMessage } from './queues.ts';
import type { StorageRequest } from './storage.ts';

interface Message {
  readonly text: string;
  readonly popReceipt: string;
  readonly dequeueCount: number;
  readonly visibleAtMs: number;
}

/** One queue of the fake; see `createMemoryStorage`. Messages that show first come first. */
export function createMemoryQueue(
  name: QueueName,
  options: {
    readonly leaving: (request: StorageRequest) => Promise<void>;
    readonly realMs: () => number;
  },
): Queue {
  const { leaving, realMs } = options;
  const messages = new Map<string, Message>();
  let sent = 0;
  let receipts = 0;

  const request = (operation: string): StorageRequest => ({ kind: 'queue', on: name, operation });
  const newReceipt = (): string => {
    receipts += 1;
    return `receipt-${receipts}`;
  };

  /** The message, if nobody took it or moved it since this receipt was given. */
  function mine(receipt: MessageReceipt): Message | undefined {
    const message = messages.get(receipt.messageId);
    return message?.popReceipt === receipt.popReceipt ? message : undefined;
  }

  async function send(
    text: string,
    sending: { readonly delayMs?: number } = {},
  ): Promise<MessageReceipt> {
    guardMessage(text);
    const hiddenS = hidingSeconds(sending.delayMs ?? 0);
    await leaving(request('send'));
    sent += 1;
    const messageId = `message-${sent}`;
    const popReceipt = newReceipt();
    const visibleAtMs = realMs() + hiddenS * 1000;
    messages.set(messageId, { text, popReceipt, dequeueCount: 0, visibleAtMs });
    return { messageId, popReceipt };
  }

  async function receive(receiving: {
    readonly most: number;
    readonly visibilityMs: number;
  }): Promise<readonly ReceivedMessage[]> {
    guardReceiving(receiving);
    const hiddenS = hidingSeconds(receiving.visibilityMs);
    await leaving(request('receive'));
    const nowMs = realMs();
    return [...messages]
      .filter(([, message]) => message.visibleAtMs <= nowMs)
      .toSorted(([, one], [, other]) => one.visibleAtMs - other.visibleAtMs)
      .slice(0, receiving.most)
      .map(([messageId, { text, dequeueCount: before }]) => {
        const popReceipt = newReceipt();
        const dequeueCount = before + 1;
        const visibleAtMs = nowMs + hiddenS * 1000;
        messages.set(messageId, { text, popReceipt, dequeueCount, visibleAtMs });
        return { messageId, popReceipt, text, dequeueCount };
      });
  }

  async function hide(
    receipt: MessageReceipt,
    visibilityMs: number,
  ): Promise<MessageReceipt | undefined> {
    const hiddenS = hidingSeconds(visibilityMs);
    await leaving(request('hide'));
    const message = mine(receipt);
    if (message === undefined) return undefined;
    const popReceipt = newReceipt();
    const visibleAtMs = realMs() + hiddenS * 1000;
    messages.set(receipt.messageId, { ...message, popReceipt, visibleAtMs });
    return { messageId: receipt.messageId, popReceipt };
  }

  async function remove(receipt: MessageReceipt): Promise<boolean> {
    await leaving(request('remove'));
    return mine(receipt) !== undefined && messages.delete(receipt.messageId);
  }

  async function approximateLength(): Promise<number> {
    await leaving(request('approximateLength'));
    return messages.size;
  }

  return { send, receive, hide, remove, approximateLength };
}
