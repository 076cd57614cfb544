import { z } from 'zod';

/** How a worker process is started. */
export const EngineStart = z.object({
  connectionString: z.string(),
  /** How far product time is ahead of real time; negative where it is behind. */
  productAheadMs: z.number(),
  pace: z.object({ scheduleMs: z.number(), packsMs: z.number(), bellsMs: z.number() }),
  parts: z.object({ schedule: z.boolean(), packs: z.boolean(), bells: z.boolean() }),
  /** Above the cap of Teams, to measure the engine itself. */
  sendsASecond: z.number().exactOptional(),
  logLevel: z.enum(['info', 'warn', 'silent']),
});
export type EngineStart = z.infer<typeof EngineStart>;

/** What a worker process asked of storage so far, by `table|queue NAME operation`. */
export interface EngineFigures {
  readonly asked: Readonly<Record<string, number>>;
  readonly memoryMiB: number;
}
