import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureChromium, ChromiumMissing } from './find-chromium.ts';
import { OwnProcesses } from './own-processes.ts';
import { type Counts, countVitest, lastLine, total } from './test-counts.ts';

// `npm test`: every check there is, all of them even when one fails, and the counts as the last line.

interface Outcome extends Counts {
  readonly check: string;
}

const root = path.join(import.meta.dirname, '..', '..');
const processes = new OwnProcesses(root);
let interrupted = false;

/** A program that passes or fails as a whole. */
async function check(name: string, command: string, ...args: string[]): Promise<Outcome> {
  const exitCode = interrupted ? null : await processes.run(command, args);
  // Said when it has ended: another one may be running beside it.
  console.log(`── ${name}: ${exitCode === 0 ? 'ok' : 'failed'}`);
  return { check: name, passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1 };
}

async function oneAfterAnother(
  ...checks: readonly (readonly [name: string, command: string, ...args: string[]])[]
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const each of checks) outcomes.push(await check(...each));
  return outcomes;
}

/** A check that stays unmentioned unless it fails, since it only makes the others possible. */
function browser(): Outcome & { readonly found: string | undefined } {
  const name = 'a Chromium to test with';
  try {
    return { check: name, passed: 0, failed: 0, found: ensureChromium() };
  } catch (error) {
    if (!(error instanceof ChromiumMissing)) throw error;
    console.error(error.message);
    return { check: name, passed: 0, failed: 1, found: undefined };
  }
}

async function vitest(chromium: string | undefined): Promise<Outcome> {
  console.log('\n── tests');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alongside-tests-'));
  const report = path.join(folder, 'report.json');
  try {
    const exitCode = interrupted
      ? null
      : await processes.run(
          'vitest',
          // Without a browser the rest is still worth knowing.
          ['run', ...(chromium === undefined ? ['--project', 'unit'] : [])],
          {
            VITEST_REPORT: report,
            // Tests make much that is soon gone: with more room for it they clean up less often.
            NODE_OPTIONS: [process.env['NODE_OPTIONS'] ?? '', '--max-semi-space-size=64'].join(' '),
            // Forty programs are started; the type annotations of each are taken off once.
            NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
            ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }),
          },
        );
    const written = existsSync(report) ? readFileSync(report, 'utf8') : undefined;
    return { check: 'tests', ...countVitest(written, exitCode) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runEverything(): Promise<Outcome[]> {
  const chromium = browser();
  const outcomes: Outcome[] = [chromium];
  outcomes.push(await check('build of the pages', 'node', 'infra/local/build-pages.ts'));
  // Two at a time, each on one thread: of several, each would work the same types out for itself.
  const checked = await Promise.all([
    oneAfterAnother(
      ['types of the server', 'tsc', '-p', '.', '--checkers', '1'],
      ['types of the tests', 'tsc', '-p', 'tests', '--checkers', '1'],
      ['types of the tab', 'tsc', '-p', 'tab', '--checkers', '1'],
      ['format', 'oxfmt', '--check'],
    ),
    oneAfterAnother(['lint', 'oxlint', '--threads', '1'], ['unused code', 'knip', '--no-progress']),
  ]);
  outcomes.push(...checked.flat());
  outcomes.push(await vitest(chromium.found));

  const leftovers = await processes.endLeftovers();
  if (leftovers > 0) {
    console.error(`${leftovers} processes outlived the tests that started them; they were ended.`);
    outcomes.push({ check: 'processes left behind', passed: 0, failed: 1 });
  }
  return outcomes;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupted = true;
    processes.interrupt();
  });
}

const outcomes = await runEverything();
console.log('');
for (const outcome of outcomes.filter((each) => each.passed + each.failed > 0)) {
  console.log(`${outcome.failed === 0 ? 'ok    ' : 'FAILED'}  ${outcome.check}`);
}
const counts = total(outcomes);
process.exitCode = counts.failed === 0 ? 0 : 1;
console.log(lastLine(counts));
