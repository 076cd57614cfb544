import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const MARK = 'ALONGSIDE_TEST_RUN';
const POLL_MS = 100;

/**
 * Runs programs of the repository and ends whatever they leave behind: each descendant inherits a
 * mark in its environment, by which even one that detached itself is found.
 */
export class OwnProcesses {
  readonly #mark = randomUUID();
  readonly #root: string;
  readonly #graceMs: number;
  readonly #running = new Set<ChildProcess>();

  /**
   * @param root the repository; its `node_modules/.bin` comes first on the PATH, with its Node
   * @param graceMs how long processes may take to end by themselves, and again when asked to;
   *   Chromium's crash handler notices a little late that its browser is gone
   */
  constructor(root: string, graceMs = 5_000) {
    this.#root = root;
    this.#graceMs = graceMs;
  }

  /**
   * Runs a program to its end, without input. Several may run at a time.
   * @returns its exit code; `null` when a signal ended it or it never began
   */
  async run(
    command: string,
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<number | null> {
    const bin = path.join(this.#root, 'node_modules', '.bin');
    const child = spawn(command, args, {
      cwd: this.#root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        ...environment,
        PATH: [bin, process.env['PATH']].join(path.delimiter),
        // Nested runs add theirs, so that every one of them finds its own.
        [MARK]: [process.env[MARK], this.#mark].join(' '),
      },
    });
    this.#running.add(child);
    return new Promise((resolve) => {
      const finish = (code: number | null): void => {
        this.#running.delete(child);
        resolve(code);
      };
      child.once('exit', finish);
      child.once('error', (error) => {
        console.error(`${command} cannot be run: ${error.message}`);
        finish(null);
      });
    });
  }

  /** Asks the programs that run now to end. */
  interrupt(): void {
    for (const child of this.#running) child.kill('SIGTERM');
  }

  /**
   * Ends every process that `run` left behind, by SIGTERM first, since Azurite writes its data then.
   * @returns how many there were
   */
  async endLeftovers(): Promise<number> {
    const leftovers = await this.#waitForNone(this.#graceMs);
    for (const pid of leftovers) end(pid, 'SIGTERM');
    for (const pid of await this.#waitForNone(this.#graceMs)) end(pid, 'SIGKILL');
    return leftovers.length;
  }

  /** Waits until none is left, at most so long; those that are left then. */
  async #waitForNone(patienceMs: number): Promise<number[]> {
    for (let waitedMs = 0; waitedMs < patienceMs && this.#alive().length > 0; waitedMs += POLL_MS) {
      await delay(POLL_MS);
    }
    return this.#alive();
  }

  #alive(): number[] {
    if (process.platform !== 'linux') return [];
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => pid !== process.pid && markOf(pid).includes(this.#mark));
  }
}

/** Empty for a process without a mark, and for one that is gone, a zombie, or another user's. */
function markOf(pid: number): string {
  try {
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    return environment.find((each) => each.startsWith(`${MARK}=`)) ?? '';
  } catch {
    return '';
  }
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!isGone) throw error;
  }
}
