import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GraphManners, GraphStandIn } from '../../../infra/local/graph-stand-in.ts';
import { followDirectory } from '../../../shared/commands/follow-directory.ts';
import { hearBells } from '../../../shared/commands/hear-bells.ts';
import { uploadDirectory } from '../../../shared/commands/upload-directory.ts';
import type { DirectorySource } from '../../../shared/graph/directory-source.ts';
import { BELL_DELAY_MS } from '../../../shared/store/bells.ts';
import type { StorageRequest } from '../../../shared/store/storage.ts';
import { aPerson, NOON, TENANT_ID } from '../../support/builders.ts';
import { testClock, type TestDeps, testDeps } from '../../support/command-deps.ts';
import { teamSketch } from '../../../shared/domain/team-sketch.ts';
import { directoryId, everybodyIn } from '../../support/directories.ts';
import { aGraph } from '../../support/graph.ts';
import { Killed, killableStorage } from '../../support/killable-storage.ts';

/** A user of Graph by number, as far as a test cares. */
function user(number: number, manager?: number, fields: { readonly name?: string } = {}) {
  return {
    id: directoryId(number),
    displayName: fields.name ?? `Person ${number}`,
    mail: `p${number}@example.org`,
    officeLocation: 'Leeds',
    manager: manager === undefined ? undefined : directoryId(manager),
  } as Parameters<GraphStandIn['put']>[0];
}

/** Follows until a round is done; waiting is done in no time. */
async function follow(deps: TestDeps, source: DirectorySource): Promise<void> {
  for (let comings = 0; comings < 500; comings += 1) {
    const followed = await followDirectory(deps, source, TENANT_ID, () => true);
    if (followed.state === 'done') return;
  }
  throw new Error('It is never done.');
}

/** The directory as a list: `7 Person 7 < 0 (3)`. */
async function listed(deps: TestDeps): Promise<readonly string[]> {
  const numberOf = (id: string) => Number(id.slice(-12));
  return [...(await everybodyIn(deps))]
    .map(([id, { name, managerId, reports }]) => {
      const manager = managerId === undefined ? '-' : numberOf(managerId);
      return `${numberOf(id)} ${name} < ${manager} (${reports})`;
    })
    .toSorted((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10));
}

async function aFollowed(manners: GraphManners = {}) {
  const { graph, source } = await aGraph(manners);
  const deps = testDeps();
  graph.put(user(0), user(1, 0), user(2, 0), user(3, 1));
  await follow(deps, source);
  return { graph, source, deps };
}

const HARD: GraphManners = { pageSize: 2, emptyPageEvery: 3, repeats: true, throttleEvery: 4 };

describe.each<[string, GraphManners]>([
  ['easy', {}],
  ['hard', HARD],
])('a directory that follows Graph, where that is %s,', (_, manners) => {
  test('is everybody at first, and who manages whom', async () => {
    const { deps } = await aFollowed(manners);
    expect(await listed(deps)).toEqual([
      '0 Person 0 < - (2)',
      '1 Person 1 < 0 (1)',
      '2 Person 2 < 0 (0)',
      '3 Person 3 < 1 (0)',
    ]);
    expect(deps.logged).toEqual([]);
  });

  test('changes with it: who comes, goes, moves, is renamed, or may no longer sign in', async () => {
    const { graph, source, deps } = await aFollowed(manners);
    graph.put(user(4, 3), { id: directoryId(2), manager: directoryId(1) });
    graph.put({ id: directoryId(1), displayName: 'Ann Renamed' });
    graph.remove(directoryId(3));
    await follow(deps, source);
    // Number 4 reports to somebody who is not there.
    expect(await listed(deps)).toEqual([
      '0 Person 0 < - (1)',
      '1 Ann Renamed < 0 (1)',
      '2 Person 2 < 1 (0)',
      '4 Person 4 < 3 (0)',
    ]);
    graph.put({ id: directoryId(1), accountEnabled: false });
    await follow(deps, source);
    expect((await everybodyIn(deps)).has(directoryId(1))).toBe(false);
    expect((await everybodyIn(deps)).get(directoryId(0))?.reports).toBe(0);

    // Who comes back still manages whom they managed; too little is told of them, so that everybody is asked for.
    graph.put({ id: directoryId(1), accountEnabled: true }, user(3, 0));
    await follow(deps, source);
    await follow(deps, source);
    expect(await listed(deps)).toEqual([
      '0 Person 0 < - (2)',
      '1 Ann Renamed < 0 (1)',
      '2 Person 2 < 1 (0)',
      '3 Person 3 < 0 (1)',
      '4 Person 4 < 3 (0)',
    ]);
  });

  test('begins anew where Graph cannot go on, and lets those go who are not told then', async () => {
    const { graph, source, deps } = await aFollowed(manners);
    graph.remove(directoryId(3));
    graph.put(user(5, 1));
    graph.forgetLinks();
    await follow(deps, source);
    expect(await listed(deps)).toEqual([
      '0 Person 0 < - (2)',
      '1 Person 1 < 0 (1)',
      '2 Person 2 < 0 (0)',
      '5 Person 5 < 1 (0)',
    ]);
  });

  test('breaks a circle of managers, says so, and mends it when it is none any more', async () => {
    const { graph, source, deps } = await aFollowed(manners);
    graph.put({ id: directoryId(0), manager: directoryId(3) });
    await follow(deps, source);
    expect((await listed(deps))[0]).toBe('0 Person 0 < - (2)');
    expect(deps.logged.map(({ event }) => event)).toContain('directory.circles-of-managers');
    expect((await deps.directorySync.read(TENANT_ID))?.circles).toBe(1);
    graph.put(user(9), { id: directoryId(3), manager: directoryId(9) });
    await follow(deps, source);
    expect((await listed(deps))[0]).toBe('0 Person 0 < 3 (2)');
    expect((await deps.directorySync.read(TENANT_ID))?.circles).toBe(0);
    expect((await everybodyIn(deps)).get(directoryId(3))?.reports).toBe(1);
  });
});

