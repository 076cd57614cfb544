import { expect, test } from 'vitest';
import { answerEvent } from '../../../shared/commands/answer-event.ts';
import { moveErgItem, writeErgItem } from '../../../shared/commands/change-erg-item.ts';
import type { EventWords } from '../../../shared/domain/erg-content.ts';
import { itemWrites } from '../../../shared/store/erg-content-store.ts';
import { personId, personIds, there } from '../../support/broadcasts.ts';
import { anErg, anOrganiser, ERG_ID, TENANT_ID } from '../../support/builders.ts';
import type { TestDeps } from '../../support/command-deps.ts';
import { anEvent, EVENT_ID, eventWords } from '../../support/content.ts';
import {
  anybody,
  aWorld,
  rowsOf,
  storePeople,
  unlessKilled,
  work,
  workFor,
} from './broadcast-world.ts';

const EVENT = { tenantId: TENANT_ID, ergId: ERG_ID, eventId: EVENT_ID };
const ASK = {
  tenantId: TENANT_ID,
  ergId: ERG_ID,
  actor: { userId: anOrganiser().userId, as: 'organiser' },
} as const;

/** An event to which so many people said yes. */
async function prepare(deps: TestDeps, count: number): Promise<void> {
  const writes = itemWrites(EVENT, undefined, anEvent());
  await deps.ergs.create(TENANT_ID, anErg(), 0, () => true, writes);
  for (const { key, profile } of await storePeople(deps, anybody(count))) {
    const ask = { going: true, seen: profile.rsvpsRevision };
    expect(await answerEvent(deps, { key }, EVENT, ask)).toMatchObject({ ok: true });
  }
}

async function rewrite(deps: TestDeps, fields: Partial<EventWords>): Promise<void> {
  const { item } = there(await deps.ergContent.load(EVENT, 'event', EVENT_ID));
  const words = { ...item.words, ...fields };
  const about = { id: EVENT_ID, written: { kind: 'event', words }, seen: item.revision } as const;
  expect(await writeErgItem<'event'>(deps, ASK, about)).toMatchObject({ ok: true });
}

async function moveTo(deps: TestDeps, state: 'published' | 'retired'): Promise<void> {
  const { item } = there(await deps.ergContent.load(EVENT, 'event', EVENT_ID));
  const moved = await moveErgItem(
    deps,
    ASK,
    { kind: 'event', id: EVENT_ID },
    {
      state,
      seen: item.revision,
    },
  );
  expect(moved).toMatchObject({ ok: true });
}

const REMINDER = `event-reminder.${ERG_ID}.${EVENT_ID}`;

async function remindersOf(deps: TestDeps, n: number): Promise<readonly string[]> {
  const { pendings } = await rowsOf(deps, n);
  return pendings.filter(({ kind }) => kind === 'event-reminder').map(({ id }) => id);
}

test('everybody who said yes is told once that an event moved, and their reminders move with it', async () => {
  const world = aWorld();
  const deps = world.program();
  await prepare(deps, 120);
  await rewrite(deps, { date: '2026-03-12' });
  // It can be undone for a moment: nobody is told at once.
  await work(deps);
  expect(world.teams.receivers()).toEqual([]);
  await workFor(deps, 3);
  expect(world.teams.receivers()).toEqual(personIds(120));
  expect(await remindersOf(deps, 7)).toEqual([`${REMINDER}.2`]);
  expect(world.teams.cardsOf(personId(7)).join()).not.toContain(anErg().name);
  await workFor(deps, 60);
  expect(world.teams.receivers()).toEqual(personIds(120));
  expect(deps.logged).toEqual([]);
});

test('another text tells nobody', async () => {
  const world = aWorld();
  const deps = world.program();
  await prepare(deps, 3);
  await rewrite(deps, { description: 'Two hours to meet.', title: 'Tea for carers' });
  await workFor(deps, 5);
  expect(world.teams.receivers()).toEqual([]);
});

test('what is undone within a moment tells nobody', async () => {
  const world = aWorld();
  const deps = world.program();
  await prepare(deps, 3);
  await moveTo(deps, 'retired');
  await moveTo(deps, 'published');
  await workFor(deps, 5);
  expect(world.teams.receivers()).toEqual([]);
  expect(await remindersOf(deps, 0)).toEqual([`${REMINDER}.1`]);
});

test('two changes in a row are told as one', async () => {
  const world = aWorld();
  const deps = world.program();
  await prepare(deps, 3);
  await rewrite(deps, { time: '16:00' });
  await rewrite(deps, { time: '17:00' });
  await workFor(deps, 5);
  expect(world.teams.receivers()).toEqual(personIds(3));
});

