import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { ChatEntry } from '../../infra/local/connector/chat-log.ts';

const root = path.resolve(import.meta.dirname, '../..');
const START_TIMEOUT_MS = 120_000;

/** The program as `npm start` runs it, in a process of its own. */
export interface LocalProgram {
  /** `http://localhost:PORT`. */
  readonly url: string;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** A fresh token of a demo person. */
  token(person: string): Promise<string>;
  /** A request to the API as a demo person. */
  api(person: string, method: string, route: string, body?: unknown): Promise<Response>;
  /** A `/local/*` call; throws where it fails. */
  local<T>(method: string, route: string, body?: unknown): Promise<T>;
  /** Everything that the bot sent or updated for a person. */
  messages(person: string): Promise<readonly ChatEntry[]>;
  /** Ctrl-C, awaited; gives the exit code. */
  interrupt(): Promise<number | null>;
  /** SIGKILL, awaited: what a crash does. */
  kill(): Promise<void>;
}

/** A new data folder below the system's temporary one. */
export function temporaryDataDir(): string {
  return mkdtempSync(path.join(tmpdir(), 'alongside-data-'));
}

/** Removes a data folder. */
export function removeDataDir(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true });
}

/**
 * Starts the program on a free port and waits until it says `ready`. Throws with what it wrote to stderr where
 * it ends before.
 */
export async function startProgram(
  dataDir: string,
  options: {
    readonly entry?: string;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<LocalProgram> {
  const child = spawn(process.execPath, [options.entry ?? 'infra/local/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, ...options.env },
  });
  const errors: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`Not ready in time:\n${errors.join('\n')}`)),
      START_TIMEOUT_MS,
    );
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /^ready (http:\/\/localhost:\d+)$/.exec(line)?.[1];
      if (ready === undefined) return;
      clearTimeout(timer);
      resolve(ready);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`Ended with ${code} before it was ready:\n${errors.join('\n')}`));
    });
  });
  const ended = once(child, 'exit');

  async function local<T>(method: string, route: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}${route}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }
  async function token(person: string): Promise<string> {
    return (await local<{ token: string }>('POST', '/local/token', { person })).token;
  }
  return {
    url,
    dataDir,
    process: child,
    local,
    token,
    async api(person, method, route, body) {
      return fetch(`${url}${route}`, {
        method,
        headers: {
          authorization: `Bearer ${await token(person)}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    },
    messages: (person) => local('GET', `/local/messages?person=${person}`),
    async interrupt() {
      child.kill('SIGINT');
      await ended;
      return child.exitCode;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