test('circles from the first round on crash nothing', async () => {
  const { graph, source } = await aGraph();
  const deps = testDeps();
  graph.put(user(0, 0), user(1, 2), user(2, 3), user(3, 1), user(4, 3));
  await follow(deps, source);
  expect(await listed(deps)).toEqual([
    '0 Person 0 < - (0)',
    '1 Person 1 < - (1)',
    '2 Person 2 < 3 (0)',
    '3 Person 3 < 1 (2)',
    '4 Person 4 < 3 (0)',
  ]);
  expect((await deps.directorySync.read(TENANT_ID))?.circles).toBe(2);
});

test('who goes gets no more messages, who is renamed is called so everywhere, who comes back gets messages again', async () => {
  const { graph, source, deps } = await aFollowed();
  const key = (number: number) => ({ tenantId: TENANT_ID, userId: directoryId(number) });
  const profileOf = async (number: number) => (await deps.people.load(key(number)))?.person.profile;
  for (const number of [1, 2]) {
    const person = aPerson({ userId: directoryId(number), name: `Person ${number}` });
    await deps.people.commit(undefined, person, []);
  }
  graph.put({ id: directoryId(1), displayName: 'Ann Renamed' });
  graph.put({ id: directoryId(2), accountEnabled: false });
  await follow(deps, source);
  expect((await profileOf(2))?.leftAt).toBeDefined();
  deps.clock.advanceMs(BELL_DELAY_MS + 1000);
  while ((await hearBells(deps)) > 0);
  expect((await profileOf(1))?.name).toBe('Ann Renamed');
  graph.put(user(2, 0), { id: directoryId(2), accountEnabled: true });
  await follow(deps, source);
  expect((await profileOf(2))?.leftAt).toBeUndefined();
});

test('a round of a few changes touches those and the managers that they are about, however many people there are', async () => {
  const { graph, source } = await aGraph();
  const requests: StorageRequest[] = [];
  const deps = testDeps({ observe: (request) => void requests.push(request) });
  graph.put(user(0), ...Array.from({ length: 2000 }, (_, n) => user(n + 1, Math.floor(n / 8))));
  await follow(deps, source);
  const told = graph.told();
  requests.length = 0;
  graph.put({ id: directoryId(1999), manager: directoryId(5) });
  await follow(deps, source);
  expect(graph.told() - told).toBe(1);
  expect((await everybodyIn(deps)).get(directoryId(5))?.reports).toBe(9);
  expect(requests.length).toBeLessThan(60);
});

test('a source that suddenly tells nobody lets nobody go', async () => {
  const { deps } = await aFollowed();
  const empty = await aGraph();
  await deps.directorySync.write(TENANT_ID, {
    round: 'full',
    roundId: 'r2',
    step: 'reading',
    pages: 0,
    writing: false,
    recount: true,
    nextFull: false,
    circles: 0,
  });
  await expect(follow(deps, empty.source)).rejects.toThrow('nobody at all');
  expect((await everybodyIn(deps)).size).toBe(4);
});

