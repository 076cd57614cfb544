import { z } from 'zod';
import { ROW_FATES } from '../domain/roster-import.ts';

const Count = z.number();

/** How many rows have each fate. */
const FateCountsView = z.object({
  invite: Count,
  'already-in': Count,
  'already-asked': Count,
  'already-invited': Count,
  unknown: Count,
  malformed: Count,
  repeated: Count,
});

/** One import of a roster, and how far it is. */
export const ImportView = z.object({
  id: z.string(),
  uploadedAt: z.string(),
  /** Rows of the file. */
  rows: Count,
  state: z.enum(['checking', 'checked', 'inviting', 'done', 'withdrawn']),
  /** While it is checked or people are invited: rows that are done. */
  rowsDone: Count,
  counts: FateCountsView,
  /** Until when its invitations stand, once it is confirmed. */
  until: z.string().optional(),
});
export type ImportView = z.infer<typeof ImportView>;

/** `GET /api/ergs/:id/run/imports`: the newest first. */
export const ImportsReply = z.object({ imports: z.array(ImportView) });
export type ImportsReply = z.infer<typeof ImportsReply>;

/** One row, as a spreadsheet numbers it. */
export const ImportRowView = z.object({ row: z.number(), fate: z.enum(ROW_FATES) });
export type ImportRowView = z.infer<typeof ImportRowView>;

/** `GET /api/ergs/:id/run/imports/:importId/rows`: a page of the rows whose fate is known, all or those with one fate. */
export const ImportRowsQuery = z.strictObject({
  fate: z.enum(ROW_FATES).optional(),
  continuation: z
    .string()
    .regex(/^\d{1,6}$/, 'invalid')
    .optional(),
});
export const ImportRowsReply = z.object({
  rows: z.array(ImportRowView),
  continuation: z.string().optional(),
});
export type ImportRowsReply = z.infer<typeof ImportRowsReply>;
