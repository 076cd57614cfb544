import { describe, expect, test } from 'vitest';
import { giveConsent } from '../../../shared/commands/give-consent.ts';
import { withdrawConsent } from '../../../shared/commands/withdraw-consent.ts';
import { complementOfHex } from '../../../shared/store/person-keys.ts';
import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import { QUEUE_NAMES } from '../../../shared/store/queues.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { TABLE_NAMES } from '../../../shared/store/tables.ts';
import type { WholeTables } from '../../../shared/store/whole-tables.ts';
import { NOON, TENANT_ID } from '../../support/builders.ts';
import { testClock, type TestClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
import { freshAzureStorage } from '../../support/fresh-azure-storage.ts';
import { Killed, killableStorage } from '../../support/killable-storage.ts';
import {
  type Found,
  type OpenQueues,
  openQueues,
  searchStorage,
} from '../../support/search-storage.ts';
import {
  liveWholeLife,
  WHOLE,
  WHOLE_CONVERSATION,
  WHOLE_NAME,
  WHOLE_WORDS,
  workForADay,
} from '../../support/whole-life.ts';
import { recordingTeams } from './broadcast-world.ts';
import { failure } from './recording-sender.ts';
import { CONSENT_VERSION } from '../../../shared/domain/person.ts';

interface World {
  readonly deps: TestDeps;
  readonly tables: WholeTables;
  readonly queues: OpenQueues;
  readonly teams: ReturnType<typeof recordingTeams>;
}

/** Tables where they are to be, queues in memory: their time is the test's. */
const STORAGES: readonly (readonly [
  string,
  (clock: TestClock) => Promise<Storage & WholeTables>,
])[] = [
  ['in memory', async ({ realMs }) => createMemoryStorage({ realMs })],
  [
    'in Azurite',
    async ({ realMs }) => {
      const { tables, everyRow } = await freshAzureStorage();
      return { tables, everyRow, queues: createMemoryStorage({ realMs }).queues };
    },
  ],
];

async function aWorld(
  makeStorage: (clock: TestClock) => Promise<Storage & WholeTables>,
  teams = recordingTeams(),
): Promise<World> {
  const clock = testClock(NOON);
  const storage = await makeStorage(clock);
  const queues = openQueues(storage.queues);
  const deps = testDeps({ clock, storage: { tables: storage.tables, queues }, sender: teams });
  await liveWholeLife(deps);
  return { deps, tables: storage, queues, teams };
}

/** Where anything of theirs stands; the directory is the organisation's own list, and says who works there. */
async function traces({ tables, queues }: World): Promise<readonly Found[]> {
  const { userId } = WHOLE;
  const words = [userId, complementOfHex(userId), WHOLE_NAME, 'zephyrine', 'quillfeather'];
  const found = await searchStorage(tables, queues, [
    ...words,
    WHOLE_CONVERSATION,
    'card-of-',
    ...WHOLE_WORDS,
  ]);
  return found.filter(({ where }) => !/^Directory (?:user|find|mail)$/.test(where));
}

describe.each(STORAGES)('somebody who did everything there is, %s,', (_name, makeStorage) => {
  test('is found nowhere once they erased themselves and the workers have done their work', async () => {
    const world = await aWorld(makeStorage);
    const before = new Set((await traces(world)).map(({ where }) => where.split(' ')[0]));
    // The search finds them wherever they stood before, so it would find what was left.
    for (const table of ['People', 'Ergs', 'ErgContent', 'Rosters', 'Schedule', 'Failures']) {
      expect(before).toContain(table);
    }
    for (const table of ['Broadcasts', 'Participation', 'Releases', 'Buddies', 'queue']) {
      expect(before).toContain(table);
    }
    expect(await withdrawConsent(world.deps, { key: WHOLE })).toEqual({
      ok: true,
      value: 'erased',
    });
    await workForADay(world.deps);
    expect(await traces(world)).toEqual([]);
    expect(world.deps.logged).toEqual([]);
  }, 120_000);
});

/** The world as it is, again: rows and messages in a storage of its own, whose program can be killed. */
async function mortalCopy({ tables, queues }: World) {
  const clock = testClock(NOON);
  const mortal = killableStorage(clock.realMs);
  for (const name of TABLE_NAMES) {
    for await (const { etag: _, ...row } of tables.everyRow(name)) {
      await mortal.storage.tables.table(name).commit([{ kind: 'upsert', row }]);
    }
  }
  const open = openQueues(mortal.storage.queues);
  for (const name of QUEUE_NAMES) {
    for (const text of queues.texts(name)) await open.queue(name).send(text, { delayMs: 120_000 });
  }
  const teams = recordingTeams();
  const program = () =>
    testDeps({
      clock,
      storage: { tables: mortal.storage.tables, queues: open },
      sender: teams,
    });
  return { ...mortal, program, world: { tables: mortal.storage, queues: open, teams } };
}

test('a program that dies at any step of an erasing leaves nothing either, once another has started', async () => {
  const original = await aWorld(async ({ realMs }) => createMemoryStorage({ realMs }));
  let steps = 0;
  for (let survived = false; !survived;) {
    steps += 1;
    const { program, world, dieAtWrite, startAgain } = await mortalCopy(original);
    const first = program();
    dieAtWrite(steps);
    await withdrawConsent(first, { key: WHOLE }).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    await first.settled();
    survived = startAgain();
    const second = program();
    // Before anything of it is written down, it was not asked for.
    const isBegun = (await second.people.load(WHOLE))?.person.profile.life !== 'living';
    if (!isBegun) await withdrawConsent(second, { key: WHOLE });
    await workForADay(second);
    expect(await traces({ ...world, deps: second }), `killed at write ${steps}`).toEqual([]);
    expect(second.logged).toEqual([]);
    expect(world.teams.cardsOf(WHOLE.userId).every(isBlank), `killed at write ${steps}`).toBe(true);
  }
  expect(steps).toBeGreaterThan(30);
}, 180_000);

function isBlank(card: string): boolean {
  return card.includes('This card was removed. You erased your data from Alongside.');
}

describe('the cards of somebody who erased themselves', () => {
  const inMemory = async ({ realMs }: TestClock) => createMemoryStorage({ realMs });

  test('are blanked, those that are past too', async () => {
    const { deps, teams } = await aWorld(inMemory);
    await withdrawConsent(deps, { key: WHOLE });
    await workForADay(deps);
    expect(new Set(teams.updates.map(({ activityId }) => activityId))).toEqual(
      new Set(['card-of-2026-02-17', 'card-of-2026-02-10', 'card-of-2025-12-02']),
    );
    expect(teams.cardsOf(WHOLE.userId).every(isBlank)).toBe(true);
  });

  test('are blanked even where one was on its way at that moment', async () => {
    const hook: { erase?: () => Promise<void> } = {};
    const teams = recordingTeams({
      send: async ({ target }) => {
        if (target.person.userId === WHOLE.userId) await hook.erase?.();
        return undefined;
      },
    });
    const world = await aWorld(inMemory, teams);
    const { deps } = world;
    let erasures = 0;
    hook.erase = async () => {
      erasures += 1;
      await withdrawConsent(deps, { key: WHOLE });
    };
    await workForADay(deps);
    expect(erasures).toBe(1);
    expect(await traces(world)).toEqual([]);
    expect(teams.cardsOf(WHOLE.userId)).toHaveLength(4);
    expect(teams.cardsOf(WHOLE.userId).every(isBlank)).toBe(true);
  });

  test('are tried again while Teams is too busy, and let be when it refuses', async () => {
    let busy = 12;
    const teams = recordingTeams({
      update: ({ activityId }) => {
        if (activityId === 'card-of-2026-02-10') return failure('refused');
        busy -= 1;
        return busy > 0 ? failure('throttled') : undefined;
      },
    });
    const world = await aWorld(inMemory, teams);
    await withdrawConsent(world.deps, { key: WHOLE });
    await workForADay(world.deps);
    expect(teams.cardsOf(WHOLE.userId)).toHaveLength(2);
    expect(teams.cardsOf(WHOLE.userId).every(isBlank)).toBe(true);
    expect(await traces(world)).toEqual([]);
  });

  test('are given up where Teams stays too busy for hours, and nothing is kept of them', async () => {
    const teams = recordingTeams({ update: () => failure('throttled') });
    const world = await aWorld(inMemory, teams);
    await withdrawConsent(world.deps, { key: WHOLE });
    await workForADay(world.deps);
    expect(await traces(world)).toEqual([]);
  });
});

test('somebody who agrees anew at once keeps what is theirs now, and what went before is gone', async () => {
  const world = await aWorld(async ({ realMs }) => createMemoryStorage({ realMs }));
  const { deps } = world;
  await withdrawConsent(deps, { key: WHOLE });
  deps.clock.advanceMs(1000);
  const anew = { key: WHOLE, name: 'Person 1', language: 'en' };
  const rhythm = { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' } as const;
  await giveConsent(deps, anew, { version: CONSENT_VERSION, rhythm });
  await workForADay(deps);
  const person = (await deps.people.load(WHOLE))?.person;
  expect(person).toMatchObject({ profile: { name: 'Person 1', life: 'living' }, pledges: [] });
  expect(await deps.audience.count(TENANT_ID)).toBe(9);
  const look = person?.profile.nextLookAt;
  if (look !== undefined) {
    expect((await deps.schedule.hintsOf(WHOLE)).map(({ at }) => at)).toContain(look);
  }
  // A hint of before is harmless, and goes when its time has come; that they take part again stands where it does.
  const places = new Set((await traces(world)).map(({ where }) => where));
  for (const place of places)
    expect(place).toMatch(/^(?:People|Schedule|Participation|Directory) /);
});
