import { z } from 'zod';
import { readMessage } from './message-text.ts';
import type { Queues } from './queues.ts';

/**
 * What a worker is asked to do for a directory: compare a file with it, make it what the file says, or delete the people
 * of a file that was withdrawn; `tend`: see to what is over; `follow`: follow another source.
 */
export type DirectoryJob =
  | {
      readonly do: 'compare' | 'apply' | 'clear';
      readonly tenantId: string;
      readonly importId: string;
    }
  | { readonly do: 'tend' | 'follow'; readonly tenantId: string };

/** How a message of this queue is read. */
export const JobText: z.ZodType<DirectoryJob> = z.discriminatedUnion('do', [
  z.object({
    do: z.enum(['compare', 'apply', 'clear']),
    tenantId: z.string().min(1),
    importId: z.string().min(1),
  }),
  z.object({ do: z.enum(['tend', 'follow']), tenantId: z.string().min(1) }),
]);

/** Puts a job on the queue `directory`. The same job twice does no harm. */
export async function putDirectoryJob(queues: Queues, job: DirectoryJob): Promise<void> {
  await queues.queue('directory').send(JSON.stringify(job));
}

/** The job in a queue message; undefined where the text is none. */
export function directoryJobFromText(text: string): DirectoryJob | undefined {
  return readMessage(JobText, text);
}
