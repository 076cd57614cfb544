import { z } from 'zod';
import { DIRECTORY_REASONS } from '../domain/directory.ts';

const Count = z.number();

/** How many people a file would bring, change, take away and leave as they are. */
const DirectoryCountsView = z.object({
  added: Count,
  changed: Count,
  removed: Count,
  unchanged: Count,
  /** Left alone, since what is kept of them cannot be read. */
  unreadable: Count,
});

/** One file with everybody, and how far it is. */
export const DirectoryImportView = z.object({
  id: z.string(),
  uploadedAt: z.string(),
  /** People in the file. */
  people: Count,
  state: z.enum(['uploading', 'comparing', 'compared', 'applying', 'done', 'withdrawn']),
  /** While it is compared or applied: of so many parts, so many are done. */
  parts: Count,
  partsDone: Count,
  /** From `compared` on. */
  counts: DirectoryCountsView.optional(),
  /** It removes so many that the number is confirmed by itself. */
  removesMany: z.boolean(),
});
export type DirectoryImportView = z.infer<typeof DirectoryImportView>;

/** `GET /api/admin/directory`: the newest import, if there was one; or that the directory follows a source by itself. */
export const DirectoryReply = z.object({
  import: DirectoryImportView.optional(),
  follows: z
    .object({
      /** When it last followed to the end; absent before that. */
      finishedAt: z.string().optional(),
      /** People whose manager is left out, since one would come back to them. */
      circles: Count,
    })
    .optional(),
});
export type DirectoryReply = z.infer<typeof DirectoryReply>;

/** One thing to mend in a file, in which row of a spreadsheet, and whom it is about. */
const DirectoryProblemView = z.object({
  row: z.number(),
  reason: z.enum(DIRECTORY_REASONS),
  /** Who stands in the row; absent where it could not be read. */
  name: z.string().optional(),
  others: z.array(z.object({ row: z.number(), name: z.string() })),
  /** How many others there are besides those named. */
  more: z.number(),
});
export type DirectoryProblemView = z.infer<typeof DirectoryProblemView>;

/** `POST /api/admin/directory/imports`: the file is kept and looked at, or nothing of it is, and why. */
export const DirectoryUploadReply = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('kept'), import: DirectoryImportView }),
  z.object({
    outcome: z.literal('problems'),
    problems: z.array(DirectoryProblemView),
    /** How many there are; at most 200 are told. */
    total: z.number(),
  }),
]);
export type DirectoryUploadReply = z.infer<typeof DirectoryUploadReply>;

/** `POST /api/admin/directory/imports/:importId/confirm`: how many people whoever confirms says that it removes. */
export const ConfirmDirectoryBody = z.strictObject({
  removals: z.int('invalid').min(0, 'invalid').max(10_000_000, 'invalid'),
});
export type ConfirmDirectoryBody = z.infer<typeof ConfirmDirectoryBody>;
