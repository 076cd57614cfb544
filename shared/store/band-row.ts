import { z } from 'zod';

/** How a band stands in a row, with the month in which it was set. */
export const BandInRow = z.object({ from: z.number(), to: z.number(), asOf: z.string() });
