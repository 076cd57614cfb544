import { z } from 'zod';

/** So many people, as a band, and the month (`2026-10`) in which the band was set. */
export const DatedBand = z.object({ from: z.number(), to: z.number(), asOf: z.string() });
export type DatedBand = z.infer<typeof DatedBand>;
