import { describe, expect, test } from 'vitest';
import { changeMessages } from '../../../shared/commands/change-settings.ts';
import { askToLookAtRequests, noteRequests } from '../../../shared/commands/note-requests.ts';
import { personId, personIds, there } from '../../support/broadcasts.ts';
import {
  anErg,
  anOrganiser,
  aPledge,
  ERG_ID,
  OTHER_ERG_ID,
  TENANT_ID,
} from '../../support/builders.ts';
import { recordingTeams, rowsOf, work, workFor } from './broadcast-world.ts';
import { failure } from './recording-sender.ts';
import { requestsWorld } from './requests-world.ts';

const OF = { tenantId: TENANT_ID, ergId: ERG_ID };
const WAIT = 'Requests to join wait for you';
const DEALT_WITH = 'Dealt with: no request waits.';
const NEXT_MORNING = '2026-03-03T08:30:00.000Z';

describe('requests that begin to wait', () => {
  test('are told to every organiser once, some minutes later, with the number of then', async () => {
    const { deps, teams, nowWait } = await requestsWorld();
    await nowWait(1);
    await workFor(deps, 3);
    expect(teams.requests).toEqual([]);
    await nowWait(4);
    await workFor(deps, 10);
    expect(teams.receivers()).toEqual(personIds(2));
    expect(teams.cardsOf(personId(1))).toEqual([expect.stringContaining(`${WAIT}: 4.`)]);
    await nowWait(5);
    await workFor(deps, 10);
    expect(teams.requests).toHaveLength(2);
    expect(deps.logged).toEqual([]);
  });

  test('cost nobody anything of their message budget, nor do they bring back whoever fell silent', async () => {
    const { deps, teams, nowWait } = await requestsWorld({
      people: [{ budget: 0 }, { messagesSinceAct: 5 }],
    });
    await nowWait(1);
    await workFor(deps, 10);
    expect(teams.receivers()).toEqual(personIds(2));
    const { deliveries } = await rowsOf(deps, 1);
    expect(deliveries).toMatchObject([{ cause: 'requests-waiting' }]);
    expect(deliveries[0]).not.toHaveProperty('chargedOn');
    const loaded = await deps.people.load({ tenantId: TENANT_ID, userId: personId(1) });
    expect(loaded?.person.profile.messagesSinceAct).toBe(5);
  });

  test.each([
    ['has not agreed', { consent: { state: 'none' } }],
    ['stopped messages', { messages: { state: 'stopped' } }],
    ['is pausing', { messages: { state: 'paused', until: '2026-04-20' } }],
    ['has quiet dates', { quietDates: [{ from: '2026-03-01', through: '2026-04-20' }] }],
    ['is not reachable', { conversation: null }],
  ] as const)('are not told to an organiser who %s', async (_who, fields) => {
    const { deps, teams, nowWait, clock } = await requestsWorld({ people: [fields, {}] });
    await nowWait(1);
    await workFor(deps, 10);
    clock.set(NEXT_MORNING);
    await workFor(deps, 3);
    expect(teams.receivers()).toEqual([personId(1)]);
  });

  test('are told to nobody without a partition, who gets none by it', async () => {
    const organisers = [anOrganiser({ userId: 'stranger' }), anOrganiser({ userId: personId(0) })];
    const { deps, teams, nowWait } = await requestsWorld({ ergs: [{ organisers }] });
    await nowWait(1);
    await workFor(deps, 10);
    expect(teams.receivers()).toEqual([personId(0)]);
    expect(await deps.people.load({ tenantId: TENANT_ID, userId: 'stranger' })).toBeUndefined();
  });

  test('of an archived ERG are told to nobody', async () => {
    const { deps, teams, nowWait } = await requestsWorld({ ergs: [{ state: 'archived' }] });
    await nowWait(1);
    await workFor(deps, 10);
    expect(teams.requests).toEqual([]);
  });

  test('at night wait for the morning', async () => {
    const { deps, teams, nowWait, clock } = await requestsWorld();
    clock.set('2026-03-02T21:00:00.000Z');
    await nowWait(1);
    await workFor(deps, 10);
    expect(teams.requests).toEqual([]);
    clock.set(NEXT_MORNING);
    await workFor(deps, 3);
    expect(teams.receivers()).toEqual(personIds(2));
  });

  test('of two ERGs at once stand on one card', async () => {
    const ergs = [{}, { id: OTHER_ERG_ID, name: 'Pride' }];
    const { deps, teams, nowWait } = await requestsWorld({ ergs });
    await nowWait(2);
    await nowWait(7, OTHER_ERG_ID);
    await workFor(deps, 10);
    expect(teams.receivers()).toEqual(personIds(2));
    const [card] = teams.cardsOf(personId(0));
    expect(card).toContain(`${WAIT}: 2.`);
    expect(card).toContain(`${WAIT}: 7.`);
    expect((await rowsOf(deps, 0)).pendings).toEqual([]);
  });

  test('are told to an organiser who came while they wait, and not to one who went', async () => {
    const { deps, teams, nowWait } = await requestsWorld({ people: [{}, {}, {}] });
    await nowWait(1);
    await work(deps);
    const loaded = there(await deps.ergs.load(TENANT_ID, ERG_ID));
    const organisers = [1, 2].map((n) => anOrganiser({ userId: personId(n) }));
    await deps.ergs.commit(loaded, anErg({ organisers, revision: 2 }), []);
    await askToLookAtRequests(deps, TENANT_ID, ERG_ID);
    await workFor(deps, 10);
    expect(teams.receivers()).toEqual([personId(1), personId(2)]);
    expect((await rowsOf(deps, 0)).pendings).toEqual([]);
  });

  test('are not told to who went and of whom nobody noted it', async () => {
    const { deps, teams, nowWait } = await requestsWorld();
    await nowWait(1);
    await work(deps);
    const loaded = there(await deps.ergs.load(TENANT_ID, ERG_ID));
    const organisers = [anOrganiser({ userId: personId(1) })];
    await deps.ergs.commit(loaded, anErg({ organisers, revision: 2 }), []);
    await workFor(deps, 10);
    expect(teams.receivers()).toEqual([personId(1)]);
  });
});

