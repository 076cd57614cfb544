import { describe, expect, test } from 'vitest';
import type { NewBroadcast } from '../../../shared/commands/confirm-broadcast.ts';
import { changeMembership } from '../../../shared/commands/change-membership.ts';
import { changeMessages } from '../../../shared/commands/change-settings.ts';
import { leaveErg } from '../../../shared/commands/leave-erg.ts';
import { withdrawConsent } from '../../../shared/commands/withdraw-consent.ts';
import { addMinutes } from '../../../shared/domain/cadence.ts';
import { OPEN_TENANT } from '../../../shared/domain/tenant-rules.ts';
import {
  anAnnouncement,
  anEventChange,
  BROADCAST_ID,
  confirmed,
  OTHER_BROADCAST_ID,
  personId,
  personIds,
  SENDING_FROM,
} from '../../support/broadcasts.ts';
import {
  aDelivery,
  aMembership,
  ERG_ID,
  NOON,
  OTHER_ERG_ID,
  type PersonFields,
  TENANT_ID,
} from '../../support/builders.ts';
import type { TestDeps } from '../../support/command-deps.ts';
import {
  aWorld,
  progressOf,
  rowsOf,
  storePeople,
  workAfterHold,
  workFor,
} from './broadcast-world.ts';
import { hintsUntil } from './due-people.ts';

const ALLY = { memberships: [aMembership()] };
const NIGHT = '2026-03-02T22:00:00.000Z';

/** A message of last Friday that used the budget of the week. */
const BUDGET_USED = { deliveries: [aDelivery({ date: '2026-02-27' })] };

/** A broadcast confirmed for people with these fields, besides one about whom there is nothing special but membership. */
async function confirmedFor(fields: readonly PersonFields[], about: Partial<NewBroadcast> = {}) {
  const world = aWorld();
  const deps = world.program();
  await storePeople(deps, [ALLY, ...fields]);
  await confirmed(deps, personIds(fields.length + 1), about);
  return { ...world, deps };
}

/** The hints by which somebody is looked at again. */
async function looks(deps: TestDeps, n: number): Promise<readonly string[]> {
  const hints = await hintsUntil(deps, '2027-01-01T00:00:00.000Z');
  return hints.filter(({ key }) => key.userId === personId(n)).map(({ at }) => at);
}

describe('somebody who is not to be written to', () => {
  const HOPELESS: readonly (readonly [string, PersonFields])[] = [
    ['without consent', { ...ALLY, consent: { state: 'none' } }],
    ['being erased', { ...ALLY, life: 'erasing' }],
    ['who stopped messages', { ...ALLY, messages: { state: 'stopped' } }],
    ['who is no ally', { memberships: [aMembership({ ergId: OTHER_ERG_ID })] }],
    ['who only asked to be an ally', { memberships: [aMembership({ state: 'requested' })] }],
    ['who wants no message a week', { ...ALLY, budget: 0 }],
    ['who never reacted', { ...ALLY, messagesSinceAct: 5 }],
    ['whom the bot never met', { ...ALLY, conversation: null }],
    ['who removed the app', { ...ALLY, conversation: { state: 'uninstalled', at: NOON } }],
    [
      'who blocked the bot',
      {
        ...ALLY,
        conversation: { state: 'blocked', serviceUrl: 'https://smba.example/', at: NOON },
      },
    ],
  ];

  describe.each(HOPELESS)('%s', (_who, fields) => {
    test('is skipped by day, and no row is left that waits', async () => {
      const { deps, teams } = await confirmedFor([fields], { ergId: ERG_ID });
      await workAfterHold(deps);
      expect(teams.receivers()).toEqual([personId(0)]);
      expect(await progressOf(deps)).toEqual({ sent: 1, skipped: 1 });
      expect((await rowsOf(deps, 1)).pendings).toEqual([]);
    });

    test('is skipped by night too, and others wait for the morning', async () => {
      const { deps, teams, clock } = await confirmedFor([fields], { ergId: ERG_ID });
      clock.set(NIGHT);
      await workAfterHold(deps);
      expect(teams.requests).toEqual([]);
      expect(await progressOf(deps)).toEqual({ waiting: 1, skipped: 1 });
      expect((await rowsOf(deps, 1)).pendings).toEqual([]);

      clock.set('2026-03-03T08:30:00.000Z');
      await workFor(deps, 1);
      expect(teams.receivers()).toEqual([personId(0)]);
      expect(await progressOf(deps)).toEqual({ sent: 1, skipped: 1 });
    });
  });

  test('since nothing is known of them is skipped', async () => {
    const { deps, teams } = await confirmedFor([]);
    await confirmed(deps, [personId(7)], { id: OTHER_BROADCAST_ID });
    await workAfterHold(deps);
    expect(teams.receivers()).toEqual([personId(0)]);
    expect(await progressOf(deps, OTHER_BROADCAST_ID)).toEqual({ skipped: 1 });
  });
});

