import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { LocalSetupProblem } from './local-setup-problem.ts';
import type { LocalPerson } from './people.ts';
import { playgroundConfig } from './playground-config.ts';

/** Microsoft's Agents Playground, running. */
export interface Playground {
  /** Its page. */
  readonly url: string;
  /** Resolves when it has ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
  /** Ends it and waits. Safe to call twice. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

/**
 * Starts the Playground against a bot. Its configuration and log lie in `<dataDir>/playground`. Throws
 * LocalSetupProblem where it does not start.
 */
export async function startPlayground(options: {
  /** Where the bot listens: `http://127.0.0.1:PORT/api/messages`. */
  readonly botUrl: string;
  readonly dataDir: string;
  readonly tenantId: string;
  readonly bot: { readonly id: string; readonly name: string };
  /** Who one is in the Playground. */
  readonly personId: string;
  /** At least six demo persons. */
  readonly people: readonly LocalPerson[];
  /** The port to begin with; where it is taken the Playground takes another. */
  readonly port?: number;
}): Promise<Playground> {
  const { botUrl, tenantId, bot, personId, people, port = 56150 } = options;
  const person = people.find(({ id }) => id === personId);
  if (person === undefined) {
    throw new LocalSetupProblem(`There is no demo person ${personId}: see GET /local/people.`);
  }
  const others = people.filter(({ id }) => id !== personId);
  const folder = resolve(options.dataDir, 'playground');
  const config = resolve(folder, '.m365agentsplayground.yml');
  mkdirSync(folder, { recursive: true });
  writeFileSync(config, playgroundConfig({ tenantId, bot, person, others }));

  const child = spawn(
    process.execPath,
    [
      // Whoever reaches its page is the demo person, and it would listen to the whole network.
      ...['--import', new URL('./listen-on-loopback.ts', import.meta.url).href],
      createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js'),
      ...['start', '-e', botUrl, '-c', 'msteams', '-p', String(port), '--disable-telemetry'],
    ],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: config,
        M365_AGENTS_PLAYGROUND_LOGFILE: resolve(folder, 'playground.log'),
      },
    },
  );
  const ended = once(child, 'exit').then(() => undefined);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const said: string[] = [];
  const listening = new Promise<number>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const found = /Listening on (\d+)/.exec(line);
        if (found !== null) resolve(Number(found[1]));
      });
    }
    const problem = (what: string) =>
      new LocalSetupProblem(`The Agents Playground ${what}.\n${said.slice(-5).join('\n')}`);
    void ended.then(() => reject(problem('ended at once')));
    AbortSignal.timeout(START_TIMEOUT_MS).addEventListener('abort', () =>
      reject(problem('did not start in time')),
    );
  });
  try {
    return { url: `http://localhost:${await listening}`, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
