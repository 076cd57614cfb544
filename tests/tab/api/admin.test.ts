import { describe, expect, test } from 'vitest';
import { HealthReply, MessageRulesView, RetryReply } from '../../../shared/contract/health.ts';
import { NO_COUNTS } from '../../../shared/domain/delivery-counts.ts';
import type { QueueName } from '../../../shared/store/queues.ts';
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
const LAST_WEEK = [
  '2026-03-02',
  '2026-03-01',
  '2026-02-28',
  '2026-02-27',
  '2026-02-26',
  '2026-02-25',
  '2026-02-24',
];
const A_DAY_WITHOUT = { due: 0, sent: 0, retried: 0, blocked: 0, givenUp: 0, within: null };

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
      days: LAST_WEEK.map((date) => ({ ...A_DAY_WITHOUT, date })),
      failures: { total: 0, more: false, oldestOn: null, reasons: [] },
      waiting: { packs: 0, broadcasts: 0, projections: 0 },
    });
  });

  test('tells of the last seven days in numbers that give nobody away', async () => {
    const { api, health } = await setUp();
    const { deliveryCounts } = api.deps;
    const counts = {
      due: 104,
      sent: 97,
      retried: 3,
      blocked: 10,
      givenUp: 1,
      lags: [40, 20, 20, 10, 5, 2],
    };
    await deliveryCounts.write(TENANT_ID, '2026-03-01', 'one', counts);
    await deliveryCounts.write(TENANT_ID, '2026-03-01', 'another', { ...NO_COUNTS, due: 40 });
    await deliveryCounts.write(TENANT_ID, '2026-02-24', 'one', { ...NO_COUNTS, sent: 9 });
    await deliveryCounts.write(TENANT_ID, '2026-02-23', 'one', counts);
    await deliveryCounts.write('another', '2026-03-02', 'one', counts);
    const { days } = await health();
    expect(days.map(({ date }) => date)).toEqual(LAST_WEEK);
    expect(days[1]).toEqual({
      date: '2026-03-01',
      due: 140,
      sent: 100,
      retried: 'few',
      blocked: 10,
      givenUp: 'few',
      within: { oneMinute: 40, fiveMinutes: 60, fifteenMinutes: 80, oneHour: 95 },
    });
    expect(days[6]).toEqual({ ...A_DAY_WITHOUT, date: '2026-02-24', sent: 'few' });
    expect(days[0]).toEqual({ ...A_DAY_WITHOUT, date: '2026-03-02' });
  });

  test('tells how much waits in each queue, rounded', async () => {
    const { api, health } = await setUp();
    const put = async (name: QueueName, count: number) => {
      for (let n = 0; n < count; n += 1) await api.deps.queues.queue(name).send('something');
    };
    await put('packs', 14);
    await put('broadcasts', 3);
    await put('projections', 25);
    expect((await health()).waiting).toEqual({ packs: 10, broadcasts: 'few', projections: 30 });
  });

  test('is read without a trace: nothing is written, and nobody begins to take part', async () => {
    const { api, health } = await setUp();
    await health();
    expect(api.changes()).toBe(0);
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
      oldestOn: at.slice(0, 10),
      reasons: [
        { reason: 'error', count: 'few' },
        { reason: 'throttled', count: 10 },
      ],
    });
    expect(answer.text).not.toContain('5b2e9f10');
    // When somebody is written to is theirs, too.
    expect(answer.text).not.toContain(at.slice(10));
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
    expect(acts.map(({ cells }) => String(cells['act'])).toSorted()).toEqual([
      'messages.stopped',
      'quiet-dates.changed',
    ]);
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

  test('of two admins who change them at once one is told that the other was first', async () => {
    const { api, me, health } = await setUp();
    const other = await api.as(employee(8, { roles: ['Alongside.Admin'] }));
    const stop = { revision: 0, rules: { ...RULES, messages: 'stopped' } };
    const silence = { revision: 0, rules: { ...RULES, installation: 'silent' } };
    const answers = await Promise.all([
      me.put('/api/admin/message-rules', stop),
      other.put('/api/admin/message-rules', silence),
    ]);
    expect(answers.map(({ status }) => status).toSorted((one, two) => one - two)).toEqual([
      200, 409,
    ]);
    const won = answers[0].status === 200 ? stop : silence;
    expect((await health()).rules).toEqual({ ...won.rules, revision: 1 });
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

  test('is refused while messages are stopped, and forgets nothing', async () => {
    const { me, change, packs, health } = await withFailures(3);
    expectOk(await change(0, { ...RULES, messages: 'stopped' }));
    const answer = await me.send('POST', '/api/admin/failures/retry');
    expectProblem(answer, 'messages-stopped');
    expect(await packs()).toEqual([]);
    expect((await health()).failures.total).toBe('few');
  });

  test('takes no body, so nobody can say whose', async () => {
    const { me, packs } = await withFailures(1);
    await me.send('POST', '/api/admin/failures/retry', { people: [robin.id], tenantId: 'another' });
    const handed = await packs();
    expect(handed.flatMap((pack) => pack?.people)).toEqual([{ userId: employee(0).id }]);
    expect(handed[0]?.tenantId).toBe(TENANT_ID);
  });

  test('with nothing to try is fine', async () => {
    const { me } = await setUp();
    const answer = await me.send('POST', '/api/admin/failures/retry');
    expect(bodyOf(answer, RetryReply)).toEqual({ people: 0, more: false });
  });
});

test('home tells whether somebody runs Alongside here', async () => {
  const { api, me } = await setUp();
  expect((await me.get('/api/home')).body).toMatchObject({ consent: 'none', admin: true });
  expect((await (await api.as(robin)).get('/api/home')).body).toMatchObject({ admin: false });
});
