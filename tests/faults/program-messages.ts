import { z } from 'zod';

/** An event of the organisation that people may come to. */
const Place = z.object({ ergId: z.string(), eventId: z.string() });

/** What the program under faults is started with. */
export const ProgramStart = z.object({
  connectionString: z.string(),
  issuerUrl: z.string(),
  jwksUrl: z.string(),
  clientId: z.string(),
  /** Product time when it starts; from then on it runs as real time does. */
  startsAt: z.string(),
  bellDelayMs: z.number(),
});
export type ProgramStart = z.infer<typeof ProgramStart>;

/** What is said to the program. */
export const ToProgram = z.discriminatedUnion('say', [
  z.object({ say: z.literal('start'), start: ProgramStart }),
  /** Product time moves on. */
  z.object({ say: z.literal('advance'), ms: z.number() }),
  z.object({ say: z.literal('stop') }),
]);
export type ToProgram = z.infer<typeof ToProgram>;

/** What the program says when it listens. */
export const FromProgram = z.object({
  say: z.literal('ready'),
  url: z.string(),
  /** ERGs by how one joins them. */
  ergs: z.array(z.object({ id: z.string(), joinPolicy: z.enum(['open', 'on-request']) })),
  events: z.array(Place),
});
export type FromProgram = z.infer<typeof FromProgram>;
