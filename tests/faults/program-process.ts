import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { FromProgram, type ProgramStart, type ToProgram } from './program-messages.ts';

/** The program in a process of its own. */
export interface ProgramProcess extends FromProgram {
  /** Whether it ended by itself. */
  hasDied(): boolean;
  /** How often it logged what, as a warning or an error. */
  readonly logged: ReadonlyMap<string, number>;
  /** The last lines that were no log. */
  readonly spoken: readonly string[];
  /** Moves product time on. */
  advance(ms: number): void;
  /** Ends it in order; by force where that takes too long. */
  stop(): Promise<void>;
}

const LONGEST_END_MS = 60_000;
const MOST_SPOKEN = 40;
const LogLine = z.object({
  msg: z.string(),
  err: z.looseObject({}).optional(),
  route: z.string().optional(),
});

/** Starts it and waits until it listens. Throws with what it said where it ends before. */
export async function startProgramProcess(start: ProgramStart): Promise<ProgramProcess> {
  const child = fork(path.join(import.meta.dirname, 'program.ts'), [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const logged = new Map<string, number>();
  const spoken: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => hearLine(line, logged, spoken));
  }
  let isStopping = false;
  const say = (said: ToProgram) => void (child.connected && child.send(said));
  say({ say: 'start', start });
  const ready = await new Promise<FromProgram>((resolve, reject) => {
    child.once('message', (message) => resolve(FromProgram.parse(message)));
    child.once('exit', (code) => {
      reject(new Error(`The program ended with ${code}:\n${spoken.join('\n')}`));
    });
  });
  return {
    ...ready,
    hasDied: () => !isStopping && hasEnded(child),
    logged,
    spoken,
    advance: (ms) => say({ say: 'advance', ms }),
    async stop() {
      if (hasEnded(child)) return;
      isStopping = true;
      const ended = once(child, 'exit');
      say({ say: 'stop' });
      const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_END_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function hearLine(line: string, logged: Map<string, number>, spoken: string[]): void {
  const said = parseLog(line);
  if (said === undefined) {
    spoken.push(line);
    if (spoken.length > MOST_SPOKEN) spoken.shift();
    return;
  }
  logged.set(said.msg, (logged.get(said.msg) ?? 0) + 1);
}

function parseLog(line: string): z.infer<typeof LogLine> | undefined {
  try {
    return LogLine.safeParse(JSON.parse(line)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
