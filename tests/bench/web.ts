import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { WebStart } from './web-start.ts';

/** A web server in a process of its own. */
export interface Web {
  readonly url: string;
  /** Requests to storage since the last time that this was asked. */
  countRequests(): Promise<number>;
  stop(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('./web-process.ts', import.meta.url));

/** Starts a web server; resolves when it listens. */
export async function startWeb(start: WebStart): Promise<Web> {
  const child = fork(PROGRAM, [], {
    env: { ...process.env, WEB: JSON.stringify(start) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(z.string().parse(message)));
    child.once('exit', (code) => reject(new Error(`A web server ended with ${code}.`)));
  });
  return {
    url,
    async countRequests() {
      const answered = once(child, 'message');
      child.send('count');
      const [count] = (await answered) as readonly unknown[];
      return z.number().parse(count);
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}