test('a cancelled event is told, leaves no yes, and reminds nobody', async () => {
  const world = aWorld();
  const deps = world.program();
  await prepare(deps, 12);
  await moveTo(deps, 'retired');
  await workFor(deps, 3);
  expect(world.teams.receivers()).toEqual(personIds(12));
  expect(await remindersOf(deps, 0)).toEqual([]);
  expect(await deps.attendees.sizeOf(EVENT, deps.clock.now())).toMatchObject({ count: 0 });
  deps.clock.set('2026-03-10T15:00:00.000Z');
  await workFor(deps, 60);
  expect(world.teams.receivers()).toEqual(personIds(12));
});

test('the day before, whoever said yes is reminded once; whoever took it back is not', async () => {
  const world = aWorld();
  const deps = world.program();
  await prepare(deps, 3);
  const key = { tenantId: TENANT_ID, userId: personId(1) };
  const seen = there(await deps.people.load(key)).person.profile.rsvpsRevision;
  await answerEvent(deps, { key }, EVENT, { going: false, seen });
  deps.clock.set('2026-03-10T15:00:00.000Z');
  await workFor(deps, 90);
  expect(world.teams.receivers()).toEqual([personId(0), personId(2)]);
});

test('an event that moves over the time of its reminder is told as moved, and reminded once, for its new time', async () => {
  const world = aWorld();
  const deps = world.program();
  await prepare(deps, 2);
  // Minutes before the reminder would be due.
  deps.clock.set('2026-03-10T14:58:00.000Z');
  await rewrite(deps, { date: '2026-03-13' });
  await workFor(deps, 90);
  expect(world.teams.receivers()).toEqual(personIds(2));
  expect(await remindersOf(deps, 0)).toEqual([`${REMINDER}.2`]);
  deps.clock.set('2026-03-12T15:00:00.000Z');
  await workFor(deps, 90);
  expect(world.teams.receivers()).toEqual([...personIds(2), ...personIds(2)].toSorted());
});

test('whoever says yes while an event moves has its new time', async () => {
  const world = aWorld();
  const deps = world.program();
  await prepare(deps, 1);
  const late = (await storePeople(deps, [{ userId: personId(50) }]))[0];
  const { key } = there(late);
  // The old time was read; then the event moves, and its walk is over before the yes is written.
  const slow: TestDeps = {
    ...deps,
    people: {
      ...deps.people,
      async load(who) {
        if (who.userId === key.userId && moves > 0) {
          moves -= 1;
          await rewrite(deps, { date: '2026-03-12' });
          await workFor(deps, 3);
        }
        return deps.people.load(who);
      },
    },
  };
  let moves = 1;
  await answerEvent(slow, { key }, EVENT, { going: true, seen: 10 });
  const { person } = there(await deps.people.load(key));
  expect(person.rsvps).toMatchObject([{ startsAt: '2026-03-12T15:00:00.000Z' }]);
  expect(person.pendings).toMatchObject([{ id: `${REMINDER}.2` }]);
});

test('a program killed at any step of telling a change leaves nobody untold, told twice or with the old time', async () => {
  let steps = 0;
  for (let survived = false; !survived; steps += 1) {
    const world = aWorld();
    const first = world.program();
    await prepare(first, 3);
    await rewrite(first, { date: '2026-03-12' });
    world.dieAtStep(steps + 1);
    await unlessKilled(workFor(first, 2));
    survived = world.startAgain();
    const second = world.program();
    await workFor(second, 12);
    const told = world.teams.receivers();
    expect([...new Set(told)], `step ${steps}`).toEqual(personIds(3));
    // The three are told side by side: no more than was in flight when it died.
    expect(told.length, `step ${steps}`).toBeLessThanOrEqual(6);
    for (const n of [0, 1, 2]) expect(await remindersOf(second, n)).toEqual([`${REMINDER}.2`]);
  }
  expect(steps).toBeGreaterThan(20);
});

test('a program killed between the job and the change tells nobody; one killed after the change tells everybody', async () => {
  const world = aWorld();
  const deps = world.program();
  await prepare(deps, 2);
  // The job of a change that was never written.
  await deps.queues
    .queue('broadcasts')
    .send(JSON.stringify({ do: 'event-change', ...EVENT, sequence: 2 }), { delayMs: 0 });
  await work(deps);
  expect(world.teams.receivers()).toEqual([]);
  // It is written late, and its own job is lost.
  const { item } = there(await deps.ergContent.load(EVENT, 'event', EVENT_ID));
  expect(item.words).toEqual(eventWords());
  await rewrite(deps, { date: '2026-03-12' });
  await workFor(deps, 3);
  expect(world.teams.receivers()).toEqual(personIds(2));
});
