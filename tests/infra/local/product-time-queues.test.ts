import { expect, test } from 'vitest';
import { productTimeQueues } from '../../../infra/local/product-time-queues.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';

const HOLD_MS = 5 * 60_000;

/** Queues in memory on a machine whose two clocks are moved here. */
function aMachine() {
  const at = { realMs: Date.parse('2026-03-02T09:00:00Z'), aheadMs: 0 };
  const storage = createMemoryStorage({ realMs: () => at.realMs });
  const queues = productTimeQueues(storage.queues, {
    now: () => new Date(at.realMs + at.aheadMs).toISOString(),
    realMs: () => at.realMs,
  });
  const queue = queues.queue('broadcasts');
  const texts = async () =>
    (await queue.receive({ most: 32, visibilityMs: 1000 })).map(({ text }) => text);
  return { at, queues, queue, texts };
}

test('a job that is held comes when product time was moved past its hold, and not before', async () => {
  const { at, queues, queue, texts } = aMachine();
  await queue.send('held', { delayMs: HOLD_MS });

  at.aheadMs = HOLD_MS - 1000;
  await queues.bringForward();
  expect(await texts()).toEqual([]);

  at.aheadMs = HOLD_MS;
  await queues.bringForward();
  await queues.bringForward();
  expect(await texts()).toEqual(['held']);
});

test('a job whose time came by itself is not handed on again', async () => {
  const { at, queues, queue, texts } = aMachine();
  await queue.send('held', { delayMs: HOLD_MS });
  at.realMs += HOLD_MS;
  expect(await texts()).toEqual(['held']);

  at.aheadMs = HOLD_MS;
  await queues.bringForward();
  expect(await texts()).toEqual([]);
});

test('what died programs left is not brought forward', async () => {
  const { at, queues } = aMachine();
  const bells = queues.queue('projections');
  await bells.send('bell', { delayMs: HOLD_MS });
  at.aheadMs = HOLD_MS;
  await queues.bringForward();
  expect(await bells.receive({ most: 32, visibilityMs: 1000 })).toEqual([]);
});
