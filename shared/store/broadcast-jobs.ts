import { z } from 'zod';
import type { Queues } from './queues.ts';

/**
 * What a worker is asked to do for a broadcast: hand out the jobs of its packs, tell one pack, or bring the cards of
 * one pack up to date with a correction.
 */
export type BroadcastJob =
  | {
      readonly do: 'hand-out';
      readonly what: 'tell' | 'correct';
      readonly tenantId: string;
      readonly broadcastId: string;
      /** The pack from which on. */
      readonly from: number;
    }
  | {
      readonly do: 'tell' | 'correct';
      readonly tenantId: string;
      readonly broadcastId: string;
      readonly pack: number;
    };

/** "Look at the requests to join this ERG: its organisers may have to be told, or told no more." */
export interface RequestsJob {
  readonly do: 'look-at-requests';
  readonly tenantId: string;
  readonly ergId: string;
}

const About = { tenantId: z.string().min(1), broadcastId: z.string().min(1) };
const JobText: z.ZodType<BroadcastJob | RequestsJob> = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('hand-out'),
    what: z.enum(['tell', 'correct']),
    ...About,
    from: z.int().min(0),
  }),
  z.object({ do: z.enum(['tell', 'correct']), ...About, pack: z.int().min(0) }),
  z.object({
    do: z.literal('look-at-requests'),
    tenantId: z.string().min(1),
    ergId: z.string().min(1),
  }),
]);

/** Puts a job on the queue `broadcasts`, hidden for so long. The same job twice does no harm. */
export async function putBroadcastJob(
  queues: Queues,
  job: BroadcastJob,
  delayMs = 0,
): Promise<void> {
  await queues.queue('broadcasts').send(JSON.stringify(job), { delayMs });
}

/**
 * Puts a job about requests on the queue `broadcasts`: cards are brought up to date by it, and whoever works on that
 * queue holds the permits for it. The same job twice does no harm.
 */
export async function putRequestsJob(queues: Queues, job: RequestsJob): Promise<void> {
  await queues.queue('broadcasts').send(JSON.stringify(job));
}

/** The job in a message of the queue `broadcasts`; undefined where the text is none. */
export function broadcastJobFromText(text: string): BroadcastJob | RequestsJob | undefined {
  try {
    return JobText.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
