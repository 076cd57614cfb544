import { brokenPromises, type CrashFigures, crashTable } from './findings.ts';
import { crashOnAzurite } from './on-azurite.ts';
import { crashOnFake } from './on-fake.ts';

// `npm run crash`: programs are killed at random while thousands of people are due; prints what was counted and
// fails where a promise does not hold. `npm run crash -- fake` or `-- azurite` runs one half. SEED is another course
// of chance.

const SEED = Number(process.env['SEED'] ?? '1');
const [only] = process.argv.slice(2);

const HALVES: Readonly<Record<string, () => Promise<CrashFigures>>> = {
  fake: () => crashOnFake({ people: 100_000, kills: 200, seed: SEED }),
  azurite: () => crashOnAzurite({ people: 12_000, kills: 20, restarts: 2, seed: SEED }),
};

const figures: Record<string, CrashFigures> = {};
const broken: string[] = [];
for (const [name, crash] of Object.entries(HALVES)) {
  if (only !== undefined && only !== name) continue;
  console.log(`${name}: …`);
  const found = await crash();
  figures[name] = found;
  console.log(crashTable(found));
  broken.push(...brokenPromises(name, found));
}
for (const sentence of broken) console.error(`broken: ${sentence}`);
if (broken.length > 0) process.exitCode = 1;
console.log(JSON.stringify({ crash: figures, seed: SEED }));
