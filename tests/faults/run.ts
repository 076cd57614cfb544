import { runCourse } from './course.ts';
import { brokenPromises, countsOf, FAULT_SHARE, figuresTable, untried } from './figures.ts';

// `npm run faults`: fifty people use the tab's API for two minutes while a tenth of the requests to storage fails and Azurite
// is restarted; prints what was counted and fails where a promise does not hold. SEED is another course of chance.

const SEED = Number(process.env['SEED'] ?? '1');
const PEOPLE = Number(process.env['PEOPLE'] ?? '50');
const SECONDS = Number(process.env['SECONDS'] ?? '120');

const figures = await runCourse({
  seed: SEED,
  people: PEOPLE,
  length: { kind: 'time', ms: SECONDS * 1000 },
  faultShare: FAULT_SHARE,
  // Longer than any client waits.
  silenceMs: 60_000,
  restarts: 2,
  weeks: 3,
  pauseMs: 2000,
  bellDelayMs: 30_000,
  settleMs: 180_000,
});
console.log(figuresTable(figures));
const broken = [...brokenPromises(figures), ...untried(figures)];
for (const sentence of broken) console.error(`broken: ${sentence}`);
if (broken.length > 0) process.exitCode = 1;
console.log(
  JSON.stringify({
    faults: { seed: SEED, people: PEOPLE, seconds: SECONDS, ...countsOf(figures) },
  }),
);
