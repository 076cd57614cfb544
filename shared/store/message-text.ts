import type { z } from 'zod';

/** What the text of a queue message says; undefined where it is not JSON, or nothing that this schema knows. */
export function readMessage<Message>(
  schema: z.ZodType<Message>,
  text: string,
): Message | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