describe('requests that were dealt with', () => {
  test('before anybody was told are told to nobody', async () => {
    const { deps, teams, nowWait } = await requestsWorld();
    await nowWait(3);
    await workFor(deps, 2);
    await nowWait(0);
    await workFor(deps, 10);
    expect(teams.requests).toEqual([]);
    expect((await rowsOf(deps, 0)).pendings).toEqual([]);
  });

  test('change the cards that told of them, once, and no new one comes', async () => {
    const { deps, teams, nowWait } = await requestsWorld();
    await nowWait(3);
    await workFor(deps, 10);
    await nowWait(0);
    await workFor(deps, 5);
    await askToLookAtRequests(deps, TENANT_ID, ERG_ID);
    await workFor(deps, 5);
    for (const userId of personIds(2)) {
      expect(teams.cardsOf(userId)).toEqual([expect.stringContaining(DEALT_WITH)]);
      expect(teams.cardsOf(userId)[0]).not.toContain(WAIT);
    }
    expect(teams.updates).toHaveLength(2);
    expect(teams.requests).toHaveLength(2);
  });

  test('leave what else the card asks', async () => {
    const pledges = [aPledge({ startedOn: '2026-02-10' })];
    const { deps, teams, nowWait, clock } = await requestsWorld({ people: [{ pledges }] });
    clock.set('2026-03-10T08:00:00.000Z');
    await nowWait(1);
    await work(deps);
    clock.set('2026-03-10T09:30:00.000Z');
    await workFor(deps, 5);
    expect(teams.cardsOf(personId(0))).toEqual([expect.stringContaining('check in')]);
    await nowWait(0);
    await workFor(deps, 2);
    const [card] = teams.cardsOf(personId(0));
    expect(card).toContain(DEALT_WITH);
    expect(card).toContain('check in');
  });

  test('by somebody who paused or stopped since change their card all the same', async () => {
    const { deps, teams, nowWait } = await requestsWorld();
    await nowWait(1);
    await workFor(deps, 10);
    const asker = { key: { tenantId: TENANT_ID, userId: personId(0) } };
    await changeMessages(deps, asker, { state: 'stopped' });
    await nowWait(0);
    await workFor(deps, 2);
    expect(teams.cardsOf(personId(0))).toEqual([expect.stringContaining(DEALT_WITH)]);
  });

  test('change the card of one who organises no more', async () => {
    const { deps, teams, nowWait } = await requestsWorld();
    await nowWait(1);
    await workFor(deps, 10);
    const loaded = there(await deps.ergs.load(TENANT_ID, ERG_ID));
    const organisers = [anOrganiser({ userId: personId(1) })];
    await deps.ergs.commit(loaded, anErg({ organisers, revision: 2 }), []);
    await nowWait(0);
    await workFor(deps, 2);
    expect(teams.cardsOf(personId(0))).toEqual([expect.stringContaining(DEALT_WITH)]);
  });

  test('while Teams is busy change the card when the job comes back', async () => {
    const teams = recordingTeams({
      update: (_request, n) => (n <= 7 ? failure('throttled') : undefined),
    });
    const { deps, nowWait } = await requestsWorld({ teams });
    await nowWait(1);
    await workFor(deps, 10);
    await nowWait(0);
    await workFor(deps, 5);
    for (const userId of personIds(2)) {
      expect(teams.cardsOf(userId)).toEqual([expect.stringContaining(DEALT_WITH)]);
    }
  });

  test('while a card is on its way change it once it has arrived', async () => {
    const teams = recordingTeams({
      send: async ({ target }) => {
        if (target.person.userId !== personId(0)) return undefined;
        // The fellow organiser deals with them between the claim and Teams' answer, and another worker looks.
        await world.nowWait(0);
        await work(world.program());
        return undefined;
      },
    });
    const world = await requestsWorld({ teams });
    await world.nowWait(1);
    await workFor(world.deps, 12);
    expect(teams.cardsOf(personId(0))).toEqual([expect.stringContaining(DEALT_WITH)]);
    for (const n of [0, 1]) expect((await rowsOf(world.deps, n)).pendings).toEqual([]);
  });
});

