import { expect, test } from 'vitest';
import { collectDue } from '../../../bot/delivery/collect-due.ts';
import { deliverPack } from '../../../bot/delivery/deliver-pack.ts';
import { PACK_VISIBILITY_MS } from '../../../bot/delivery/hold-message.ts';
import { createSendPermits } from '../../../bot/delivery/send-permits.ts';
import { makePledge } from '../../../shared/commands/make-pledge.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { spreadOf } from '../../../shared/domain/spread.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { SCHEDULE_SHARDS } from '../../../shared/store/schedule-store.ts';
import { aPerson, aPledge, NOON, PLEDGE_ID } from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
import { aDuePerson, ALL_DUE_AT, DUE_DATE, hintsUntil, store, stored } from './due-people.ts';
import { recordingSender } from './recording-sender.ts';

// A worker is killed before its n-th request to storage or to Teams, for every n; then others start.

/** Thrown by a program that is dead: nothing that it does later reaches storage or Teams. */
class Killed extends Error {}

/** Ids of one part of the schedule, so that these people are in one pack and worked on at once. */
const [ONE = '', TWO = '', THREE = '', ...OTHERS] = Array.from(
  { length: 1000 },
  (_, n) => `5b2e9f10-0000-4000-8000-${String(n).padStart(12, '0')}`,
).filter((id) => spreadOf(id) % SCHEDULE_SHARDS === 7);

const DUE = [ONE, TWO, THREE].map((userId) => aDuePerson({ userId }));
/** They were due when the hints were written, and are not any more. */
const SILENT = [
  aDuePerson({ userId: OTHERS[0] ?? '', messages: { state: 'stopped' } }),
  aDuePerson({ userId: OTHERS[1] ?? '', consent: { state: 'none' } }),
  aDuePerson({ userId: OTHERS[2] ?? '', conversation: { state: 'uninstalled', at: NOON } }),
];
/** Due on another day. */
const LATER = aPerson({ userId: OTHERS[3] ?? '', pledges: [aPledge({ cadence: 'monthly' })] });

/** A world in which every program shares one storage and one Teams, and the running one can be killed. */
function setUp() {
  const clock = testClock(NOON);
  let stepsLeft = Infinity;
  const step = (): void => {
    stepsLeft -= 1;
    if (stepsLeft < 0) throw new Killed();
  };
  const sender = recordingSender();
  const storage = createMemoryStorage({ realMs: clock.realMs, observe: step });
  let programs = 0;
  return {
    clock,
    sender,
    /** A new program; what was in an older one's memory is gone. */
    program(): TestDeps {
      programs += 1;
      const holder = `worker-${programs}`;
      let ids = 0;
      return {
        ...testDeps({ clock, storage }),
        holder,
        newId: () => {
          ids += 1;
          return `${holder}-${ids}`;
        },
        sender: {
          ...sender,
          send: async (...request) => {
            step();
            return sender.send(...request);
          },
        },
      };
    },
    /** The program dies before this step, from 1. */
    dieAtStep(n: number) {
      stepsLeft = n - 1;
    },
    /** Whether the program got to its end; whoever starts now lives. */
    startAgain(): boolean {
      const survived = stepsLeft >= 0;
      stepsLeft = Infinity;
      return survived;
    },
  };
}

/** What a worker does once: look at the schedule, then work through every pack that shows. */
async function workOnce(deps: TestDeps): Promise<void> {
  await collectDue(deps);
  const permits = createSendPermits(deps.permits, deps.clock.realMs);
  for (;;) {
    const queue = deps.queues.queue('packs');
    const [message] = await queue.receive({ most: 1, visibilityMs: PACK_VISIBILITY_MS });
    if (message === undefined) return;
    await deliverPack(deps, permits, { queue, message });
  }
}

async function unlessKilled(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
}

/** Everybody stored, with a hint for the same minute for all of them; product time is when all are due. */
async function schedule(deps: TestDeps): Promise<void> {
  for (const person of [...DUE, ...SILENT, LATER]) {
    await store(deps, person);
    await deps.schedule.put({ key: person.key, at: `${DUE_DATE}T09:00:00.000Z` });
  }
  deps.clock.set(ALL_DUE_AT);
}

/** Others work for as long as it takes: leases, claims and hidden packs come to an end. */
async function workToTheEnd(deps: TestDeps): Promise<void> {
  for (let minutes = 0; minutes < 8; minutes += 1) {
    await workOnce(deps);
    deps.clock.advanceMs(60_000);
  }
}

function sendsTo(world: ReturnType<typeof setUp>, person: Person): number {
  const { userId: receiver } = person.key;
  return world.sender.requests.filter(({ target }) => target.person.userId === receiver).length;
}

/** Who was in flight: claimed, and nothing of it recorded. */
async function inFlight(deps: TestDeps): Promise<readonly Person[]> {
  const people = await Promise.all(DUE.map((person) => stored(deps, person.key)));
  return people.filter((person) =>
    person.deliveries.some(({ progress }) => progress.state === 'sending'),
  );
}

