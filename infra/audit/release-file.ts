import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { EVERYBODY } from '../../shared/domain/disclosure/org-chart.ts';
import {
  MEASURES,
  type ReleasedCell,
  releasedCells,
  releaseHistory,
} from '../../shared/domain/disclosure/release-period.ts';

// `npm run release -- history.json`: what would be released, so that anybody can check the rules against their own
// attack. Both formats are in `docs/auditors.md`.

const History = z.strictObject({
  periods: z.array(
    z.strictObject({
      period: z.string().regex(/^\d{4}-\d{2}$/, 'is not a month like 2026-01'),
      people: z.array(
        z.strictObject({
          id: z.string().min(1),
          manager: z.string().min(1).nullable(),
          measures: z.array(z.enum(MEASURES)),
        }),
      ),
    }),
  ),
});

/** The file is not a history; the message says why, for whoever wrote it. */
class NotAHistory extends Error {
  override readonly name = 'NotAHistory';
}

function historyIn(file: string): z.infer<typeof History> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new NotAHistory(`${file} cannot be read.`, { cause: error });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new NotAHistory(`${file} is not JSON.`, { cause: error });
  }
  const parsed = History.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new NotAHistory(`${file} is not a history.\n${problems.slice(0, 20).join('\n')}`);
}

function run(file: string | undefined): void {
  if (file === undefined) throw new NotAHistory('Name a file: npm run release -- history.json');
  const { periods } = historyIn(file);
  const months = periods.map(({ period }) => period);
  if (new Set(months).size < months.length || months.toSorted().join() !== months.join()) {
    throw new NotAHistory('Periods come once each, the oldest first.');
  }
  let cells: readonly ReleasedCell[];
  try {
    cells = releaseHistory(periods).flatMap((release, index) =>
      releasedCells(months[index] ?? '', release),
    );
  } catch (error) {
    throw new NotAHistory(error instanceof Error ? error.message : String(error), { cause: error });
  }
  // The whole organisation, where several people are at its top, has no manager.
  const named = cells.map((cell) =>
    cell.manager === EVERYBODY ? { ...cell, manager: null } : cell,
  );
  process.stdout.write(`${JSON.stringify(named)}\n`);
}

try {
  run(process.argv[2]);
} catch (error) {
  if (!(error instanceof NotAHistory)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
