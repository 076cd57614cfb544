import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAzurite } from '../../infra/local/azurite-process.ts';
import { DEMO_TENANT_ID, demoPeople } from '../../infra/local/demo-organisation.ts';
import type { GivenHome } from '../../shared/contract/home.ts';
import { createAzureStorage } from '../../shared/store/azure-storage.ts';
import { createPeopleStore, type PeopleStore } from '../../shared/store/people-store.ts';
import { createRostersStore, type RostersStore } from '../../shared/store/rosters-store.ts';
import {
  createScheduleStore,
  SCHEDULE_SHARDS,
  type ScheduleStore,
} from '../../shared/store/schedule-store.ts';
import { goOnIn } from '../support/after-first-start.ts';
import {
  type LocalProgram,
  removeDataDir,
  startProgram,
  temporaryDataDir,
} from '../support/local-program.ts';
import { agree, aPledgeFromToday } from '../support/take-part.ts';

const MORTAL = path.join(import.meta.dirname, '../support/dying-program.ts');

const dataDir = temporaryDataDir();
const goOn = goOnIn(dataDir);
const deathNote = path.join(dataDir, 'death-note');
const people = demoPeople()
  .filter((person) => !person.guest)
  .map((person) => person.id);

let program: LocalProgram;
let stores: {
  readonly people: PeopleStore;
  readonly rosters: RostersStore;
  readonly schedule: ScheduleStore;
};
/** Those whom anybody may join. */
let ergs: readonly string[];

const start = () =>
  startProgram(dataDir, { entry: MORTAL, env: { ...goOn, DEATH_NOTE: deathNote } });

beforeAll(async () => {
  program = await start();
  // Finds the one that the program started.
  const { connectionString } = await startAzurite({ dataDir });
  const { tables } = createAzureStorage({ kind: 'connection-string', connectionString });
  const report = (broken: object) => expect.fail(`A broken row: ${JSON.stringify(broken)}`);
  stores = {
    people: createPeopleStore(tables, report),
    rosters: createRostersStore(tables, { report, realMs: Date.now, wait }),
    schedule: createScheduleStore(tables),
  };
  for (const person of people) await agree(program, person);
  const directory = await program.api(people[0] ?? '', 'GET', '/api/ergs');
  const listed = (await directory.json()) as { ergs: { id: string; joinPolicy: string }[] };
  ergs = listed.ergs.filter((erg) => erg.joinPolicy === 'open').map((erg) => erg.id);
});

afterAll(async () => {
  expect(await program.interrupt()).toBe(0);
  removeDataDir(dataDir);
});

/** Somebody and an ERG, another pair for every step. */
function pair(step: number): { readonly person: string; readonly erg: string } {
  const person = people[step % people.length];
  const erg = ergs[Math.floor(step / people.length)];
  if (person === undefined || erg === undefined) throw new Error('There are not enough ERGs.');
  return { person, erg };
}

interface Act {
  readonly person: string;
  /** The same request each time: who got no answer asks again. */
  readonly ask: () => Promise<Response>;
  /** What is not as it should be after the act, said in words; nothing of it where all agrees. */
  readonly undone: () => Promise<readonly string[]>;
}

/**
 * Kills the program before each write of an act in turn, until one survives; another program starts each time
 * over the same data. Gives the number of writes.
 */
async function killAtEveryWrite(
  name: string,
  prepare: (step: number) => Promise<Act>,
): Promise<number> {
  for (let step = 1; ; step += 1) {
    const { person, ask, undone } = await prepare(step);
    writeFileSync(deathNote, `${name} ${step}`);
    const answer = await ask().catch((error: unknown) => {
      // The connection broke: the program died.
      if (error instanceof TypeError) return undefined;
      throw error;
    });
    rmSync(deathNote, { force: true });
    if (answer === undefined) {
      await program.kill();
      expect(program.process.signalCode).toBe('SIGKILL');
      program = await start();
      await allAgrees(person);
      // Whoever asked got no answer, and asks once more.
      expect((await ask()).status, `${name}, asked again after step ${step}`).toBe(200);
    } else {
      expect(answer.status).toBe(200);
    }
    expect(await undone()).toEqual([]);
    await allAgrees(person);
    if (answer !== undefined) return step - 1;
  }
}

/** Waits until bells have rung for whatever was left, and person, rosters and schedule say the same. */
async function allAgrees(person: string): Promise<void> {
  await expect.poll(() => disagreements(person), { timeout: 30_000, interval: 100 }).toEqual([]);
}

