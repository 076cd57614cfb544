import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { EngineFigures, EngineStart } from './engine-start.ts';

/** A worker process in hand. */
export interface Engine {
  readonly pid: number;
  figures(): Promise<EngineFigures>;
  /** Ends it by SIGKILL, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Stops it for a while, as a machine that stands still. */
  suspend(): void;
  goOn(): void;
  /** Ends it as the platform does: what is in hand is finished or handed back. */
  stop(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('./engine-process.ts', import.meta.url));

/** Starts a worker process; resolves when it works. */
export async function startEngine(start: EngineStart): Promise<Engine> {
  const child = fork(PROGRAM, [], {
    env: { ...process.env, ENGINE: JSON.stringify(start) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await untilReady(child);
  const { pid } = child;
  if (pid === undefined) throw new Error('A worker process has no id.');
  const ended = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return {
    pid,
    async figures() {
      const answered = new Promise<EngineFigures>((resolve) => {
        child.once('message', (message) => resolve(message as EngineFigures));
      });
      child.send('figures');
      return answered;
    },
    kill: () => end('SIGKILL'),
    suspend: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    stop: () => end('SIGTERM'),
  };
}

async function untilReady(child: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`A worker process ended with ${code}.`)));
    child.once('error', reject);
  });
}
