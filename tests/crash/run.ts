import { brokenPromises, type CrashFigures, crashTable } from './findings.ts';
import { crashOnAzurite } from './on-azurite.ts';
import { crashOnFake } from './on-fake.ts';
import { brokenSideBySide, type SideBySideFigures } from './side-by-side.ts';
import { sideBySideOnAzurite } from './side-by-side-on-azurite.ts';

// `npm run crash`: programs are killed at random, or stand still, while thousands of people are due; prints what was
// counted and fails where a promise does not hold. `npm run crash -- fake`, `-- azurite` or `-- side-by-side` runs one
// part. SEED is another course of chance.

const SEED = Number(process.env['SEED'] ?? '1');
const [only] = process.argv.slice(2);

/** What a part counted, and the promises that it broke. */
interface Part {
  readonly figures: CrashFigures | SideBySideFigures;
  readonly broken: readonly string[];
}

const PARTS: Readonly<Record<string, () => Promise<Part>>> = {
  async fake() {
    const figures = await crashOnFake({ people: 100_000, kills: 200, seed: SEED });
    return { figures, broken: brokenPromises('fake', figures) };
  },
  async azurite() {
    const figures = await crashOnAzurite({ people: 9000, kills: 20, restarts: 2, seed: SEED });
    return { figures, broken: brokenPromises('azurite', figures) };
  },
  async 'side-by-side'() {
    const figures = await sideBySideOnAzurite({ people: 2000, seed: SEED });
    return { figures, broken: brokenSideBySide(figures) };
  },
};

if (only !== undefined && !Object.hasOwn(PARTS, only)) {
  console.error(`There is no part "${only}". There is: ${Object.keys(PARTS).join(', ')}.`);
  process.exitCode = 64;
} else {
  const found: Record<string, Part['figures']> = {};
  const broken: string[] = [];
  for (const [name, crash] of Object.entries(PARTS)) {
    if (only !== undefined && only !== name) continue;
    console.log(`${name}: …`);
    const part = await crash();
    found[name] = part.figures;
    console.log(crashTable(part.figures));
    broken.push(...part.broken);
  }
  for (const sentence of broken) console.error(`broken: ${sentence}`);
  if (broken.length > 0) process.exitCode = 1;
  console.log(JSON.stringify({ crash: found, seed: SEED }));
}
