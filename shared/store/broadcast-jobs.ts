import { z } from 'zod';
import { readMessage } from './message-text.ts';
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

/**
 * What a worker is asked to do for news that is prepared: write its recipients down, or delete them where nobody
 * confirmed them.
 */
export interface PreparationJob {
  readonly do: 'freeze' | 'forget';
  readonly tenantId: string;
  readonly ergId: string;
  readonly newsId: string;
  readonly broadcastId: string;
}

/** "Look at the requests to join this ERG: its organisers may have to be told, or told no more." */
export interface RequestsJob {
  readonly do: 'look-at-requests';
  readonly tenantId: string;
  readonly ergId: string;
}

/**
 * What is to be done for an event that changed: tell those who said yes, or let the yes of some of them follow what the
 * event is now, from a place in the list of them.
 */
export interface EventJob {
  readonly do: 'event-change' | 'event-follow';
  readonly tenantId: string;
  readonly ergId: string;
  readonly eventId: string;
  /** Which change of the event it was. */
  readonly sequence: number;
  readonly continuation?: string;
}

const About = { tenantId: z.string().min(1), broadcastId: z.string().min(1) };
/** Whatever a message of the queue can ask for. */
type AnyJob = BroadcastJob | PreparationJob | RequestsJob | EventJob;

/** How a message of this queue is read. */
export const JobText: z.ZodType<AnyJob> = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('hand-out'),
    what: z.enum(['tell', 'correct']),
    ...About,
    from: z.int().min(0),
  }),
  z.object({ do: z.enum(['tell', 'correct']), ...About, pack: z.int().min(0) }),
  z.object({
    do: z.enum(['freeze', 'forget']),
    ...About,
    ergId: z.string().min(1),
    newsId: z.string().min(1),
  }),
  z.object({
    do: z.literal('look-at-requests'),
    tenantId: z.string().min(1),
    ergId: z.string().min(1),
  }),
  z.object({
    do: z.enum(['event-change', 'event-follow']),
    tenantId: z.string().min(1),
    ergId: z.string().min(1),
    eventId: z.string().min(1),
    sequence: z.int().min(0),
    continuation: z.string().exactOptional(),
  }),
]);

/** Puts a job on the queue `broadcasts`, hidden for so long. The same job twice does no harm. */
export async function putBroadcastJob(
  queues: Queues,
  job: BroadcastJob | PreparationJob,
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

/**
 * Puts a job about an event on the queue `broadcasts`, hidden for so long: it makes a broadcast of the change. The same
 * job twice does no harm.
 */
export async function putEventJob(queues: Queues, job: EventJob, delayMs = 0): Promise<void> {
  await queues.queue('broadcasts').send(JSON.stringify(job), { delayMs });
}

/** The job in a message of the queue `broadcasts`; undefined where the text is none. */
export function broadcastJobFromText(text: string): AnyJob | undefined {
  return readMessage(JobText, text);
}
