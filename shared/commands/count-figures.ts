import {
  type EarlierFigures,
  ergFigures,
  type ErgMeasure,
  hasFreshBand,
} from '../domain/erg-figures.ts';
import { lastWholeMonth, type Month } from '../domain/month.ts';
import type { Pledge } from '../domain/pledge.ts';
import type { FiguresOf } from '../store/figures-store.ts';
import { atOnce } from './at-once.ts';
import type { CommandDeps } from './deps.ts';
import { readTakingPart } from './read-taking-part.ts';

const ALLIES_A_PAGE = 200;
const ALLIES_AT_ONCE = 8;

type Counting = Pick<CommandDeps, 'clock' | 'figures' | 'people' | 'rosters'>;

/**
 * Counts the last month that is over for one ERG, from what its allies themselves have, and freezes bands of it. Only
 * whoever was an ally in that month and still is counts. A month that is frozen already, or is not the last one, is
 * left as it is. Gives whether it is done: not where it might not go on, and then nothing is kept.
 */
export async function countFigures(
  deps: Counting,
  job: FiguresOf & { readonly month: Month },
  mayGoOn: () => Promise<boolean>,
): Promise<boolean> {
  const { month } = job;
  // Later than a month after it ended, people may have forgotten what counts.
  if (month !== lastWholeMonth(deps.clock.now())) return true;
  const all = await deps.figures.readAll(job);
  if (all.some((figures) => figures.month === month)) return true;

  const people = new Set<string>();
  const counts: Record<ErgMeasure, number> = { pledge: 0, checkIn: 0 };
  let continuation: string | undefined;
  do {
    if (!(await mayGoOn())) return false;
    const page = await deps.rosters.readPage(job.tenantId, job.ergId, {
      of: 'active',
      limit: ALLIES_A_PAGE,
      ...(continuation === undefined ? {} : { continuation }),
    });
    const allies = page.lines.filter(({ since }) => since.slice(0, 7) <= month);
    await atOnce(allies, ALLIES_AT_ONCE, async ({ userId }) => {
      const who = deps.figures.rememberedAs(job, userId);
      // Somebody whose name changes meanwhile may stand on a later page once more.
      if (people.has(who)) return;
      people.add(who);
      const key = { tenantId: job.tenantId, userId };
      const isOurs = ({ ergId }: Pledge) => ergId === job.ergId;
      const did = await readTakingPart(deps, key, month, isOurs);
      if (did.pledge) counts.pledge += 1;
      if (did.checkedIn) counts.checkIn += 1;
    });
    continuation = page.continuation;
  } while (continuation !== undefined);

  const earlier: EarlierFigures[] = [];
  for (const figures of all.filter(hasFreshBand)) {
    if (!(await mayGoOn())) return false;
    const then = await deps.figures.remembered(job, figures.month);
    const stayed = [...then].filter((who) => people.has(who)).length;
    earlier.push({ figures, joined: people.size - stayed, left: then.size - stayed });
  }
  const figures = ergFigures(month, { allies: people.size, ...counts }, earlier);
  await deps.figures.freeze(job, figures, hasFreshBand(figures) ? people : new Set());
  return true;
}
