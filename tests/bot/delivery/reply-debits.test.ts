import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createReplyDebits } from '../../../bot/delivery/reply-debits.ts';
import { MACHINE_TIMERS } from '../../../bot/delivery/timers.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

/** Debits, and what was written of them. */
function setUp(debit: (tenantId: string, requests: number) => Promise<void> = async () => {}) {
  const written: [string, number][] = [];
  const errors: unknown[] = [];
  const debits = createReplyDebits(
    {
      debit: async (tenantId, requests) => {
        await debit(tenantId, requests);
        written.push([tenantId, requests]);
      },
    },
    {
      timers: MACHINE_TIMERS,
      log: { info: () => {}, warn: () => {}, error: (_event, error) => void errors.push(error) },
    },
  );
  return { debits, written, errors };
}

test('replies of half a second are taken off together, each tenant’s by itself', async () => {
  const { debits, written } = setUp();
  debits.add('one', 1);
  debits.add('other', 2);
  debits.add('one', 3);
  await vi.advanceTimersByTimeAsync(499);
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(written).toEqual([
    ['one', 4],
    ['other', 2],
  ]);
  await debits.stop();
  expect(written).toHaveLength(2);
});

test('nothing was said: nothing is written', async () => {
  const { debits, written } = setUp();
  debits.add('one', 0);
  await vi.advanceTimersByTimeAsync(5000);
  await debits.stop();
  expect(written).toEqual([]);
});

test('what is owed when the program stops is still taken off', async () => {
  const { debits, written } = setUp();
  debits.add('one', 2);
  await debits.stop();
  expect(written).toEqual([['one', 2]]);
  expect(vi.getTimerCount()).toBe(0);
});

test('a debit that fails is logged and let go, and the next is made', async () => {
  let isAway = true;
  const { debits, written, errors } = setUp(async () => {
    if (isAway) throw new Error('Storage is away.');
  });
  debits.add('one', 2);
  await vi.advanceTimersByTimeAsync(500);
  isAway = false;
  debits.add('one', 1);
  await vi.advanceTimersByTimeAsync(500);
  await debits.stop();
  expect(errors).toHaveLength(1);
  expect(written).toEqual([['one', 1]]);
});