/** That exactly the due people have their message, nobody twice but `maybeTwice`, and that all goes on. */
async function expectDelivered(
  world: ReturnType<typeof setUp>,
  deps: TestDeps,
  maybeTwice: readonly Person[],
): Promise<void> {
  for (const { key } of DUE) {
    const person = await stored(deps, key);
    const wasInFlight = maybeTwice.some((other) => other.key.userId === key.userId);
    expect(person.deliveries).toMatchObject([
      { date: DUE_DATE, progress: { state: 'sent', uncertain: wasInFlight } },
    ]);
    const sends = sendsTo(world, person);
    expect(sends === 1 || (wasInFlight && sends === 2)).toBe(true);

    const look = person.profile.nextLookAt ?? '';
    expect(look.slice(0, 10)).toBe('2026-03-24');
    const hints = await hintsUntil(deps, look);
    expect(hints.filter((hint) => hint.key.userId === key.userId).map(({ at }) => at)).toContain(
      look,
    );
  }
  for (const person of [...SILENT, LATER]) {
    expect(sendsTo(world, person)).toBe(0);
    expect((await stored(deps, person.key)).deliveries).toEqual([]);
  }
  expect(await deps.queues.queue('packs').approximateLength()).toBe(0);
  expect(await hintsUntil(deps, deps.clock.now())).toEqual([]);
}

test('a worker killed at any step: everybody due has one message, and only who was in flight may have two', async () => {
  let steps = 0;
  let mostInFlight = 0;
  let doubled = 0;
  for (let survived = false; !survived;) {
    steps += 1;
    const world = setUp();
    await schedule(world.program());
    world.dieAtStep(steps);
    await unlessKilled(workOnce(world.program()));
    survived = world.startAgain();

    const second = world.program();
    const claimed = await inFlight(second);
    await workToTheEnd(second);

    await expectDelivered(world, second, claimed);
    mostInFlight = Math.max(mostInFlight, claimed.length);
    doubled = Math.max(doubled, world.sender.requests.length - DUE.length);
  }
  // Three sends, and many more requests: the kill really came in between, also between a send and its record.
  expect(steps).toBeGreaterThan(50);
  expect(mostInFlight).toBe(DUE.length);
  expect(doubled).toBeGreaterThan(0);
});

test('two killed one after the other: nobody is forgotten, and who was sent to is not sent to again', async () => {
  let runs = 0;
  // Every step of the second after every seventh of the first.
  for (let first = 1; ; first += 7) {
    let firstSurvived = false;
    for (let second = 1; ; second += 3) {
      const world = setUp();
      await schedule(world.program());
      world.dieAtStep(first);
      await unlessKilled(workOnce(world.program()));
      firstSurvived = world.startAgain();
      const claimed = new Map((await inFlight(world.program())).map((it) => [it.key.userId, it]));

      world.clock.advanceMs(PACK_VISIBILITY_MS + 1000);
      world.dieAtStep(second);
      await unlessKilled(workOnce(world.program()));
      const survived = world.startAgain();
      const third = world.program();
      for (const person of await inFlight(third)) claimed.set(person.key.userId, person);
      await workToTheEnd(third);

      for (const person of DUE) {
        const [delivery, ...more] = (await stored(third, person.key)).deliveries;
        expect(delivery).toMatchObject({ date: DUE_DATE, progress: { state: 'sent' } });
        expect(more).toEqual([]);
        const sends = sendsTo(world, person);
        expect(sends).toBeGreaterThan(0);
        expect(sends).toBeLessThanOrEqual(claimed.has(person.key.userId) ? 3 : 1);
      }
      for (const person of [...SILENT, LATER]) expect(sendsTo(world, person)).toBe(0);
      runs += 1;
      if (survived) break;
    }
    if (firstSurvived) break;
  }
  expect(runs).toBeGreaterThan(50);
});

test('two workers side by side send everybody one message', async () => {
  const world = setUp();
  await schedule(world.program());
  const [one, other] = [world.program(), world.program()];
  await Promise.all([workOnce(one), workOnce(other)]);
  await workToTheEnd(one);
  await expectDelivered(world, one, []);
  expect(world.sender.requests).toHaveLength(DUE.length);
});

test('a program killed at any step of making a pledge: its question is asked, if the pledge was made', async () => {
  const asker = { key: aPerson().key };
  let made = 0;
  let steps = 0;
  for (let survived = false; !survived;) {
    steps += 1;
    const world = setUp();
    await store(world.program(), aPerson());
    world.dieAtStep(steps);
    await unlessKilled(
      makePledge(world.program(), asker, {
        id: PLEDGE_ID,
        pillar: 'listen',
        form: { kind: 'own-words', words: 'Let people finish.' },
        source: { kind: 'own' },
        cadence: 'fortnightly',
        endsOn: '2026-05-25',
      }),
    );
    survived = world.startAgain();

    const second = world.program();
    const pledges = (await stored(second, asker.key)).pledges.length;
    made += pledges;
    world.clock.set(ALL_DUE_AT);
    await workToTheEnd(second);
    expect(world.sender.requests).toHaveLength(pledges);
  }
  expect(steps).toBeGreaterThan(3);
  expect(made).toBe(1);
});
