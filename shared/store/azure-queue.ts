import type { QueueClient } from '@azure/storage-queue';
import { asStorageFailure, azureErrorCode } from './azure-request-failed.ts';
import type { Gate } from './gate.ts';
import { guardMessage, guardReceiving, hidingSeconds } from './queue-limits.ts';
import type { MessageReceipt, Queue, QueueName, ReceivedMessage } from './queues.ts';
import type { StorageObserver, StorageRequest } from './storage.ts';

// No answer for so long, retries included, is none. The client itself would wait for ever.
const ANSWER_TIMEOUT_MS = 20_000;

/** What storage says where a message was taken by somebody else, or deleted. */
const NOT_MINE = new Set(['MessageNotFound', 'PopReceiptMismatch']);

/**
 * One queue in Azure or Azurite; see `createAzureStorage`. Requests are told to the observer here, one call
 * of the client being one request: its pipeline takes no policy (12.30 adds it twice and refuses itself).
 */
export function createAzureQueue(
  name: QueueName,
  client: QueueClient,
  observe: StorageObserver,
  gate: Gate,
): Queue {
  /** Sends one request; undefined where it was about a message that is not mine any more. */
  async function ask<Answer>(
    operation: string,
    call: (abortSignal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    const request: StorageRequest = { kind: 'queue', on: name, operation };
    await observe(request);
    try {
      // The time for an answer begins when the request is sent.
      return await gate(() => call(AbortSignal.timeout(ANSWER_TIMEOUT_MS)));
    } catch (error) {
      if (NOT_MINE.has(azureErrorCode(error) ?? '')) return undefined;
      throw asStorageFailure(request, error);
    }
  }

  async function send(
    text: string,
    options: { readonly delayMs?: number } = {},
  ): Promise<MessageReceipt> {
    guardMessage(text);
    const visibilityTimeout = hidingSeconds(options.delayMs ?? 0);
    const sent = await ask('send', (abortSignal) =>
      client.sendMessage(Buffer.from(text).toString('base64'), {
        // For ever: left out it is seven days.
        messageTimeToLive: -1,
        visibilityTimeout,
        abortSignal,
      }),
    );
    return receiptOf(present(sent));
  }

  async function receive(options: {
    readonly most: number;
    readonly visibilityMs: number;
  }): Promise<readonly ReceivedMessage[]> {
    guardReceiving(options);
    const received = await ask('receive', (abortSignal) =>
      client.receiveMessages({
        numberOfMessages: options.most,
        visibilityTimeout: hidingSeconds(options.visibilityMs),
        abortSignal,
      }),
    );
    return present(received).receivedMessageItems.map((item) => ({
      ...receiptOf(item),
      text: Buffer.from(item.messageText, 'base64').toString(),
      dequeueCount: item.dequeueCount,
    }));
  }

  async function hide(
    { messageId, popReceipt }: MessageReceipt,
    visibilityMs: number,
  ): Promise<MessageReceipt | undefined> {
    const seconds = hidingSeconds(visibilityMs);
    const hidden = await ask('hide', (abortSignal) =>
      // Without a text the message keeps its own.
      client.updateMessage(messageId, popReceipt, undefined, seconds, { abortSignal }),
    );
    return hidden === undefined ? undefined : { messageId, popReceipt: present(hidden.popReceipt) };
  }

  async function remove({ messageId, popReceipt }: MessageReceipt): Promise<boolean> {
    const removed = await ask('remove', (abortSignal) =>
      client.deleteMessage(messageId, popReceipt, { abortSignal }),
    );
    return removed !== undefined;
  }

  async function approximateLength(): Promise<number> {
    const properties = await ask('approximateLength', (abortSignal) =>
      client.getProperties({ abortSignal }),
    );
    return present(present(properties).approximateMessagesCount);
  }

  return { send, receive, hide, remove, approximateLength };
}

function receiptOf({ messageId, popReceipt }: MessageReceipt): MessageReceipt {
  return { messageId, popReceipt };
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('A queue left something out of its answer.');
  return value;
}
