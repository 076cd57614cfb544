import type { ErgFigures } from '../domain/erg-figures.ts';
import { lastWholeMonth, type Month, monthsAfter } from '../domain/month.ts';
import { putFiguresJob } from '../store/figures-jobs.ts';
import type { FiguresOf } from '../store/figures-store.ts';
import type { CommandDeps } from './deps.ts';

/** How many months are told of. */
const MONTHS = 12;

/** A count that was asked for so long ago is asked for again. */
const ASKED_AGAIN_MS = 10 * 60_000;

/** What organisers are told about their allies together. */
export interface ReadFigures {
  /** The last month that is over. */
  readonly last: Month;
  /** Whether the last month is still being counted. */
  readonly isCounting: boolean;
  /** The last twelve months, the newest first; a month that nobody counted is not there. */
  readonly figures: readonly ErgFigures[];
}

/**
 * The figures of an ERG. Where nobody counted the last month yet, a worker is asked to, at most once in ten minutes.
 * One range, and what the asking takes.
 */
export async function readFigures(
  deps: Pick<CommandDeps, 'figures' | 'queues' | 'clock'>,
  of: FiguresOf,
): Promise<ReadFigures> {
  const last = lastWholeMonth(deps.clock.now());
  const { figures, askedAtMs } = await deps.figures.read(of, {
    from: monthsAfter(last, 1 - MONTHS),
    last,
  });
  const isCounting = figures.every(({ month }) => month !== last);
  const nowMs = deps.clock.realMs();
  if (isCounting && (askedAtMs === undefined || nowMs - askedAtMs > ASKED_AGAIN_MS)) {
    // Asked first: asked twice does no harm, never asked would.
    await putFiguresJob(deps.queues, { ...of, month: last });
    await deps.figures.noteCounting(of, last, nowMs);
  }
  return { last, isCounting, figures: figures.toReversed() };
}