describe('requests that wait anew', () => {
  test('are a new card, and not on the day that has had one', async () => {
    const { deps, teams, nowWait, clock } = await requestsWorld();
    await nowWait(1);
    await workFor(deps, 10);
    await nowWait(0);
    await work(deps);
    await nowWait(2);
    await workFor(deps, 60);
    expect(teams.requests).toHaveLength(2);
    clock.set(NEXT_MORNING);
    await workFor(deps, 3);
    expect(teams.requests).toHaveLength(4);
    const [first, second] = teams.cardsOf(personId(0));
    expect(first).toContain(DEALT_WITH);
    expect(second).toContain(`${WAIT}: 2.`);
  });
});

test('two workers at one job tell everybody once, and take it back once', async () => {
  const { deps, program, teams, nowWait } = await requestsWorld();
  const other = program();
  await nowWait(1);
  await askToLookAtRequests(deps, TENANT_ID, ERG_ID);
  await Promise.all([work(deps), work(other)]);
  await workFor(deps, 10);
  expect(teams.receivers()).toEqual(personIds(2));
  await nowWait(0);
  await askToLookAtRequests(deps, TENANT_ID, ERG_ID);
  await Promise.all([work(deps), work(other)]);
  await workFor(deps, 3);
  for (const userId of personIds(2)) {
    expect(teams.cardsOf(userId)).toEqual([expect.stringContaining(DEALT_WITH)]);
  }
});

test('a number that stays on its side of none is no job', async () => {
  const { deps, nowWait } = await requestsWorld();
  await noteRequests(deps, TENANT_ID, ERG_ID, 0, 0);
  await noteRequests(deps, TENANT_ID, ERG_ID, 2, 1);
  expect(await deps.queues.queue('broadcasts').approximateLength()).toBe(0);
  await nowWait(1);
  expect(await deps.queues.queue('broadcasts').approximateLength()).toBe(1);
});

test('a worker killed at any step: every organiser is told once, and every card says in the end that it is over', async () => {
  let steps = 0;
  for (let survived = false; !survived;) {
    steps += 1;
    const { program, teams, clock, nowWait, dieAtStep, startAgain } = await requestsWorld();
    await nowWait(2);
    dieAtStep(steps);
    const first = program();
    await work(first).catch(() => {});
    survived = startAgain();
    clock.advanceMs(60_000);
    await workFor(program(), 12);
    expect(teams.receivers(), `${steps}`).toEqual(personIds(2));
    expect(teams.cardsOf(personId(0)), `${steps}`).toEqual([
      expect.stringContaining(`${WAIT}: 2.`),
    ]);
  }
  expect(steps).toBeGreaterThan(8);
  let ends = 0;
  for (let survived = false; !survived;) {
    ends += 1;
    const { program, teams, clock, nowWait, dieAtStep, startAgain } = await requestsWorld();
    await nowWait(2);
    await workFor(program(), 10);
    await nowWait(0);
    dieAtStep(ends);
    await work(program()).catch(() => {});
    survived = startAgain();
    clock.advanceMs(60_000);
    const second = program();
    await workFor(second, 3);
    for (const userId of personIds(2)) {
      expect(teams.cardsOf(userId), `${ends}`).toEqual([expect.stringContaining(DEALT_WITH)]);
    }
    expect(await second.requestsRounds.read(OF)).toMatchObject({
      round: { revision: 1, state: 'closed', told: [] },
    });
  }
  expect(ends).toBeGreaterThan(8);
});
