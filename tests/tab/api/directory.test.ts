import { expect, test } from 'vitest';
import {
  DirectoryImportView,
  DirectoryReply,
  DirectoryUploadReply,
} from '../../../shared/contract/directory.ts';
import {
  type Answer,
  bodyOf,
  type Caller,
  expectField,
  expectProblem,
  pledgeId,
  robinTheAdmin,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { handOnDirectories } from '../../../bot/delivery/hand-on-directories.ts';
import { aGraph } from '../../support/graph.ts';
import type { TestDeps } from '../../support/command-deps.ts';
import { TENANT_ID } from '../../support/builders.ts';
import {
  aTeam,
  DIRECTORY_HEADER,
  directoryCsv,
  directoryId,
  everybodyIn,
  workOnDirectories,
} from '../../support/directories.ts';

const issuer = useIssuer();
const AT = '/api/admin/directory';

async function anAdmin() {
  const api = await startApi(issuer.get());
  return { api, me: await api.as(robinTheAdmin) };
}

function upload(me: Caller, raw: string | Uint8Array<ArrayBuffer>, number = 1): Promise<Answer> {
  const headers = { 'content-type': 'text/csv' };
  return me.send('POST', `${AT}/imports?id=${pledgeId(number)}`, undefined, { raw, headers });
}

async function newest(me: Caller): Promise<DirectoryImportView> {
  const { import: shown } = bodyOf(await me.get(AT), DirectoryReply);
  if (shown === undefined) throw new Error('There is no import.');
  return shown;
}

function confirm(me: Caller, removals: number, number = 1): Promise<Answer> {
  return me.post(`${AT}/imports/${pledgeId(number)}/confirm`, { removals });
}

test('a file is kept, compared, shown, confirmed and applied, and the log tells who did it, with numbers alone', async () => {
  const { api, me } = await anAdmin();
  expect(bodyOf(await me.get(AT), DirectoryReply)).toEqual({});

  expect(bodyOf(await upload(me, directoryCsv(aTeam(30))), DirectoryUploadReply)).toMatchObject({
    outcome: 'kept',
    import: { state: 'comparing', people: 30, partsDone: 0, parts: 16 },
  });
  expect((await everybodyIn(api.deps)).size).toBe(0);
  await workOnDirectories(api.deps);
  expect(await newest(me)).toMatchObject({
    state: 'compared',
    counts: { added: 30, changed: 0, removed: 0, unchanged: 0, unreadable: 0 },
    removesMany: false,
  });
  expect((await everybodyIn(api.deps)).size).toBe(0);

  expect(bodyOf(await confirm(me, 0), DirectoryImportView).state).toBe('applying');
  await workOnDirectories(api.deps);
  expect(await newest(me)).toMatchObject({ state: 'done', counts: { added: 30 } });
  expect((await everybodyIn(api.deps)).get(directoryId(0))?.reports).toBe(29);
  const { acts } = (await me.get('/api/admin/audit')).body as { acts: { sentence: string }[] };
  expect(acts.map(({ sentence }) => sentence)).toEqual([
    'You imported a file as the directory: 30 came, 0 changed, 0 went.',
  ]);
  const rows = await api.rows();
  expect(rows.filter(({ rowKey }) => rowKey.startsWith('people_'))).toEqual([]);
});

test.each<[string, string | Uint8Array<ArrayBuffer>, object[]]>([
  ['nothing in it', '', [{ row: 1, reason: 'empty-file' }]],
  ['semicolons', DIRECTORY_HEADER.replaceAll(',', ';'), [{ row: 1, reason: 'wrong-header' }]],
  ['a header alone', DIRECTORY_HEADER, [{ row: 1, reason: 'no-people' }]],
  [
    'another encoding',
    Buffer.from(`${DIRECTORY_HEADER}\nZo\u00EB`, 'latin1'),
    [{ row: 2, reason: 'not-utf-8' }],
  ],
  [
    'an id twice',
    directoryCsv([...aTeam(3), { number: 2, manager: 0, name: 'Ann Again' }]),
    [{ row: 5, reason: 'duplicate-id', name: 'Ann Again', others: [{ row: 4, name: 'Person 2' }] }],
  ],
  [
    'an address twice',
    directoryCsv(aTeam(3)).replace('p2@', 'P1@'),
    [{ row: 4, reason: 'duplicate-mail', others: [{ row: 3, name: 'Person 1' }] }],
  ],
  [
    'a manager whom nobody knows',
    directoryCsv([{ number: 0 }, { number: 1, manager: 9 }]),
    [{ row: 3, reason: 'unknown-manager', name: 'Person 1' }],
  ],
  [
    'a circle',
    directoryCsv([{ number: 0 }, { number: 1, manager: 2 }, { number: 2, manager: 1 }]),
    [
      { row: 3, reason: 'manager-cycle', name: 'Person 1', others: [{ row: 4, name: 'Person 2' }] },
      { row: 4, reason: 'manager-cycle', name: 'Person 2', others: [{ row: 3, name: 'Person 1' }] },
    ],
  ],
  [
    'two at the top',
    directoryCsv([{ number: 0 }, { number: 1 }]),
    [
      { row: 2, reason: 'several-roots', name: 'Person 0' },
      { row: 3, reason: 'several-roots', name: 'Person 1' },
    ],
  ],
])('a file with %s is explained and changes nothing', async (_, file, problems) => {
  const { api, me } = await anAdmin();
  const reply = bodyOf(await upload(me, file), DirectoryUploadReply);
  expect(reply).toMatchObject({ outcome: 'problems', problems, total: problems.length });
  expect(await api.rows()).toEqual([]);
  expect(await api.deps.queues.queue('directory').approximateLength()).toBe(0);
});

test('of very many problems the first are told, and how many there are', async () => {
  const { me } = await anAdmin();
  const alone = Array.from({ length: 1000 }, (_, number) => ({ number }));
  const reply = bodyOf(await upload(me, directoryCsv(alone)), DirectoryUploadReply);
  expect(reply).toMatchObject({ outcome: 'problems', total: 1000 });
  expect(reply.outcome === 'problems' && reply.problems.length).toBe(200);
});

test('a file that removes many waits until the number is said', async () => {
  const { api, me } = await anAdmin();
  await upload(me, directoryCsv(aTeam(100)));
  await workOnDirectories(api.deps);
  await confirm(me, 0);
  await workOnDirectories(api.deps);

  await upload(me, directoryCsv(aTeam(80)), 2);
  await workOnDirectories(api.deps);
  expect(await newest(me)).toMatchObject({ removesMany: true, counts: { removed: 20 } });
  expectProblem(await confirm(me, 0, 2), 'removals-not-confirmed');
  expectProblem(await confirm(me, 19, 2), 'removals-not-confirmed');
  expect(await api.deps.queues.queue('directory').approximateLength()).toBe(0);
  expect((await confirm(me, 20, 2)).status).toBe(200);
  await workOnDirectories(api.deps);
  expect((await everybodyIn(api.deps)).size).toBe(80);
});

test('one file waits at a time; withdrawn it is forgotten and changes nothing', async () => {
  const { api, me } = await anAdmin();
  await upload(me, directoryCsv(aTeam(5)));
  expectProblem(await upload(me, directoryCsv(aTeam(6)), 2), 'import-waiting');
  expectProblem(await upload(me, directoryCsv(aTeam(6))), 'id-taken');
  expect(bodyOf(await upload(me, directoryCsv(aTeam(5))), DirectoryUploadReply)).toMatchObject({
    outcome: 'kept',
  });
  expectProblem(await confirm(me, 0), 'changed-meanwhile');
  const withdrawn = await me.post(`${AT}/imports/${pledgeId(1)}/withdraw`, undefined);
  expect(bodyOf(withdrawn, DirectoryImportView).state).toBe('withdrawn');
  await workOnDirectories(api.deps);
  const rows = await api.rows();
  expect(rows.map(({ rowKey }) => rowKey)).toEqual(['import']);
  expectProblem(await confirm(me, 0), 'changed-meanwhile');
  expect((await upload(me, directoryCsv(aTeam(6)), 2)).status).toBe(200);
});

test('a file that nobody confirms is forgotten after a week', async () => {
  const { api, me } = await anAdmin();
  await upload(me, directoryCsv(aTeam(5)));
  await workOnDirectories(api.deps);
  api.clock.advanceMs(8 * 86_400_000);
  await api.deps.queues
    .queue('directory')
    .send(JSON.stringify({ do: 'tend', tenantId: TENANT_ID }));
  await workOnDirectories(api.deps);
  expect((await newest(me)).state).toBe('withdrawn');
  expect((await api.rows()).map(({ rowKey }) => rowKey)).toEqual(['import']);
});

test('a directory that follows a source says so and takes no file', async () => {
  const { api, me } = await anAdmin();
  const { graph, source } = await aGraph({ throttleEvery: 2, retryAfterSeconds: 20 });
  for (const number of [0, 1]) {
    graph.put({ id: directoryId(number), displayName: `Person ${number}` });
  }
  const deps: TestDeps = Object.assign(api.deps, { directorySource: () => source });
  expect(bodyOf(await me.get(AT), DirectoryReply)).toEqual({ follows: { circles: 0 } });
  expectProblem(await upload(me, directoryCsv(aTeam(5))), 'directory-followed');

  // The first request is answered, the second refused: the job comes back when Graph says.
  graph.failNext(429);
  await handOnDirectories(deps);
  await workOnDirectories(deps);
  expect((await everybodyIn(deps)).size).toBe(0);
  api.clock.advanceMs(60_000);
  await workOnDirectories(deps);
  api.clock.advanceMs(60_000);
  await workOnDirectories(deps);
  expect((await everybodyIn(deps)).size).toBe(2);
  const { follows } = bodyOf(await me.get(AT), DirectoryReply);
  expect(follows?.finishedAt).toBeDefined();
  expect(deps.logged).toEqual([]);
});

test('what is confirmed twice is done once; what is not there cannot be confirmed', async () => {
  const { api, me } = await anAdmin();
  await upload(me, directoryCsv(aTeam(5)));
  await workOnDirectories(api.deps);
  await confirm(me, 0);
  expect((await confirm(me, 0)).status).toBe(200);
  await workOnDirectories(api.deps);
  expect((await confirm(me, 0)).status).toBe(200);
  expectProblem(await confirm(me, 0, 7), 'not-found');
  expectField(await confirm(me, -1), 'removals', 'invalid');
  expect((await everybodyIn(api.deps)).size).toBe(5);
});
