import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type Figures, tableText } from './figures.ts';
import { median } from './ranks.ts';

const SMALL = 50_000;
const LARGE = 200_000;
const PAIRS = 9;

/** How many times as long a release of four times as many people may take. */
const MOST_GROWTH = 4.4;
const MOST_MIB = 512;

/** A process that needs more dies. What it has besides its heap comes on top. */
const HEAP_MIB = 420;

/** Of which so much is for what is young, in each of its halves: Node's own choice is larger. */
const YOUNG_MIB = 8;

const Once = z.object({
  seconds: z.number(),
  peakMiB: z.number(),
  hash: z.string(),
  shown: z.number(),
});

const run = promisify(execFile);

/** One release in a process of its own, on the fake. */
async function releaseOf(people: number, how: 'undisturbed' | 'killed') {
  const script = fileURLToPath(new URL('release-once.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [
    `--max-old-space-size=${HEAP_MIB}`,
    `--max-semi-space-size=${YOUNG_MIB}`,
    script,
    String(people),
    how,
  ]);
  return Once.parse(JSON.parse(stdout));
}

/**
 * The release of a month for 50,000 and 200,000 people, pair by pair: how its time grows, its peak memory, and whether one
 * that was cut off half-way and begun again is the same to the byte.
 */
export async function measureRelease(): Promise<Figures> {
  const growths: number[] = [];
  const seconds: number[] = [];
  let peakMiB = 0;
  let hash = '';
  let shown = 0;
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const small = await releaseOf(SMALL, 'undisturbed');
    const large = await releaseOf(LARGE, 'undisturbed');
    growths.push(large.seconds / small.seconds);
    seconds.push(large.seconds);
    peakMiB = Math.max(peakMiB, large.peakMiB);
    ({ hash, shown } = large);
    console.log(`${small.seconds.toFixed(1)} s and ${large.seconds.toFixed(1)} s`);
  }
  const killed = await releaseOf(LARGE, 'killed');
  const isSame = killed.hash === hash;
  const growth = median(growths);
  console.log(
    tableText([
      ['', 'found', 'goal'],
      ['seconds for 200,000 people', median(seconds).toFixed(1), ''],
      ['growth from 50,000', growth.toFixed(2), `≤ ${MOST_GROWTH}`],
      ['peak memory, MiB', peakMiB.toFixed(0), `≤ ${MOST_MIB}`],
      ['the same after a kill', String(isSame), 'true'],
      ['groups shown', String(shown), ''],
    ]),
  );
  const missed = [
    ...(growth > MOST_GROWTH
      ? [`four times the people take ${growth.toFixed(2)} times as long`]
      : []),
    ...(peakMiB > MOST_MIB ? [`it takes ${peakMiB.toFixed(0)} MiB`] : []),
    ...(isSame ? [] : ['a release that was killed is another']),
  ];
  return {
    figures: { seconds: median(seconds), growth, peakMiB, sameAfterKill: isSame, shown },
    missed,
  };
}
