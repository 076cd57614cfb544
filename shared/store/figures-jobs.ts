import { z } from 'zod';
import type { FiguresOf } from './figures-store.ts';
import { readMessage } from './message-text.ts';
import type { Queues } from './queues.ts';

/** What a worker is asked to do: count one month of one ERG. */
export interface FiguresJob extends FiguresOf {
  readonly month: string;
}

const JobText: z.ZodType<FiguresJob> = z.object({
  tenantId: z.string().min(1),
  ergId: z.string().min(1),
  month: z.string().regex(/^\d{4}-\d{2}$/),
});

/** Puts a job on the queue `figures`. The same job twice does no harm. */
export async function putFiguresJob(
  queues: Queues,
  { tenantId, ergId, month }: FiguresJob,
): Promise<void> {
  await queues.queue('figures').send(JSON.stringify({ tenantId, ergId, month }));
}

/** The job in a queue message; undefined where the text is none. */
export function figuresJobFromText(text: string): FiguresJob | undefined {
  return readMessage(JobText, text);
}
