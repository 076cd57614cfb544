import { describe, expect, test } from 'vitest';
import { HealthReply, MessageRulesView, RetryReply } from '../../../shared/contract/health.ts';
import { NO_COUNTS } from '../../../shared/domain/delivery-counts.ts';
import { roundedCount, shareWithin } from '../../../shared/domain/health-figures.ts';
import { packFromText } from '../../../shared/store/packs.ts';
import {
  bodyOf,
  employee,
  expectOk,
  expectProblem,
  robin,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { TENANT_ID } from '../../support/builders.ts';

const issuer = useIssuer();
const admin = employee(7, { roles: ['Alongside.Admin'] });
const RULES = { messages: 'on', quietDates: [], installation: 'greeting' } as const;
const HOLIDAYS = [{ from: '2026-12-24', through: '2027-01-01' }];

async function setUp() {
  const api = await startApi(issuer.get());
  const me = await api.as(admin);
  return {
    api,
    me,
    health: async () => bodyOf(await me.get('/api/admin/health'), HealthReply),
    change: (revision: number, rules: unknown) =>
      me.send('PUT', '/api/admin/message-rules', { revision, rules }),
  };
}

describe('the health of delivery', () => {
  test('of an organisation that has sent nothing yet is empty, and says so', async () => {
    const { api, health } = await setUp();
    expect(await health()).toEqual({
      today: api.deps.clock.now().slice(0, 10),
      rules: { ...RULES, revision: 0 },
      days: [],
      failures: { total: 0, more: false, oldestAt: null, reasons: [] },
      packsWaiting: 0,
    });
  });

  test('tells of the last seven days in numbers that give nobody away', async () => {
    const { api, health } = await setUp();
    const today = api.deps.clock.now().slice(0, 10);
    const { deliveryCounts } = api.deps;
    const counts = { ...NO_COUNTS, due: 104, sent: 97, retried: 3, lags: [60, 30, 7, 0, 0, 0] };
    await deliveryCounts.write(TENANT_ID, today, 'one', counts);
    await deliveryCounts.write(TENANT_ID, '2026-01-01', 'one', counts);
    await deliveryCounts.write('another', today, 'one', counts);
    expect((await health()).days).toEqual([
      {
        date: today,
        due: 100,
        sent: 100,
        retried: 'few',
        blocked: 0,
        givenUp: 0,
        withinFiveMinutes: 95,
      },
    ]);
  });

  test('names reasons and rounded numbers of what failed, and no person', async () => {
    const { api, me } = await setUp();
    const at = api.deps.clock.now();
    for (let n = 0; n < 14; n += 1) {
      const userId = employee(n).id;
      const reason = n < 12 ? 'throttled' : 'error';
      const failure = { tenantId: TENANT_ID, userId, at, reason, cause: 'check-in' } as const;
      await api.deps.failures.add({ ...failure, date: '2026-03-10' });
    }
    const answer = await me.get('/api/admin/health');
    expect(bodyOf(answer, HealthReply).failures).toEqual({
      total: 10,
      more: false,
      oldestAt: at,
      reasons: [
        { reason: 'error', count: 'few' },
        { reason: 'throttled', count: 10 },
      ],
    });
    expect(answer.text).not.toContain('5b2e9f10');
  });
});

describe('the rules of an organisation', () => {
  test('are changed as seen, known to workers at once, and audited', async () => {
    const { api, change, health } = await setUp();
    const wanted = { ...RULES, messages: 'stopped', quietDates: HOLIDAYS };
    const changed = await change(0, wanted);
    expect(bodyOf(changed, MessageRulesView)).toEqual({ ...wanted, revision: 1 });
    expect((await health()).rules).toEqual({ ...wanted, revision: 1 });
    expect(await api.deps.tenantRules.get(TENANT_ID)).toEqual({ ...wanted, revision: 1 });
    const acts = (await api.rows()).filter((row) => row.partitionKey === `${TENANT_ID}_admin`);
    expect(acts.map(({ cells }) => cells['act'])).toEqual(['message-rules.changed']);
    expect(JSON.stringify(acts)).not.toContain(admin.id);
  });

  test('the same again is the same; what another admin changed is not written over', async () => {
    const { change } = await setUp();
    const wanted = { ...RULES, installation: 'silent' };
    expectOk(await change(0, wanted));
    const again = await change(0, wanted);
    expect(bodyOf(again, MessageRulesView)).toMatchObject({ revision: 1 });
    expectProblem(await change(0, RULES), 'changed-meanwhile');
  });

  test.each([
    [
      'a stretch that ends before it begins',
      { quietDates: [{ from: '2026-12-24', through: '2026-12-23' }] },
    ],
    ['a stretch of a year', { quietDates: [{ from: '2026-01-01', through: '2026-12-31' }] }],
    ['too many stretches', { quietDates: Array.from({ length: 13 }, () => HOLIDAYS[0]) }],
    ['a day that does not exist', { quietDates: [{ from: '2026-02-30', through: '2026-03-01' }] }],
    ['another word', { messages: 'off' }],
    ['a field too many', { budget: 1 }],
  ])('%s is refused, and changes nothing', async (_what, fields) => {
    const { change, health } = await setUp();
    expectProblem(await change(0, { ...RULES, ...fields }), 'invalid');
    expect((await health()).rules.revision).toBe(0);
  });
});

describe('trying again', () => {
  async function withFailures(count: number) {
    const world = await setUp();
    const { failures, clock } = world.api.deps;
    for (let n = 0; n < count; n += 1) {
      const userId = employee(n).id;
      const about = { reason: 'throttled', cause: 'check-in', date: '2026-03-10' } as const;
      await failures.add({ tenantId: TENANT_ID, userId, at: clock.now(), ...about });
    }
    return {
      ...world,
      async packs() {
        const { queues } = world.api.deps;
        const received = await queues.queue('packs').receive({ most: 32, visibilityMs: 1000 });
        return received.map(({ text }) => packFromText(text));
      },
    };
  }

  test('hands the people on, who may be written to again today, and forgets the failures', async () => {
    const { me, packs, health } = await withFailures(60);
    const answer = await me.send('POST', '/api/admin/failures/retry');
    expect(bodyOf(answer, RetryReply)).toEqual({ people: 60, more: false });
    const handed = await packs();
    expect(handed.map((pack) => pack?.again)).toEqual([true, true]);
    expect(new Set(handed.flatMap((pack) => pack?.people.map(({ userId }) => userId))).size).toBe(
      60,
    );
    expect((await health()).failures.total).toBe(0);
  });

  test('hands a thousand on in one request, and says that there are more', async () => {
    const { me } = await withFailures(1030);
    const first = await me.send('POST', '/api/admin/failures/retry');
    expect(bodyOf(first, RetryReply)).toEqual({ people: 1000, more: true });
    const second = await me.send('POST', '/api/admin/failures/retry');
    expect(bodyOf(second, RetryReply)).toEqual({ people: 30, more: false });
  });

  test('with nothing to try is fine', async () => {
    const { me } = await setUp();
    const answer = await me.send('POST', '/api/admin/failures/retry');
    expect(bodyOf(answer, RetryReply)).toEqual({ people: 0, more: false });
  });
});

test.each([
  ['GET', '/api/admin/health', undefined],
  ['PUT', '/api/admin/message-rules', { revision: 0, rules: RULES }],
  ['POST', '/api/admin/failures/retry', undefined],
] as const)('%s %s is for admins alone', async (method, path, body) => {
  const { api } = await setUp();
  for (const role of [[], ['Alongside.Organiser'], ['admin']]) {
    const me = await api.as({ ...robin, roles: role });
    expectProblem(await me.send(method, path, body), 'not-allowed');
  }
});

test('home tells whether somebody runs Alongside here', async () => {
  const { api, me } = await setUp();
  expect((await me.get('/api/home')).body).toMatchObject({ consent: 'none', admin: true });
  expect((await (await api.as(robin)).get('/api/home')).body).toMatchObject({ admin: false });
});

describe('numbers that give nobody away', () => {
  test.each([
    [0, 0],
    [1, 'few'],
    [9, 'few'],
    [10, 10],
    [14, 10],
    [15, 20],
    [104, 100],
  ] as const)('%i is told as %s', (count, told) => {
    expect(roundedCount(count)).toBe(told);
  });

  test.each([
    [9, [9, 0, 0, 0, 0, 0], undefined],
    [10, [10, 0, 0, 0, 0, 0], 100],
    [10, [0, 0, 0, 0, 0, 10], 0],
    [100, [50, 38, 12, 0, 0, 0], 90],
    [100, [50, 37, 13, 0, 0, 0], 85],
  ] as const)('of %i messages, %j by lateness: %s%% within five minutes', (sent, lags, share) => {
    expect(shareWithin({ ...NO_COUNTS, sent, lags }, 5)).toBe(share);
  });
});