test('a file is not taken where the directory follows a source', async () => {
  const { source } = await aGraph();
  const deps = testDeps({ directorySource: source });
  const file = { id: 'x', bytes: Buffer.from('id,name,mail,manager,place') };
  expect(await uploadDirectory(deps, TENANT_ID, file)).toEqual({
    ok: false,
    reason: 'directory-followed',
  });
});

test(
  'whatever happens in whatever rounds, in the end the directory is what Graph says',
  { timeout: 60_000 },
  async () => {
    const person = fc.nat({ max: 7 });
    const act = fc.oneof(
      fc.record({ do: fc.constant('put' as const), who: person, manager: fc.option(person) }),
      fc.record({ do: fc.constant('remove' as const), who: person }),
      fc.record({ do: fc.constant('enable' as const), who: person, enabled: fc.boolean() }),
      fc.record({ do: fc.constant('follow' as const) }),
      fc.record({ do: fc.constant('forget' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        const { graph, source } = await aGraph(HARD);
        const deps = testDeps();
        const users = new Map<number, { manager: number | null; enabled: boolean }>();
        graph.put(user(9));
        await follow(deps, source);
        for (const one of acts) {
          if (one.do === 'follow') await follow(deps, source);
          else if (one.do === 'forget') graph.forgetLinks();
          else if (one.do === 'remove') {
            users.delete(one.who);
            graph.remove(directoryId(one.who));
          } else if (one.do === 'put') {
            const enabled = users.get(one.who)?.enabled ?? true;
            users.set(one.who, { manager: one.manager, enabled });
            graph.put(user(one.who, one.manager ?? undefined));
          } else {
            const known = users.get(one.who);
            if (known === undefined) continue;
            users.set(one.who, { ...known, enabled: one.enabled });
            graph.put({ id: directoryId(one.who), accountEnabled: one.enabled });
          }
        }
        for (let rounds = 0; rounds < 3; rounds += 1) await follow(deps, source);
        const directory = await everybodyIn(deps);
        const there = [...users].filter(([, { enabled }]) => enabled).map(([who]) => who);
        expect([...directory.keys()].toSorted()).toEqual([...there, 9].map(directoryId).toSorted());
        const counted = new Map<string, number>();
        for (const { managerId } of directory.values()) {
          if (managerId !== undefined) counted.set(managerId, (counted.get(managerId) ?? 0) + 1);
        }
        let broken = 0;
        for (const who of there) {
          const found = directory.get(directoryId(who));
          const manager = users.get(who)?.manager ?? undefined;
          const wanted = manager === undefined ? undefined : directoryId(manager);
          if (found?.managerId !== wanted) {
            expect(found?.managerId).toBeUndefined();
            broken += 1;
          }
        }
        expect((await deps.directorySync.read(TENANT_ID))?.circles).toBe(broken);
        for (const [id, { reports, team = '' }] of directory) {
          expect(reports).toBe(counted.get(id) ?? 0);
          // Whoever began to report before their manager was there may be missing, but nobody is told who does not.
          const mine = [...directory].filter(([, { managerId }]) => managerId === id);
          const hashes = mine.map(([userId]) => teamSketch([userId]));
          for (const hash of team.match(/.{7}/g) ?? []) expect(hashes).toContain(hash);
        }
        await graph.stop();
      }),
      { numRuns: 40 },
    );
  },
);

test(
  'a program that is killed before any write is followed by another that ends with the same',
  { timeout: 60_000 },
  async () => {
    const expected = [
      '0 Person 0 < - (1)',
      '1 Person 1 < 0 (2)',
      '2 Person 2 < 1 (1)',
      '4 Person 4 < 2 (0)',
      '5 Person 5 < 1 (0)',
    ];
    for (const isFull of [false, true]) {
      for (let steps = 1; ; steps += 1) {
        const { graph, source } = await aGraph({ pageSize: 2 });
        const clock = testClock(NOON);
        const { storage, dieAtWrite, startAgain } = killableStorage(clock.realMs);
        graph.put(user(0), user(1, 0), user(2, 0), user(3, 1));
        await follow(testDeps({ clock, storage }), source);
        graph.put(user(4, 2), user(5, 1), { id: directoryId(2), manager: directoryId(1) });
        graph.remove(directoryId(3));
        if (isFull) graph.forgetLinks();
        dieAtWrite(steps);
        await follow(testDeps({ clock, storage }), source).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
        });
        const survived = startAgain();
        const deps = testDeps({ clock, storage });
        await follow(deps, source);
        expect(await listed(deps), `full ${isFull}, step ${steps}`).toEqual(expected);
        await graph.stop();
        if (survived) break;
      }
    }
  },
);
