import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
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

const STALLING = path.join(import.meta.dirname, '../support/stalling-program.ts');

const dataDir = temporaryDataDir();
const goOn = goOnIn(dataDir);
const stallNote = path.join(dataDir, 'stall-note');
/** Colleagues, who run no ERG and so may join any that is open; more than an act has writes. */
const COLLEAGUES = 12;
const people = demoPeople(COLLEAGUES)
  .slice(-COLLEAGUES)
  .map(({ id }) => id);

let program: LocalProgram;
let stores: {
  readonly people: PeopleStore;
  readonly rosters: RostersStore;
  readonly schedule: ScheduleStore;
};
/** Those whom anybody may join. */
let ergs: readonly string[];

const start = () =>
  startProgram(dataDir, {
    entry: STALLING,
    env: { ...goOn, COLLEAGUES: `${COLLEAGUES}`, STALL_NOTE: stallNote },
  });

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
  for (const person of people) {
    // Whoever cannot be written to is not asked about a pledge.
    await program.local('POST', '/local/install', { person, installed: true });
    await agree(program, person);
  }
  const directory = await program.api(people[0] ?? '', 'GET', '/api/ergs');
  const listed = (await directory.json()) as { ergs: { id: string; joinPolicy: string }[] };
  ergs = listed.ergs.filter((erg) => erg.joinPolicy === 'open').map((erg) => erg.id);
});

afterAll(async () => {
  expect(await program.interrupt()).toBe(0);
  removeDataDir(dataDir);
});

function elementAt(list: readonly string[], index: number): string {
  const element = list[index];
  if (element === undefined) throw new Error(`There are only ${list.length}.`);
  return element;
}

interface Act {
  readonly person: string;
  /** The same request each time: who got no answer asks again. */
  readonly ask: () => Promise<Response>;
  /** What is not as it should be after the act, said in words; nothing of it where all agrees. */
  readonly undone: () => Promise<readonly string[]>;
}

/** An act that got as far as the write before which the program is killed. */
interface CutOff {
  readonly name: string;
  readonly act: Act;
  /** Nothing where the program is killed before it answers. */
  readonly answer: Promise<Response | undefined>;
}

/**
 * Kills the program before the first write of every act, then before the second, and so on until each act was done to
 * its end; another program starts each time over the same data. Gives the number of writes of each. The acts are of
 * different people each time, and of different ERGs: what one program changes in one ERG goes together.
 */
async function killAtEveryWrite(
  acts: Readonly<Record<string, (person: string) => Promise<Act>>>,
): Promise<Readonly<Record<string, number>>> {
  const writes: Record<string, number> = {};
  for (let step = 1; Object.keys(writes).length < Object.keys(acts).length; step += 1) {
    const cutOff: CutOff[] = [];
    for (const [index, [name, prepare]] of Object.entries(acts).entries()) {
      if (name in writes) continue;
      const act = await prepare(elementAt(people, step + index));
      writeFileSync(stallNote, `${name} ${step}`);
      const answer = act.ask().catch(nothingFromTheDead);
      await Promise.race([answer, hasStalled()]);
      if (existsSync(stallNote)) {
        rmSync(stallNote, { force: true });
        await expectDone({ name, act, answer });
        writes[name] = step - 1;
      } else {
        cutOff.push({ name, act, answer });
      }
    }
    if (cutOff.length > 0) await killWith(cutOff);
    for (const person of people) await allAgrees(person);
  }
  return writes;
}

/** Waits until the program has come to the write that never happens. */
async function hasStalled(): Promise<void> {
  while (existsSync(stallNote)) await wait(5);
}

/** The connection broke: the program was killed. */
function nothingFromTheDead(error: unknown): undefined {
  if (!(error instanceof TypeError)) throw error;
}

/** Expects that a person is told that the act is done, and that it is. */
async function expectDone({ name, act, answer }: CutOff): Promise<void> {
  expect((await answer)?.status, name).toBe(200);
  expect(await act.undone(), name).toEqual([]);
}

/** Kills the program and starts another one. Who got no answer asks again; what was answered is as it was answered. */
async function killWith(cutOff: readonly CutOff[]): Promise<void> {
  await program.kill();
  expect(program.process.signalCode).toBe('SIGKILL');
  program = await start();
  for (const { name, act, answer } of cutOff) {
    await allAgrees(act.person);
    const answered = await answer;
    await expectDone({ name, act, answer: answered === undefined ? act.ask() : answer });
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

async function joining(person: string, erg: string): Promise<Act> {
  const { membershipsRevision: revision } = await homeOf(person);
  const body = { revision, showToAllies: true };
  return {
    person,
    ask: () => program.api(person, 'POST', `/api/ergs/${erg}/join`, body),
    undone: async () => ((await isAllyOf(person, erg)) ? [] : ['not an ally']),
  };
}

async function leaving(person: string, erg: string): Promise<Act> {
  expect((await (await joining(person, erg)).ask()).status).toBe(200);
  const { membershipsRevision: revision } = await homeOf(person);
  return {
    person,
    ask: () => program.api(person, 'POST', `/api/ergs/${erg}/leave`, { revision }),
    undone: async () => ((await isAllyOf(person, erg)) ? ['still an ally'] : []),
  };
}

async function pledging(person: string): Promise<Act> {
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

test('a server killed at any write of a join, a leave or a pledge leaves person, roster and schedule in agreement', async () => {
  // A program that waits for a write for ever does not end by itself.
  onTestFailed(() => program.kill());
  const writes = await killAtEveryWrite({
    join: (person) => joining(person, elementAt(ergs, 0)),
    leave: (person) => leaving(person, elementAt(ergs, 1)),
    pledge: pledging,
  });
  // The bell, the person, the roster, and the bell again, which is taken off or put off for a day.
  expect(writes['join']).toBeGreaterThanOrEqual(4);
  expect(writes['leave']).toBeGreaterThanOrEqual(4);
  // The hint and the person.
  expect(writes['pledge']).toBeGreaterThanOrEqual(2);
}, 240_000);

test('what the killed servers left does not come back later', async () => {
  for (const person of people) expect(await disagreements(person)).toEqual([]);
});
