import { measureApi } from './api.ts';
import { measureDelivery } from './delivery.ts';
import type { Benchmark } from './figures.ts';
import { measureOperations } from './operations.ts';
import { measureRelease } from './release.ts';
import { measureStart } from './start.ts';
import { measureTab } from './tab.ts';
import { measureVisible } from './visible.ts';

// `npm run bench -- NAME`: runs one benchmark, prints its table, and as its last line one JSON object.

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  operations: measureOperations,
  delivery: measureDelivery,
  release: measureRelease,
  visible: measureVisible,
  api: measureApi,
  tab: measureTab,
  start: measureStart,
};

const [name = ''] = process.argv.slice(2);
const measure = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined;
if (measure === undefined) {
  const names = Object.keys(BENCHMARKS).join(', ');
  console.error(`There is no benchmark "${name}". There is: ${names}.`);
  process.exitCode = 64;
} else {
  const { figures, missed } = await measure();
  for (const sentence of missed) console.error(`missed: ${sentence}`);
  if (missed.length > 0) process.exitCode = 1;
  console.log(JSON.stringify({ bench: name, figures }));
}
