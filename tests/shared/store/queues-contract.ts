import { describe, expect, it, vi } from 'vitest';
import { MessageTooLarge } from '../../../shared/store/queue-limits.ts';
import type { Queue, ReceivedMessage } from '../../../shared/store/queues.ts';
import type { MakeStorage } from './storage-contract.ts';

const MINUTE_MS = 60_000;

/** The one message that shows now. */
async function receiveOne(queue: Queue, visibilityMs = MINUTE_MS): Promise<ReceivedMessage> {
  const [message, ...more] = await queue.receive({ most: 32, visibilityMs });
  expect(more).toEqual([]);
  if (message === undefined) throw new Error('No message shows.');
  return message;
}

/** What every queue must do. */
export function describeQueues(makeStorage: MakeStorage): void {
  const packs = async (): Promise<Queue> => (await makeStorage()).queues.queue('packs');

  describe('a queue', () => {
    it('gives a message back as it was sent, once while it is hidden', async () => {
      const queue = await packs();
      const text = JSON.stringify({ people: ['Žofia 👩🏽‍🦽'], note: '<a>&\u0000' });
      const sent = await queue.send(text);
      const message = await receiveOne(queue);
      expect(message).toMatchObject({ text, messageId: sent.messageId, dequeueCount: 1 });
      expect(message.popReceipt).not.toBe(sent.popReceipt);
      expect(await queue.receive({ most: 32, visibilityMs: MINUTE_MS })).toEqual([]);
    });

    it('gives as many messages as asked for, each to one receiver', async () => {
      const queue = await packs();
      for (const text of ['a', 'b', 'c', 'd', 'e']) await queue.send(text);
      const first = await queue.receive({ most: 2, visibilityMs: MINUTE_MS });
      const rest = await queue.receive({ most: 32, visibilityMs: MINUTE_MS });
      expect(first).toHaveLength(2);
      const texts = [...first, ...rest].map((message) => message.text);
      expect(texts.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
    });

    it('counts hidden messages too', async () => {
      const queue = await packs();
      expect(await queue.approximateLength()).toBe(0);
      await queue.send('shows');
      await queue.send('hidden', { delayMs: MINUTE_MS });
      const message = await receiveOne(queue);
      expect(await queue.approximateLength()).toBe(2);
      await queue.remove(message);
      expect(await queue.approximateLength()).toBe(1);
    });

    it('shows a message again, with another receipt, when its time is over', async () => {
      const queue = await packs();
      await queue.send('pack');
      const first = await receiveOne(queue, 1);
      // Rounded up to a second: at once it is still hidden.
      expect(await queue.receive({ most: 1, visibilityMs: MINUTE_MS })).toEqual([]);
      const second = await vi.waitFor(() => receiveOne(queue), { timeout: 10_000, interval: 100 });
      expect(second).toMatchObject({ messageId: first.messageId, text: 'pack', dequeueCount: 2 });
      expect(await queue.remove(first)).toBe(false);
      expect(await queue.hide(first, MINUTE_MS)).toBeUndefined();
      expect(await queue.remove(second)).toBe(true);
    });

    it('removes a message once', async () => {
      const queue = await packs();
      await queue.send('pack');
      const message = await receiveOne(queue);
      expect(await queue.remove(message)).toBe(true);
      expect(await queue.remove(message)).toBe(false);
      expect(await queue.hide(message, 0)).toBeUndefined();
      expect(await queue.approximateLength()).toBe(0);
    });

    it('hides a message for longer under a new receipt, and shows it again on demand', async () => {
      const queue = await packs();
      await queue.send('pack');
      const message = await receiveOne(queue);
      const renewed = await queue.hide(message, MINUTE_MS);
      if (renewed === undefined) throw new Error('It was mine.');
      expect(renewed.messageId).toBe(message.messageId);
      expect(renewed.popReceipt).not.toBe(message.popReceipt);
      expect(await queue.hide(message, 0)).toBeUndefined();
      expect(await queue.remove(message)).toBe(false);
      expect(await queue.receive({ most: 1, visibilityMs: MINUTE_MS })).toEqual([]);

      const shown = await queue.hide(renewed, 0);
      expect(shown).toBeDefined();
      expect(await receiveOne(queue)).toMatchObject({ text: 'pack', dequeueCount: 2 });
    });

    it('sends a message that is hidden at first and can be taken back or moved', async () => {
      const queue = await packs();
      const bell = await queue.send('bell', { delayMs: 2 * MINUTE_MS });
      const other = await queue.send('other', { delayMs: 7 * 24 * 60 * MINUTE_MS });
      expect(await queue.receive({ most: 32, visibilityMs: MINUTE_MS })).toEqual([]);
      expect(await queue.remove(bell)).toBe(true);
      expect(await queue.hide(other, 0)).toBeDefined();
      expect(await receiveOne(queue)).toMatchObject({ text: 'other', dequeueCount: 1 });
    });

    it('takes 48 KiB of text and no more', async () => {
      const queue = await packs();
      const text = 'é'.repeat(24 * 1024);
      await queue.send(text);
      expect((await receiveOne(queue)).text).toBe(text);
      await expect(queue.send(`${text}.`)).rejects.toThrow(MessageTooLarge);
    });

    it('refuses times and numbers that no queue takes', async () => {
      const queue = await packs();
      const message = await queue.send('pack');
      const tooLong = 7 * 24 * 60 * MINUTE_MS + 1;
      await expect(queue.send('pack', { delayMs: tooLong })).rejects.toThrow(RangeError);
      await expect(queue.send('pack', { delayMs: -1_000 })).rejects.toThrow(RangeError);
      await expect(queue.hide(message, tooLong)).rejects.toThrow(RangeError);
      for (const most of [0, 33, 1.5]) {
        await expect(queue.receive({ most, visibilityMs: 1_000 })).rejects.toThrow(RangeError);
      }
      await expect(queue.receive({ most: 1, visibilityMs: 0 })).rejects.toThrow(RangeError);
      expect(await queue.approximateLength()).toBe(1);
    });

    it('keeps apart from other queues', async () => {
      const { queues } = await makeStorage();
      await queues.queue('packs').send('pack');
      await queues.queue('projections').send('bell');
      expect((await receiveOne(queues.queue('packs'))).text).toBe('pack');
      expect((await receiveOne(queues.queue('projections'))).text).toBe('bell');
    });
  });
}
