import { z } from 'zod';
import { DatedBand } from './band.ts';

/** One month of an ERG. `too-few`: it had fewer than ten allies, so that nothing is told. */
export const MonthFigures = z.discriminatedUnion('state', [
  z.object({ month: z.string(), state: z.literal('too-few') }),
  z.object({
    month: z.string(),
    state: z.literal('shown'),
    /** Who was an ally in that month, and still was when it was counted. */
    allies: z.number(),
    pledge: DatedBand,
    checkIn: DatedBand,
  }),
]);
export type MonthFigures = z.infer<typeof MonthFigures>;

/** `GET /api/ergs/:id/run/figures`: at most twelve months, the newest first; a month that nobody counted is not there. */
export const FiguresReply = z.object({
  /** The last month that is over. */
  last: z.string(),
  /** The last month is being counted: ask again. */
  isCounting: z.boolean(),
  months: z.array(MonthFigures),
});
export type FiguresReply = z.infer<typeof FiguresReply>;