describe('somebody who changes between the confirming and the telling', () => {
  const asker = { key: { tenantId: TENANT_ID, userId: personId(1) } };
  const CHANGES: readonly (readonly [string, (deps: TestDeps) => Promise<unknown>])[] = [
    ['withdraws their consent', (deps) => withdrawConsent(deps, asker)],
    ['leaves the ERG', (deps) => leaveErg(deps, asker, ERG_ID, 10)],
    ['stops messages', (deps) => changeMessages(deps, asker, { state: 'stopped' })],
  ];
  test.each(CHANGES)('%s, and is not told', async (_what, change) => {
    const { deps, teams } = await confirmedFor([ALLY], { ergId: ERG_ID });
    expect(await change(deps)).toMatchObject({ ok: true });
    await workAfterHold(deps);
    expect(teams.receivers()).toEqual([personId(0)]);
    expect(await progressOf(deps)).toEqual({ sent: 1, skipped: 1 });
  });

  test('pauses, and is told when the pause is over', async () => {
    const { deps, teams, clock } = await confirmedFor([ALLY]);
    await changeMessages(deps, asker, { state: 'paused', until: '2026-03-05' });
    await workAfterHold(deps);
    expect(teams.receivers()).toEqual([personId(0)]);
    expect(await progressOf(deps)).toEqual({ sent: 1, waiting: 1 });
    expect((await rowsOf(deps, 1)).pendings).toMatchObject([{ id: BROADCAST_ID, pack: 0 }]);
    expect((await looks(deps, 1)).at(-1)?.slice(0, 10)).toBe('2026-03-05');

    clock.set('2026-03-05T08:30:00.000Z');
    await workFor(deps, 1);
    expect(teams.receivers()).toEqual(personIds(2));
    expect(await progressOf(deps)).toEqual({ sent: 2 });
    expect((await rowsOf(deps, 1)).pendings).toEqual([]);
  });

  test('pauses for longer than it may be told, and is never told', async () => {
    const { deps, teams, clock } = await confirmedFor([ALLY]);
    await changeMessages(deps, asker, { state: 'paused', until: '2026-03-12' });
    await workAfterHold(deps);
    clock.set('2026-03-12T09:00:00.000Z');
    await workFor(deps, 60);
    expect(teams.receivers()).toEqual([personId(0)]);
  });
});

describe('somebody who muted the ERG', () => {
  const MUTED = { memberships: [aMembership({ muted: true })] };
  const OF_THE_ERG = { ergId: ERG_ID, content: anAnnouncement() };
  const asker = { key: { tenantId: TENANT_ID, userId: personId(1) } };
  const mute = { seen: 10, showToAllies: false, muted: true };

  test.each([
    ['by day', NOON],
    ['by night', NIGHT],
  ])('is skipped %s, and no row is left that waits', async (_when, now) => {
    const { deps, teams, clock } = await confirmedFor([MUTED], OF_THE_ERG);
    if (now === NIGHT) clock.set(NIGHT);
    await workAfterHold(deps);
    expect(teams.receivers()).toEqual(now === NIGHT ? [] : [personId(0)]);
    expect(await progressOf(deps)).toMatchObject({ skipped: 1 });
    expect((await rowsOf(deps, 1)).pendings).toEqual([]);
  });

  test('since it was confirmed, or while it waits for the morning, is not told', async () => {
    const { deps, teams, clock } = await confirmedFor([ALLY], OF_THE_ERG);
    clock.set(NIGHT);
    await workAfterHold(deps);
    expect((await rowsOf(deps, 1)).pendings).toHaveLength(1);
    expect(await changeMembership(deps, asker, ERG_ID, mute)).toMatchObject({ ok: true });
    clock.set('2026-03-03T09:30:00.000Z');
    await workFor(deps, 1);
    expect(teams.receivers()).toEqual([personId(0)]);
  });

  test.each([
    ['a moment', {}],
    ['an event that they said yes to', { content: anEventChange() }],
  ])('is told of %s all the same', async (_what, about) => {
    const { deps, teams } = await confirmedFor([MUTED], { ...about, ergId: ERG_ID });
    await workAfterHold(deps);
    expect(teams.receivers()).toEqual(personIds(2));
  });
});

