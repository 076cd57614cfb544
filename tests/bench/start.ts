import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { buildArtefact } from '../../infra/artefact/build-artefact.ts';
import { startTestAzurite } from '../support/azurite.ts';
import { startManagedIdentity } from '../support/managed-identity.ts';
import { freePort } from '../support/free-port.ts';
import { PRODUCTION_SETTINGS } from '../support/production-settings.ts';
import { selfSigned } from '../support/self-signed.ts';
import { type Benchmark, tableText } from './figures.ts';
import { median } from './ranks.ts';

// `npm run bench -- start`: from the start of the process to ready, of the artefact with both roles over https storage,
// beside a process that imports the same packages, as npm installed them, and does nothing else. The tables are there
// already, as at every start but the first; what Node keeps compiled from one start to the next, it keeps for neither.

const PAIRS = Number(process.env['PAIRS'] ?? '9');
const MOST = 1.3;
const ASK_EVERY_MS = 10;
const LONGEST_MS = 120_000;
const root = path.resolve(import.meta.dirname, '../..');

/** Milliseconds from the start of each process. */
interface Started {
  /** Until the artefact was ready. */
  readonly artefactMs: number;
  /** Until the packages were imported that it has of npm. */
  readonly importsMs: number;
}

/** Starts the artefact and the imports alone, in turn. */
export const measureStart: Benchmark = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'alongside-start-'));
  const artefact = path.join(folder, 'alongside');
  const { importedAtStart: packages } = await buildArtefact(root, artefact);
  const pems = selfSigned();
  const certificate = path.join(folder, 'cert.pem');
  writeFileSync(certificate, pems.cert);
  const azurite = await startTestAzurite(pems);
  const identity = await startManagedIdentity();
  const env = {
    ...PRODUCTION_SETTINGS,
    ...identity.env,
    TABLES_URL: azurite.tablesUrl,
    QUEUES_URL: azurite.queuesUrl,
    NODE_EXTRA_CA_CERTS: certificate,
  };
  try {
    // The first start creates the tables, and the disk is read.
    await startArtefact(artefact, env);
    await importAlone(packages, env);
    const pairs: Started[] = [];
    for (let n = 0; n < PAIRS; n += 1) {
      const artefactFirst = n % 2 === 0 ? await startArtefact(artefact, env) : undefined;
      const importsMs = await importAlone(packages, env);
      pairs.push({ artefactMs: artefactFirst ?? (await startArtefact(artefact, env)), importsMs });
    }
    return judge(pairs, packages.length);
  } finally {
    identity.stop();
    await azurite.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Milliseconds from the start of an artefact to its first "ready"; ends it again. */
async function startArtefact(
  artefact: string,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const port = await freePort();
  const begunMs = performance.now();
  const child = spawn(process.execPath, ['main.js'], {
    cwd: artefact,
    env: { PATH: process.env['PATH'], ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = text(child.stderr);
  const ended = once(child, 'exit');
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`It ended before it was ready:\n${await said}`);
    if (performance.now() - begunMs > LONGEST_MS) throw new Error('It was not ready in time.');
    await delay(ASK_EVERY_MS);
  }
  const tookMs = performance.now() - begunMs;
  child.kill('SIGTERM');
  await ended;
  return tookMs;
}

async function isReady(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`);
    await answer.text();
    return answer.ok;
  } catch (error) {
    // Nobody listens yet.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Milliseconds from the start of a process until it has imported these packages. */
async function importAlone(
  packages: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const program = [
    ...packages.map((name) => `import ${JSON.stringify(name)};`),
    "process.stdout.write('imported');",
    'process.exit(0);',
  ].join('\n');
  const begunMs = performance.now();
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), ended]);
  const tookMs = performance.now() - begunMs;
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error('The packages could not be imported.');
  return tookMs;
}

function judge(pairs: readonly Started[], packages: number) {
  const artefactMs = median(pairs.map((pair) => pair.artefactMs));
  const importsMs = median(pairs.map((pair) => pair.importsMs));
  const ratio = median(pairs.map((pair) => pair.artefactMs / pair.importsMs));
  console.log(
    tableText([
      ['', 'found', 'goal'],
      ['to ready, ms', artefactMs.toFixed(0), ''],
      [`${packages} imports alone, ms`, importsMs.toFixed(0), ''],
      ['ratio', ratio.toFixed(2), `≤ ${MOST}`],
    ]),
  );
  const every = pairs.map((pair) => (pair.artefactMs / pair.importsMs).toFixed(2));
  console.log(`${pairs.length} pairs: ${every.join(' ')}`);
  return {
    figures: { artefactMs, importsMs, ratio },
    missed: ratio <= MOST ? [] : [`it takes ${ratio.toFixed(2)} times as long as its imports`],
  };
}
