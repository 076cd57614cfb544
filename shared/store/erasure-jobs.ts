import { z } from 'zod';
import { readMessage } from './message-text.ts';
import type { Queues } from './queues.ts';

/** Cards of somebody who was erased, which are to show nothing of them any more. All that is needed for it is here. */
export interface BlankJob {
  readonly do: 'blank';
  readonly tenantId: string;
  readonly userId: string;
  /** BCP 47. */
  readonly language: string;
  readonly serviceUrl: string;
  readonly conversationId: string;
  readonly activityIds: readonly string[];
  /** How often it was tried before. */
  readonly tries: number;
}

/** Whatever else names somebody who was erased at this moment is to go: hints, failures, recipients. */
export interface ForgetJob {
  readonly do: 'forget';
  readonly tenantId: string;
  readonly userId: string;
  readonly erasedAt: string;
}

/** What is kept no longer: of the people of one part, from one of them on, or what lies outside of people. */
export type RetentionJob =
  | {
      readonly do: 'retain-people';
      readonly tenantId: string;
      readonly shard: number;
      /** The user id behind which to go on. */
      readonly after?: string;
    }
  | { readonly do: 'retain-records'; readonly tenantId: string };

/** What a worker is asked to do so that nothing is kept that is not to be kept. */
export type ErasureJob = BlankJob | ForgetJob | RetentionJob;

const Id = z.string().min(1);
/** How a message of this queue is read. */
export const JobText: z.ZodType<ErasureJob> = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('blank'),
    tenantId: Id,
    userId: Id,
    language: z.string(),
    serviceUrl: Id,
    conversationId: Id,
    activityIds: z.array(Id),
    tries: z.int().min(0),
  }),
  z.object({ do: z.literal('forget'), tenantId: Id, userId: Id, erasedAt: Id }),
  z.object({
    do: z.literal('retain-people'),
    tenantId: Id,
    shard: z.int().min(0),
    after: Id.exactOptional(),
  }),
  z.object({ do: z.literal('retain-records'), tenantId: Id }),
]);

/** Puts a job on the queue `erasures`, hidden for so long. The same job twice does no harm. */
export async function putErasureJob(queues: Queues, job: ErasureJob, delayMs = 0): Promise<void> {
  await queues.queue('erasures').send(JSON.stringify(job), { delayMs });
}

/** The job in a queue message; undefined where the text is none. */
export function erasureJobFromText(text: string): ErasureJob | undefined {
  return readMessage(JobText, text);
}
