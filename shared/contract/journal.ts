import { z } from 'zod';
import { LONGEST_ABOUT_TITLE, LONGEST_ENTRY } from '../domain/journal.ts';
import { DateText, Id, Revision, writtenText } from './fields.ts';
import { LessonId } from './learn.ts';

const title = writtenText(LONGEST_ABOUT_TITLE);

/** What an entry is written about, with its title as the person sees it. */
export const JournalAboutBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('lesson'),
    lessonId: LessonId,
    ergId: Id.exactOptional(),
    title,
  }),
  z.strictObject({ kind: z.literal('check-in'), pledgeId: Id, date: DateText, title }),
]);
export type JournalAboutBody = z.infer<typeof JournalAboutBody>;

/**
 * `PUT /api/journal/:id`: write an entry, or other words into it. `revision` is that of the entry that the client saw,
 * 0 for a new one; `about` counts for a new one alone. The same words under the same id again are the same request.
 */
export const JournalEntryBody = z.strictObject({
  words: writtenText(LONGEST_ENTRY),
  about: JournalAboutBody.exactOptional(),
  revision: Revision,
});
export type JournalEntryBody = z.infer<typeof JournalEntryBody>;

/** An entry as its owner reads it. */
export const JournalEntryView = z.object({
  id: z.string(),
  words: z.string(),
  about: z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('lesson'),
        lessonId: z.string(),
        ergId: z.string().exactOptional(),
        title: z.string(),
      }),
      z.object({
        kind: z.literal('check-in'),
        pledgeId: z.string(),
        date: z.string(),
        title: z.string(),
      }),
    ])
    .exactOptional(),
  writtenAt: z.string(),
  /** Absent where it is as it was written. */
  changedAt: z.string().exactOptional(),
  revision: z.number(),
});
export type JournalEntryView = z.infer<typeof JournalEntryView>;

/** `GET /api/journal`: my entries, newest first, 50 a page. */
export const JournalQuery = z.strictObject({
  continuation: z.string().max(1024, 'too-long').optional(),
});
export const JournalReply = z.object({
  entries: z.array(JournalEntryView),
  continuation: z.string().optional(),
});
export type JournalReply = z.infer<typeof JournalReply>;