describe('the budget', () => {
  test('that is used makes news wait, with a row and a hint, until an ordinary pack tells them', async () => {
    const { deps, teams, clock } = await confirmedFor([BUDGET_USED], {
      content: anAnnouncement(),
    });
    await workAfterHold(deps);
    expect(teams.receivers()).toEqual([personId(0)]);
    expect(await progressOf(deps)).toEqual({ sent: 1, waiting: 1 });
    expect((await rowsOf(deps, 1)).pendings).toMatchObject([
      { id: BROADCAST_ID, kind: 'announcement', from: SENDING_FROM, pack: 0 },
    ]);
    expect((await looks(deps, 1)).at(-1)?.slice(0, 10)).toBe('2026-03-06');

    clock.set('2026-03-06T09:30:00.000Z');
    await workFor(deps, 1);
    expect(teams.receivers()).toEqual(personIds(2));
    expect(await progressOf(deps)).toEqual({ sent: 2 });
    const { pendings, deliveries } = await rowsOf(deps, 1);
    expect(pendings).toEqual([]);
    expect(deliveries.at(-1)).toMatchObject({
      cause: 'announcement',
      about: BROADCAST_ID,
      chargedOn: '2026-03-06',
    });
  });

  test('of the next week is used early by a moment, and once only', async () => {
    const { deps, teams } = await confirmedFor([BUDGET_USED]);
    await workAfterHold(deps);
    expect(teams.receivers()).toEqual(personIds(2));
    expect((await rowsOf(deps, 1)).deliveries.at(-1)).toMatchObject({
      cause: 'moment',
      date: '2026-03-02',
      chargedOn: '2026-03-09',
    });

    await confirmed(deps, personIds(2), { id: OTHER_BROADCAST_ID });
    await workFor(deps, 7);
    // Whoever had their budget left has borrowed nothing yet.
    expect(teams.sendsTo(personId(0))).toBe(2);
    expect(teams.sendsTo(personId(1))).toBe(1);
    expect(await progressOf(deps, OTHER_BROADCAST_ID)).toEqual({ sent: 1, waiting: 1 });
  });

  test('does not count a change of an event that one said yes to, nor keep it back', async () => {
    const fields: readonly PersonFields[] = [{ budget: 0 }, BUDGET_USED, { messagesSinceAct: 5 }];
    const { deps, teams } = await confirmedFor(fields, { content: anEventChange() });
    await workAfterHold(deps);
    expect(teams.receivers()).toEqual(personIds(4));
    expect(await progressOf(deps)).toEqual({ sent: 4 });
    for (const n of [0, 1, 2, 3]) {
      const { deliveries } = await rowsOf(deps, n);
      expect(deliveries.at(-1)).toMatchObject({ cause: 'event-change', date: '2026-03-02' });
      expect(deliveries.at(-1)).not.toHaveProperty('chargedOn');
    }
  });
});

describe('an organisation', () => {
  test('that is stopped is told nothing, and all once it goes on', async () => {
    const { deps, teams, clock } = await confirmedFor([{}]);
    await deps.tenants.change(TENANT_ID, 0, { ...OPEN_TENANT, messages: 'stopped' });
    await workAfterHold(deps);
    expect(teams.requests).toEqual([]);
    expect(await progressOf(deps)).toEqual({ waiting: 2 });

    await deps.tenants.change(TENANT_ID, 1, OPEN_TENANT);
    clock.set('2026-03-03T08:30:00.000Z');
    await workFor(deps, 2);
    expect(teams.receivers()).toEqual(personIds(2));
    expect(await progressOf(deps)).toEqual({ sent: 2 });
  });

  test('is told nothing on its quiet dates, and all after them', async () => {
    const { deps, teams, clock } = await confirmedFor([{}]);
    const quietDates = [{ from: '2026-03-02', through: '2026-03-04' }];
    await deps.tenants.change(TENANT_ID, 0, { ...OPEN_TENANT, quietDates });
    await workAfterHold(deps);
    expect(teams.requests).toEqual([]);
    clock.set('2026-03-05T08:30:00.000Z');
    await workFor(deps, 2);
    expect(teams.receivers()).toEqual(personIds(2));
  });
});

test('by night all wait for the morning of their own zone', async () => {
  const { deps, teams, clock } = await confirmedFor([{ zone: 'America/New_York' }]);
  clock.set(NIGHT);
  await workAfterHold(deps);
  // In New York it is still afternoon.
  expect(teams.receivers()).toEqual([personId(1)]);
  clock.set(addMinutes('2026-03-03T08:00:00.000Z', 30));
  await workFor(deps, 1);
  expect(teams.receivers()).toEqual(personIds(2));
  expect(await progressOf(deps)).toEqual({ sent: 2 });
});
