import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { MOST_COLLEAGUES } from './colleagues.ts';
import { LocalSetupProblem } from './local-setup-problem.ts';

// The second root, for one machine: whoever reaches it can be anyone, so it listens on 127.0.0.1 only and is
// not part of the production artefact.

const DEFAULT_PORT = 3978;
const root = path.resolve(import.meta.dirname, '../..');

function portFrom(text: string | undefined): number {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new LocalSetupProblem(`PORT is "${text}": give a number from 0 to 65535.`);
  }
  return port;
}

function colleaguesFrom(text: string | undefined): number {
  const count = Number(text ?? '0');
  if (!Number.isInteger(count) || count < 0 || count > MOST_COLLEAGUES) {
    throw new LocalSetupProblem(
      `COLLEAGUES is "${text}": give a number from 0 to ${MOST_COLLEAGUES}.`,
    );
  }
  return count;
}

async function run(): Promise<void> {
  // What is loaded from here on is compiled once, and not at every start.
  enableCompileCache();
  const port = portFrom(process.env['PORT']);
  const colleagues = colleaguesFrom(process.env['COLLEAGUES']);
  const graph = process.env['DIRECTORY'] === 'graph';
  const dataDir = process.env['DATA_DIR'] ?? path.join(root, '.data');
  // Loaded late, so that a wrong PORT is told at once.
  const { buildStalePages } = await import('./build-pages.ts');
  await buildStalePages(root);
  const { startLocal } = await import('./start-local.ts');
  const local = await startLocal({ dataDir, port, colleagues, graph });
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      process.stderr.write('Stopping; everything is being written to disk …\n');
      local.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${String(error)}\n`);
          process.exit(1);
        },
      );
    });
  }
  process.stdout.write(`ready ${local.url}\n`);
}

run().catch((error: unknown) => {
  if (!(error instanceof LocalSetupProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