async function disagreements(userId: string): Promise<readonly string[]> {
  const loaded = await stores.people.load({ tenantId: DEMO_TENANT_ID, userId });
  if (loaded === undefined) return ['the person is not there'];
  const { profile, memberships, outbox } = loaded.person;
  const found: string[] = [];
  if (outbox.length > 0) found.push('something waits in the outbox');

  for (const erg of ergs) {
    const isAlly = memberships.some((own) => own.ergId === erg && own.state === 'active');
    const known = await stores.rosters.readMember(DEMO_TENANT_ID, erg, userId);
    const state = known?.member.state ?? 'none';
    if (isAlly !== (state === 'active')) found.push(`the roster says ${state}`);
    const rows = (await stores.rosters.readAll(DEMO_TENANT_ID, erg)).map((row) => row.rowKey);
    const listed = rows.filter((key) => /^(active|find|requested)_/.test(key));
    const own = listed.filter((key) => key.endsWith(userId));
    if (isAlly !== own.length > 0) found.push(`the roster lists ${own.join(' ') || 'nothing'}`);
    const { count } = await stores.rosters.sizeOf(DEMO_TENANT_ID, erg, '');
    const active = listed.filter((key) => key.startsWith('active_'));
    if (count !== active.length) found.push(`the roster counts ${count} of ${active.length}`);
  }

  const look = profile.nextLookAt;
  if (look !== undefined && !(await hintsAt(look)).includes(userId)) {
    found.push(`nobody will look at the person at ${look}`);
  }
  return found;
}

async function hintsAt(look: string): Promise<readonly string[]> {
  const shards = Array.from({ length: SCHEDULE_SHARDS }, (_, shard) => shard);
  const hints = await Promise.all(shards.map((shard) => stores.schedule.due(shard, look, 100)));
  return hints
    .flat()
    .filter((hint) => hint.at === look)
    .map((hint) => hint.key.userId);
}

async function homeOf(person: string): Promise<GivenHome> {
  return (await (await program.api(person, 'GET', '/api/home')).json()) as GivenHome;
}

async function isAllyOf(person: string, erg: string): Promise<boolean> {
  return (await homeOf(person)).memberships.some((own) => own.ergId === erg);
}

async function joining(step: number): Promise<Act> {
  const { person, erg } = pair(step);
  const { membershipsRevision: revision } = await homeOf(person);
  const body = { revision, showToAllies: true };
  return {
    person,
    ask: () => program.api(person, 'POST', `/api/ergs/${erg}/join`, body),
    undone: async () => ((await isAllyOf(person, erg)) ? [] : ['not an ally']),
  };
}

async function leaving(step: number): Promise<Act> {
  const { person, erg } = pair(step);
  if (!(await isAllyOf(person, erg))) expect((await (await joining(step)).ask()).status).toBe(200);
  const { membershipsRevision: revision } = await homeOf(person);
  return {
    person,
    ask: () => program.api(person, 'POST', `/api/ergs/${erg}/leave`, { revision }),
    undone: async () => ((await isAllyOf(person, erg)) ? ['still an ally'] : []),
  };
}

async function pledging(step: number): Promise<Act> {
  const { person } = pair(step);
  const body = aPledgeFromToday();
  return {
    person,
    ask: () => program.api(person, 'POST', '/api/pledges', body),
    undone: async () => {
      const { pledges } = await homeOf(person);
      return pledges.filter((own) => own.id === body.id).length === 1 ? [] : ['not pledged once'];
    },
  };
}

// At least: the bell, the person, the roster, and the bell again, which is taken off or put off for a day.
test('a server killed at any write of a join leaves person, roster and schedule in agreement', async () => {
  expect(await killAtEveryWrite('join', joining)).toBeGreaterThanOrEqual(4);
});

test('a server killed at any write of a leave leaves person, roster and schedule in agreement', async () => {
  expect(await killAtEveryWrite('leave', leaving)).toBeGreaterThanOrEqual(4);
});

// At least: the hint and the person.
test('a server killed at any write of a pledge leaves no pledge that nobody will ask about', async () => {
  expect(await killAtEveryWrite('pledge', pledging)).toBeGreaterThanOrEqual(2);
});

test('what the killed servers left does not come back later', async () => {
  for (const person of people) expect(await disagreements(person)).toEqual([]);
});
