import { expect, test } from 'vitest';
import { collectDue } from '../../../bot/delivery/collect-due.ts';
import { changeMessages } from '../../../shared/commands/change-settings.ts';
import { resumeBroadcast, stopBroadcast } from '../../../shared/commands/steer-broadcast.ts';
import {
  anAnnouncement,
  BROADCAST,
  BROADCAST_ID,
  confirmed,
  personId,
  personIds,
  UNTIL,
} from '../../support/broadcasts.ts';
import { aDelivery, NOON, TENANT_ID } from '../../support/builders.ts';
import {
  aWorld,
  progressOf,
  rowsOf,
  storePeople,
  work,
  workAfterHold,
  workFor,
} from './broadcast-world.ts';

const KEY = { tenantId: TENANT_ID, userId: personId(0) };

/** The first moment, to the hour, of the day on which the budget is free again. */
const FREE_AGAIN = '2026-03-06T09:30:00.000Z';

/** A world in which news wait for somebody whose budget of the week is used. */
async function newsThatWait() {
  const world = aWorld();
  const deps = world.program();
  await storePeople(deps, [{ deliveries: [aDelivery({ date: '2026-02-27' })] }]);
  await confirmed(deps, personIds(1), { content: anAnnouncement() });
  await workAfterHold(deps);
  expect(await progressOf(deps)).toEqual({ waiting: 1 });
  return { ...world, deps };
}

test('what waits stays while it is stopped, is looked for once a day, and is told once it is resumed', async () => {
  const { deps, teams, clock } = await newsThatWait();
  await stopBroadcast(deps, BROADCAST);
  clock.set(FREE_AGAIN);
  await workFor(deps, 30);
  expect(teams.requests).toEqual([]);
  const loaded = await deps.people.load(KEY);
  expect(loaded?.person.pendings).toMatchObject([{ id: BROADCAST_ID }]);
  // Not every two minutes: on the next working day, a Monday.
  expect(loaded?.person.profile.nextLookAt?.slice(0, 10)).toBe('2026-03-09');

  await resumeBroadcast(deps, BROADCAST);
  await workFor(deps, 3);
  expect(teams.receivers()).toEqual([personId(0)]);
  expect(await progressOf(deps)).toEqual({ sent: 1 });
  expect((await rowsOf(deps, 0)).pendings).toEqual([]);
});

test('a worker that has not heard of the resuming yet drops nothing that waits', async () => {
  const { deps, teams, clock, program } = await newsThatWait();
  const late = program();
  await stopBroadcast(deps, BROADCAST);
  clock.set(FREE_AGAIN);
  expect(await late.contents.get(TENANT_ID, BROADCAST_ID)).toMatchObject({ told: false });
  clock.advanceMs(1000);
  await resumeBroadcast(deps, BROADCAST);
  // The pack of that hour falls to the one who still thinks that it is stopped, and so does the job.
  await collectDue(late);
  await work(late);
  expect(teams.requests).toEqual([]);
  expect((await rowsOf(deps, 0)).pendings).toMatchObject([{ id: BROADCAST_ID }]);
  await workFor(deps, 3);
  expect(teams.receivers()).toEqual([personId(0)]);
});

test('what is not known any more waits for nobody', async () => {
  const deps = aWorld().program();
  const pending = { id: BROADCAST_ID, kind: 'moment', from: NOON, until: UNTIL } as const;
  await storePeople(deps, [{ pendings: [pending] }]);
  await deps.schedule.put({ key: KEY, at: NOON });
  await workFor(deps, 1);
  expect((await rowsOf(deps, 0)).pendings).toEqual([]);
});

test('whoever waits and then stops messages counts as skipped when its time is over', async () => {
  const { deps, teams, clock } = await newsThatWait();
  await changeMessages(deps, { key: KEY }, { state: 'stopped' });
  clock.set(FREE_AGAIN);
  await workFor(deps, 3);
  expect(teams.requests).toEqual([]);
  expect(await progressOf(deps)).toEqual({ waiting: 1 });
  clock.set(UNTIL);
  expect(await progressOf(deps)).toEqual({ skipped: 1 });
});
