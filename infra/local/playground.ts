/**
 * `npm run playground [person id]`: Microsoft's Agents Playground against the bot that `npm start` runs.
 * Ends with Ctrl-C. Its port is PORT, or the one that the running server noted in its data folder.
 */
import path from 'node:path';
import { z } from 'zod';
import { LocalSetupProblem } from './local-setup-problem.ts';
import type { PageSetup } from './page-setup.ts';
import type { LocalPerson } from './people.ts';
import { startPlayground } from './start-playground.ts';
import { readState } from './state-file.ts';

const root = path.resolve(import.meta.dirname, '../..');
const ServerState = z.object({ port: z.number().int() });

async function run(): Promise<void> {
  const dataDir = process.env['DATA_DIR'] ?? path.join(root, '.data');
  const port = process.env['PORT'] ?? readState(dataDir, 'server.json', ServerState)?.port;
  if (port === undefined) throw new LocalSetupProblem('Alongside is not running: npm start first.');
  const server = `http://127.0.0.1:${port}`;
  const setup = (await ask(`${server}/local/setup`)) as PageSetup;
  const people = (await ask(`${server}/local/people`)) as readonly LocalPerson[];

  const playground = await startPlayground({
    botUrl: `${server}/api/messages`,
    dataDir,
    tenantId: setup.tenantId,
    bot: { id: setup.botId, name: setup.appName },
    personId: process.argv[2] ?? people[0]?.id ?? '',
    people,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void playground.stop());
  }
  process.stdout.write(`playground ${playground.url}\n`);
  await playground.ended;
}

async function ask(url: string): Promise<unknown> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`Answered with ${response.status}.`);
    return await response.json();
  } catch (error) {
    throw new LocalSetupProblem(`Alongside does not answer at ${url}: npm start first.`, {
      cause: error,
    });
  }
}

try {
  await run();
} catch (error) {
  if (!(error instanceof LocalSetupProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
