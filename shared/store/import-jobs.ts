import { z } from 'zod';
import type { ImportKey } from './imports-store.ts';
import { readMessage } from './message-text.ts';
import type { Queues } from './queues.ts';

/**
 * What a worker is asked to do for an import: find out the fate of its rows, make its invitations, delete the rows of
 * one that was withdrawn, or what is over of it since `at`.
 */
export type ImportJob = ImportKey &
  ({ readonly do: 'check' | 'invite' | 'clear' } | { readonly do: 'expire'; readonly at: string });

const Key = {
  tenantId: z.string().min(1),
  ergId: z.string().min(1),
  importId: z.string().min(1),
};
/** How a message of this queue is read. */
export const JobText: z.ZodType<ImportJob> = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['check', 'invite', 'clear']), ...Key }),
  z.object({ do: z.literal('expire'), ...Key, at: z.string() }),
]);

/** Puts a job on the queue `imports`. The same job twice does no harm. */
export async function putImportJob(queues: Queues, job: ImportJob): Promise<void> {
  await queues.queue('imports').send(JSON.stringify(job));
}

/** The job in a queue message; undefined where the text is none. */
export function importJobFromText(text: string): ImportJob | undefined {
  return readMessage(JobText, text);
}
