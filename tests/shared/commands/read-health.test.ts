import { expect, test } from 'vitest';
import { readHealth } from '../../../shared/commands/read-health.ts';
import { NO_COUNTS } from '../../../shared/domain/delivery-counts.ts';
import { NOON, TENANT_ID } from '../../support/builders.ts';
import { testDeps } from '../../support/command-deps.ts';

test('health is told of seven days to the last minute of the day in UTC, and of no other', async () => {
  const deps = testDeps({ now: '2026-03-02T23:59:59.000Z' });
  const counts = { ...NO_COUNTS, sent: 1 };
  for (const date of ['2026-02-23', '2026-02-24', '2026-03-02', '2026-03-03']) {
    await deps.deliveryCounts.write(TENANT_ID, date, 'one', counts);
  }

  const { today, days } = await readHealth(deps, TENANT_ID);

  expect(today).toBe('2026-03-02');
  expect(days).toHaveLength(7);
  expect(days.filter((day) => day.counts.sent > 0).map(({ date }) => date)).toEqual([
    '2026-03-02',
    '2026-02-24',
  ]);
});

test('it costs six requests, however much was counted and given up, and changes nothing', async () => {
  const requests: string[] = [];
  const deps = testDeps({
    now: NOON,
    observe: ({ kind, operation }) => void requests.push(`${kind} ${operation}`),
  });
  for (let n = 0; n < 60; n += 1) {
    await deps.deliveryCounts.write(TENANT_ID, '2026-03-02', `process ${n}`, NO_COUNTS);
    const failure = { at: NOON, reason: 'error', cause: 'check-in', date: '2026-03-02' };
    await deps.failures.add({ tenantId: TENANT_ID, userId: `person ${n}`, ...failure });
  }
  requests.length = 0;

  await readHealth(deps, TENANT_ID);

  expect(requests.toSorted()).toEqual([
    'queue approximateLength',
    'queue approximateLength',
    'queue approximateLength',
    'read get',
    'read readPage',
    'read readPage',
  ]);
});

test('of many failures the newest thousand are counted, and that there are more is told', async () => {
  const deps = testDeps({ now: NOON });
  for (let n = 0; n < 1_001; n += 1) {
    const failure = { at: NOON, reason: 'throttled', cause: 'check-in', date: '2026-03-02' };
    await deps.failures.add({ tenantId: TENANT_ID, userId: `person ${n}`, ...failure });
  }
  const { failures } = await readHealth(deps, TENANT_ID);
  expect(failures).toMatchObject({ total: 1_000, more: true, byReason: { throttled: 1_000 } });
});
