import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** How many generated requests are sent in `npm test`; `npm run fuzz` sends more. */
const FEW = 400;
const MANY = 10_000;

/** How many generated requests are to be sent. */
export function fuzzRuns(): number {
  return Number(process.env['FUZZ_RUNS'] ?? FEW);
}

// `npm run fuzz`: the same test, for longer. `FUZZ_RUNS` says for how long.
if (import.meta.main) {
  const { status } = spawnSync(
    path.resolve(import.meta.dirname, '../../node_modules/.bin/vitest'),
    ['run', '--project', 'unit', 'tests/tab/api/generated-requests.test.ts'],
    { stdio: 'inherit', env: { FUZZ_RUNS: String(MANY), ...process.env } },
  );
  process.exitCode = status ?? 1;
}
