import { expect, test } from 'vitest';
import { workOnFigures } from '../../../bot/delivery/work-on-figures.ts';
import {
  type ApiServer,
  employee,
  expectOk,
  expectProblem,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { aPledge, TENANT_ID } from '../../support/builders.ts';
import { below, releaseLastMonth, setPlaces, takesPart } from '../../support/organisations.ts';

const issuer = useIssuer();
const manager = employee(1, { name: 'Mo Manager' });
const successor = employee(2, { name: 'Sam Successor' });
const admin = employee(900, { name: 'Ada Admin', roles: ['Alongside.Admin'] });
const IN_APRIL = '2026-04-03T09:00:00.000Z';

/** A group of 24 below one of two who are below the top, half of them with a pledge; March is released. */
async function anOrganisation(): Promise<ApiServer> {
  const api = await startApi(issuer.get());
  await setPlaces(api.deps, PLACES);
  for (let number = 100; number < 112; number += 1) {
    const pledge = aPledge({ startedOn: '2026-03-01', endsOn: '2026-12-31' });
    await takesPart(api.deps, number, { pledges: [pledge] });
  }
  api.clock.set(IN_APRIL);
  return api;
}

const PLACES = [[0, null] as const, ...below(0, 1, 14), ...below(1, 100, 24)];

const FRESH = { from: 10, to: 14, asOf: '2026-03' };
const NONE = { from: 0, to: 4, asOf: '2026-03' };

test('a manager reads the months of their group, and nobody else does', async () => {
  const api = await anOrganisation();
  await releaseLastMonth(api.deps);
  const me = await api.as(manager);
  expect((await me.get('/api/organisation')).body).toEqual({
    months: [
      {
        month: '2026-03',
        group: 'own',
        people: 24,
        // Narrower, it would tell too much of those who are not in the group.
        pledge: { from: 5, to: 14, asOf: '2026-03' },
        checkin: NONE,
        learning: NONE,
      },
    ],
    leadsAnother: false,
  });
  expect((await me.get('/api/organisation/mine')).body).toEqual({ isManager: true });
  const other = await api.as(successor);
  expectProblem(await other.get('/api/organisation'), 'not-allowed');
  expect((await other.get('/api/organisation/mine')).body).toEqual({ isManager: false });
});

test('the manager’s page is two reads', async () => {
  const api = await anOrganisation();
  await releaseLastMonth(api.deps);
  const me = await api.as(manager);
  // Who may come in is remembered for a minute.
  expectOk(await me.get('/api/home'));
  const before = api.requests.length;
  expectOk(await me.get('/api/organisation'));
  expect(api.requests.slice(before).map(({ operation }) => operation)).toEqual(['get', 'get']);
});

test('before the first release there is nothing to read', async () => {
  const api = await anOrganisation();
  const me = await api.as(manager);
  expect((await me.get('/api/organisation')).body).toEqual({ months: [], leadsAnother: false });
});

test('who leads nobody any more loses the page with the next request', async () => {
  const api = await anOrganisation();
  await releaseLastMonth(api.deps);
  const me = await api.as(manager);
  expectOk(await me.get('/api/organisation'));
  await setPlaces(api.deps, [[0, null], ...below(0, 1, 14), ...below(2, 100, 24)]);
  expectProblem(await me.get('/api/organisation'), 'not-allowed');
  await setPlaces(api.deps, [[0, null], ...below(0, 2, 13), ...below(2, 100, 24)]);
  expectProblem(await me.get('/api/organisation'), 'not-allowed');
});

test('who leads another group loses the page of the one before, and the successor has none yet', async () => {
  const api = await anOrganisation();
  await releaseLastMonth(api.deps);
  await setPlaces(api.deps, [
    [0, null],
    ...below(0, 1, 14),
    ...below(2, 100, 24),
    ...below(1, 300, 12),
  ]);
  for (const who of [manager, successor]) {
    const { body } = await (await api.as(who)).get('/api/organisation');
    expect(body).toEqual({ months: [], leadsAnother: who === manager });
  }
});

test('who gets some people and loses some keeps the page', async () => {
  const api = await anOrganisation();
  await releaseLastMonth(api.deps);
  await setPlaces(api.deps, [[0, null], ...below(0, 1, 14), ...below(1, 108, 30)]);
  const { body } = await (await api.as(manager)).get('/api/organisation');
  expect(body).toMatchObject({ months: [{ people: 24 }], leadsAnother: false });
});

test('an admin releases the last month before its day is over, and it stands', async () => {
  const api = await anOrganisation();
  api.clock.set('2026-04-01T09:00:00.000Z');
  const me = await api.as(admin);
  expect((await me.get('/api/organisation/whole')).body).toMatchObject({
    last: '2026-03',
    release: 'early',
    months: [],
  });
  const asked = await me.post('/api/organisation/releases', { month: '2026-03' });
  expect(asked.body).toMatchObject({ release: 'running', months: [] });
  await work(api);
  const released = (await me.get('/api/organisation/whole')).body;
  expect(released).toMatchObject({
    release: 'released',
    fewest: 10,
    months: [{ month: '2026-03', group: 'whole', people: 38, pledge: FRESH }],
  });
  const again = await me.post('/api/organisation/releases', { month: '2026-03' });
  expect(again.body).toEqual(released);
  const log = await me.get('/api/admin/audit');
  expect(log.text).toContain('had the last month released');
});

test.each(['2026-02', '2026-04', '2026-05'])(
  '%s is no month to release in April',
  async (month) => {
    const api = await anOrganisation();
    const me = await api.as(admin);
    const before = await api.rows();
    expectProblem(await me.post('/api/organisation/releases', { month }), 'not-releasable');
    expect(await api.rows()).toEqual(before);
  },
);

test('a month that nobody released is said to be overdue', async () => {
  const api = await anOrganisation();
  const me = await api.as(admin);
  expect((await me.get('/api/organisation/whole')).body).toMatchObject({ release: 'overdue' });
});

test('the smallest group is raised from the next release on, and never below ten', async () => {
  const api = await anOrganisation();
  const me = await api.as(admin);
  for (const fewest of [9, 0, -1, 10.5, 1001]) {
    expectProblem(await me.put('/api/organisation/rules', { fewest, revision: 0 }), 'invalid');
  }
  const raised = await me.put('/api/organisation/rules', { fewest: 30, revision: 0 });
  expect(raised.body).toMatchObject({ fewest: 30, revision: 1 });
  const late = await me.put('/api/organisation/rules', { fewest: 20, revision: 0 });
  expectProblem(late, 'changed-meanwhile');
  await releaseLastMonth(api.deps);
  const mine = await (await api.as(manager)).get('/api/organisation');
  expect(mine.body).toMatchObject({ months: [{ group: 'around', people: 38 }] });
});

async function work({ deps }: ApiServer): Promise<void> {
  const queue = deps.queues.queue('figures');
  const [message] = await queue.receive({ most: 1, visibilityMs: 60_000 });
  if (message === undefined) throw new Error('There is nothing to do.');
  await workOnFigures(deps, { queue, message }, new AbortController().signal);
}

test('nobody is a manager of another organisation', async () => {
  const api = await anOrganisation();
  await releaseLastMonth(api.deps);
  expect(await api.deps.releases.readPage('another', manager.id)).toBeUndefined();
  expect(await api.deps.releases.readPage(TENANT_ID, manager.id)).toBeDefined();
});
