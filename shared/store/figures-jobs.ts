import { z } from 'zod';
import type { FiguresOf } from './figures-store.ts';
import { readMessage } from './message-text.ts';
import type { Queues } from './queues.ts';

/** What a worker is asked to do: count one month of one ERG, or release one month of an organisation. */
export type FiguresJob =
  | (FiguresOf & { readonly month: string })
  | { readonly tenantId: string; readonly release: 'month'; readonly month: string };

const month = z.string().regex(/^\d{4}-\d{2}$/);
/** How a message of this queue is read. */
export const JobText: z.ZodType<FiguresJob> = z.union([
  z.object({ tenantId: z.string().min(1), ergId: z.string().min(1), month }),
  z.object({ tenantId: z.string().min(1), release: z.literal('month'), month }),
]);

/** Puts a job on the queue `figures`. The same job twice does no harm. */
export async function putFiguresJob(queues: Queues, job: FiguresJob): Promise<void> {
  await queues.queue('figures').send(JSON.stringify(JobText.parse(job)));
}

/** The job in a queue message; undefined where the text is none. */
export function figuresJobFromText(text: string): FiguresJob | undefined {
  return readMessage(JobText, text);
}
