import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { GivenHome } from '../../shared/contract/home.ts';
import {
  type LocalProgram,
  removeDataDir,
  startProgram,
  temporaryDataDir,
} from '../support/local-program.ts';
import { agree, pledge } from '../support/take-part.ts';

const root = path.resolve(import.meta.dirname, '../..');
const AzuriteState = z.object({
  pid: z.number(),
  ports: z.object({ blob: z.number(), queue: z.number(), table: z.number() }),
});

function readState<Shape>(dataDir: string, name: string, shape: z.ZodType<Shape>): Shape {
  return shape.parse(JSON.parse(readFileSync(path.join(dataDir, name), 'utf8')));
}

/** The processes that were started for a data folder: it stands in their arguments or their environment. */
function processesOf(dataDir: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) =>
      ['cmdline', 'environ'].some((file) => readIfThere(`/proc/${pid}/${file}`).includes(dataDir)),
    )
    .map(Number);
}

/** Empty for a process that has gone, and for another user's. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return '';
    throw error;
  }
}

describe('what a person did', () => {
  const dataDir = temporaryDataDir();
  let program: LocalProgram;
  let freya: string;
  let erg: string;

  beforeAll(async () => {
    program = await startProgram(dataDir);
    const people = await program.local<{ id: string; note: string }[]>('GET', '/local/people');
    freya = people.find((person) => /new to Alongside/.test(person.note))?.id ?? '';
    const { ergs } = await ask<{ ergs: { id: string; name: string }[] }>('GET', '/api/ergs');
    erg = ergs.find((each) => each.name === 'Women in Engineering')?.id ?? '';
  });

  afterAll(async () => {
    await program.interrupt();
    removeDataDir(dataDir);
  });

  async function ask<T>(method: string, route: string, body?: unknown): Promise<T> {
    const answer = await program.api(freya, method, route, body);
    const said = await answer.text();
    expect(answer.status, `${method} ${route}: ${said}`).toBe(200);
    return JSON.parse(said) as T;
  }

  /** All that was acknowledged, but for the time that passes. */
  async function everything() {
    const { now: _now, today: _today, ...home } = await ask<GivenHome>('GET', '/api/home');
    const { aheadMs } = await program.local<{ aheadMs: number }>('GET', '/local/clock');
    return {
      home,
      ergPage: await ask('GET', `/api/ergs/${erg}`),
      rows: (await ask<{ rows: unknown[] }>('GET', '/api/me/export')).rows,
      chat: await program.messages(freya),
      aheadMs,
    };
  }

  test('is there after Ctrl-C and a new start, and its token still holds', async () => {
    await agree(program, freya);
    await pledge(program, freya);
    const { settings, settingsRevision, membershipsRevision } = await ask<GivenHome>(
      'GET',
      '/api/home',
    );
    const changed = { ...settings, budget: 2, time: '10:30', showWords: true };
    await ask('PUT', '/api/settings', { revision: settingsRevision, settings: changed });
    await ask('POST', `/api/ergs/${erg}/join`, {
      revision: membershipsRevision,
      showToAllies: true,
    });
    await program.local('POST', '/local/messages', { person: freya, text: 'hi' });
    await program.local('POST', '/local/clock', { to: 'next-check-in', person: freya });
    const { due } = await ask<GivenHome>('GET', '/api/home');
    await ask('PUT', `/api/pledges/${due[0]?.pledgeId}/check-ins/${due[0]?.date}`, {
      answer: 'did-it',
      note: 'Counted to three.',
      revision: null,
    });
    const before = await everything();
    expect(before.home).toMatchObject({
      consent: 'given',
      due: [],
      pledges: [{ recent: [{ answer: 'did-it', note: 'Counted to three.' }] }],
      memberships: [{ ergId: erg, state: 'active' }],
      settings: { budget: 2, time: '10:30', showWords: true },
    });
    expect(before.chat.length).toBeGreaterThan(2);
    expect(before.aheadMs).toBeGreaterThan(0);
    const token = await program.token(freya);

    expect(await program.interrupt()).toBe(0);
    expect(processesOf(dataDir)).toEqual([]);
    program = await startProgram(dataDir);

    expect(await everything()).toEqual(before);
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${program.url}/api/home`, { headers })).status).toBe(200);
  });

  test('is there after the server alone was killed, since Azurite lives on', async () => {
    const azurite = readState(dataDir, 'azurite.json', AzuriteState);
    await pledge(program, freya, { form: { kind: 'own-words', words: 'Say whose idea it was.' } });
    await program.local('POST', '/local/messages', { person: freya, text: 'pledges' });
    await program.local('POST', '/local/clock', { advance: 'PT1M' });
    const before = await everything();
    expect(before.home.pledges).toHaveLength(2);
    await pledge(program, freya, { form: { kind: 'own-words', words: 'Ask twice.' } });

    await program.kill();
    expect(processesOf(dataDir)).toEqual([azurite.pid]);
    program = await startProgram(dataDir);

    expect(readState(dataDir, 'azurite.json', AzuriteState)).toEqual(azurite);
    const { home, ...after } = await everything();
    expect(home.pledges).toHaveLength(3);
    expect(home.pledges).toEqual(expect.arrayContaining(before.home.pledges));
    expect(after.chat).toEqual(before.chat);
    expect(after.aheadMs).toBe(before.aheadMs);
    expect(after.ergPage).toEqual(before.ergPage);
  });

  test('is reachable on 127.0.0.1 only', async () => {
    const azurite = readState(dataDir, 'azurite.json', AzuriteState);
    const issuer = readState(dataDir, 'issuer.json', z.object({ port: z.number() }));
    const ports = [Number(new URL(program.url).port), issuer.port, ...Object.values(azurite.ports)];
    for (const port of ports) {
      expect(await opens('127.0.0.1', port)).toBe(true);
      // Another address of the same machine: who listens to the network answers there too.
      expect(await opens('127.0.0.2', port)).toBe(false);
      expect(await opens('::1', port)).toBe(false);
    }
  });

  test.each([
    ['GET', '/local/people'],
    ['GET', '/local/setup'],
    ['GET', '/local/clock'],
    ['POST', '/local/clock'],
    ['POST', '/local/token'],
    ['GET', '/local/messages?person=x'],
    ['POST', '/local/messages'],
    ['POST', '/local/install'],
    ['GET', '/local/events?person=x'],
  ])('%s %s is refused under the name of another machine', async (method, route) => {
    const { port } = new URL(program.url);
    expect(await statusAs(`127.0.0.1:${port}`, method, route)).not.toBe(403);
    for (const host of [`rebound.example:${port}`, `127.0.0.1.rebound.example:${port}`]) {
      expect(await statusAs(host, method, route)).toBe(403);
    }
  });

  /** The status of a request that carries this Host header. */
  async function statusAs(host: string, method: string, route: string): Promise<number> {
    const { port } = new URL(program.url);
    const asked = request({ host: '127.0.0.1', port, path: route, method, headers: { host } });
    asked.end();
    const [answer] = (await once(asked, 'response')) as [{ statusCode: number; destroy(): void }];
    answer.destroy();
    return answer.statusCode;
  }
});

/** Whether something listens there. */
async function opens(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  } finally {
    socket.destroy();
  }
}

describe('a start that cannot succeed ends with one sentence that says what to do', () => {
  /** Runs the program, which is expected to end by itself. */
  async function failedStart(environment: Readonly<Record<string, string>>): Promise<string> {
    const child: ChildProcess = spawn(process.execPath, ['infra/local/main.ts'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PORT: '0', ...environment },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    if (child.stdout === null || child.stderr === null) throw new Error('No output to read.');
    const [said, complained] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      child.exitCode ?? once(child, 'exit'),
    ]);
    expect(said).toBe('');
    expect(child.exitCode).toBe(1);
    // Where a source is younger than its page it says that it builds it.
    return complained.replaceAll(/^Building .*\n/gm, '');
  }

  function dataDirOfThisTest(): string {
    const dataDir = temporaryDataDir();
    onTestFinished(() => removeDataDir(dataDir));
    return dataDir;
  }

  const ONE_SENTENCE = /^[A-Z][^\n]*: [^\n]*\.\n$/;

  test.each(['abc', '-1', '65536', '80.5'])('PORT=%s', async (PORT) => {
    const complaint = await failedStart({ PORT, DATA_DIR: dataDirOfThisTest() });
    expect(complaint).toBe(`PORT is "${PORT}": give a number from 0 to 65535.\n`);
  });

  test.each(['many', '-1', '5001'])('COLLEAGUES=%s', async (COLLEAGUES) => {
    const complaint = await failedStart({ COLLEAGUES, DATA_DIR: dataDirOfThisTest() });
    expect(complaint).toBe(`COLLEAGUES is "${COLLEAGUES}": give a number from 0 to 5000.\n`);
  });

  test('the port is taken', async () => {
    const dataDir = dataDirOfThisTest();
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = z.object({ port: z.number() }).parse(other.address());

    const complaint = await failedStart({ PORT: String(port), DATA_DIR: dataDir });

    expect(complaint).toMatch(ONE_SENTENCE);
    expect(complaint).toContain(`Port ${port} is taken`);
    expect(complaint).toContain('PORT=… npm start');
    expect(processesOf(dataDir)).toEqual([]);
  });

  test('the data folder is a file', async () => {
    const dataDir = path.join(dataDirOfThisTest(), 'file');
    writeFileSync(dataDir, '');
    const complaint = await failedStart({ DATA_DIR: dataDir });
    expect(complaint).toMatch(ONE_SENTENCE);
    expect(complaint).toContain(dataDir);
    expect(complaint).toContain('DATA_DIR');
    expect(processesOf(dataDir)).toEqual([]);
  });

  test('the data folder cannot be written', async () => {
    // Not even root may make a folder there.
    const dataDir = '/sys/alongside-data';
    const complaint = await failedStart({ DATA_DIR: dataDir });
    expect(complaint).toMatch(ONE_SENTENCE);
    expect(complaint).toContain(dataDir);
    expect(complaint).toContain('DATA_DIR');
    expect(processesOf(dataDir)).toEqual([]);
  });

  test.each([
    'azurite.json',
    'azurite',
    'issuer.json',
    'clock.json',
    'messages.jsonl',
    'server.json',
  ])('%s in the data folder cannot be read or written', async (name) => {
    const dataDir = dataDirOfThisTest();
    // A folder in place of a file, and the other way round, stops even root.
    if (name === 'azurite') writeFileSync(path.join(dataDir, name), '');
    else mkdirSync(path.join(dataDir, name));
    const complaint = await failedStart({ DATA_DIR: dataDir });
    expect(complaint).toMatch(ONE_SENTENCE);
    expect(complaint).toContain(path.join(dataDir, name));
    expect(processesOf(dataDir)).toEqual([]);
  });

  test('the chats are broken', async () => {
    const dataDir = dataDirOfThisTest();
    writeFileSync(path.join(dataDir, 'messages.jsonl'), '{"order":1\n');
    const complaint = await failedStart({ DATA_DIR: dataDir });
    expect(complaint).toMatch(ONE_SENTENCE);
    expect(complaint).toContain('delete the file');
    expect(processesOf(dataDir)).toEqual([]);
  });
});

test('torn state files start afresh', async () => {
  const dataDir = temporaryDataDir();
  onTestFinished(() => removeDataDir(dataDir));
  for (const name of ['azurite.json', 'issuer.json', 'clock.json', 'server.json']) {
    writeFileSync(path.join(dataDir, name), '{"offsetMs": 36000');
  }
  // A chat whose last line was cut off by a crash.
  writeFileSync(path.join(dataDir, 'messages.jsonl'), '{"order":1,"at"');
  const program = await startProgram(dataDir);
  const { aheadMs } = await program.local<{ aheadMs: number }>('GET', '/local/clock');
  expect(await program.interrupt()).toBe(0);
  expect(aheadMs).toBe(0);
  expect(processesOf(dataDir)).toEqual([]);
});
