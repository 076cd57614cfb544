import { describe, expect, test } from 'vitest';
import { createPermitsStore } from '../../../shared/store/permits-store.ts';
import { NOON, TENANT_ID } from '../../support/builders.ts';
import { testClock } from '../../support/command-deps.ts';
import { BOTH_STORAGES } from './both-storages.ts';

// How workers use the slots is tried in tests/bot/delivery/send-permits.test.ts.

describe.each(BOTH_STORAGES)('permits %s', (_name, makeStorage) => {
  async function setUp() {
    const clock = testClock(NOON);
    const { tables } = await makeStorage();
    return {
      clock,
      permits: createPermitsStore(tables, { realMs: clock.realMs }),
      startMs: clock.realMs(),
    };
  }

  test('go on where the last draw ended, however many draw at the same moment', async () => {
    const { permits, startMs } = await setUp();
    const draws = await Promise.all(Array.from({ length: 6 }, () => permits.draw(TENANT_ID, 5)));
    const slots = draws.flat().toSorted((one, other) => one - other);
    expect(slots).toEqual(Array.from({ length: 30 }, (_, n) => startMs + n * 20));
    expect(await permits.draw(TENANT_ID, 1)).toEqual([startMs + 600]);
  });

  test('begin now where nobody drew for a while', async () => {
    const { permits, clock, startMs } = await setUp();
    await permits.draw(TENANT_ID, 2);
    clock.advanceMs(60_000);
    expect(await permits.draw(TENANT_ID, 2)).toEqual([startMs + 60_000, startMs + 60_020]);
  });

  test('that are cut by many at once are cut once', async () => {
    const { permits, startMs } = await setUp();
    await Promise.all(Array.from({ length: 6 }, () => permits.cut(TENANT_ID)));
    expect(await permits.draw(TENANT_ID, 3)).toEqual([startMs, startMs + 25, startMs + 50]);
  });
});
