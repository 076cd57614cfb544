import { createHash } from 'node:crypto';
import { releaseMonth } from '../../shared/commands/release-month.ts';
import { MEASURES } from '../../shared/domain/disclosure/release-period.ts';
import { monthsAfter } from '../../shared/domain/month.ts';
import { chanceFrom } from '../support/chance.ts';
import { testClock, testDeps } from '../support/command-deps.ts';

// A process of its own, so that its peak memory is that of one release: two months of an organisation of so many people,
// the second beside the first, from their copies, on the fake. `killed`: every month is cut off half-way first.

const [size = '', how = ''] = process.argv.slice(2);
const people = Number(size);
const TENANT_ID = '7a1d0c52-0000-4000-8000-000000000001';
const SHARDS = 16;
/** About seven people below everybody who has any; nine levels for 200,000. */
const REPORTS = 7;

const clock = testClock('2026-03-02T09:00:00.000Z');
const deps = testDeps({ clock });
const idOf = (n: number) => `5b2e9f10-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** In every month but the first one in fifty is somewhere else. */
function managerOf(n: number, month: number): number {
  const usual = Math.floor((n - 1) / REPORTS);
  const isMoved = month > 0 && n > 1000 && (n * 7919) % 50 === month;
  return isMoved ? (n * 31 + month) % 1000 : usual;
}

async function copy(month: string, index: number): Promise<void> {
  const chance = chanceFrom(index + 1);
  for (let shard = 0; shard < SHARDS; shard += 1) {
    const copied = [];
    const done = new Map<string, (typeof MEASURES)[number][]>();
    for (let n = shard; n < people; n += SHARDS) {
      const manager = n === 0 ? null : idOf(managerOf(n, index));
      const name = n * REPORTS + 1 < people || n < 1000 ? { name: `Person ${n}` } : {};
      copied.push({ id: idOf(n), manager, ...name });
      if (chance.next() < 0.4)
        done.set(
          idOf(n),
          MEASURES.filter(() => chance.next() < 0.6),
        );
    }
    await deps.releaseInputs.copyPeople(TENANT_ID, month, shard, copied);
    await deps.releaseInputs.copyDone(TENANT_ID, month, shard, done);
  }
  await deps.releases.writeState(TENANT_ID, month, { stage: 'counted', fewest: 10 });
}

const hash = createHash('sha256');
let tookMs = 0;
for (let index = 0; index < 2; index += 1) {
  const month = monthsAfter('2026-03', index);
  clock.set(`${monthsAfter(month, 1)}-03T09:00:00.000Z`);
  await copy(month, index);
  if (how === 'killed') {
    let left = 3;
    await releaseMonth(deps, { tenantId: TENANT_ID, month }, async () => (left -= 1) > 0);
  }
  const begunMs = performance.now();
  await releaseMonth(deps, { tenantId: TENANT_ID, month }, async () => true);
  tookMs = performance.now() - begunMs;
  const { order, cells, bands } = await deps.releaseInputs.recall(TENANT_ID, month);
  hash.update(JSON.stringify([order, cells, bands]));
  for (const { line } of cells) {
    hash.update(JSON.stringify(await deps.releases.readMonths(TENANT_ID, line, '')));
  }
}
const { whole } = (await deps.releases.readState(TENANT_ID, '2026-04')) ?? {};
console.log(
  JSON.stringify({
    seconds: tookMs / 1000,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    hash: hash.digest('hex'),
    shown: whole?.group === 'whole' ? whole.shown : 0,
  }),
);
