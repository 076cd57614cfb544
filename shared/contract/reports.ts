import { z } from 'zod';
import { ERG_CONTENT_KINDS, REPORT_REASONS } from '../domain/report.ts';
import { Id, NewId, perhapsWrittenText, Revision } from './fields.ts';

/** What a report is about. */
const ReportedThing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('erg'), ergId: Id }),
  z.strictObject({ kind: z.enum(ERG_CONTENT_KINDS).exclude(['moment']), ergId: Id, id: Id }),
  // On Home a moment does not say of which ERG it is.
  z.strictObject({ kind: z.literal('moment'), ergId: Id.optional(), id: Id }),
  z.strictObject({
    kind: z.enum(['template', 'built-in-lesson']),
    id: z.string().max(60, 'too-long'),
  }),
]);

/** `POST /api/reports`: something is wrong with a piece of content. The same id again is the same report. */
export const ReportBody = z.strictObject({
  id: NewId,
  about: ReportedThing,
  reason: z.enum(REPORT_REASONS),
  words: perhapsWrittenText(500),
});
export type ReportBody = z.infer<typeof ReportBody>;

/** The answer to a report: that it is kept. */
export const ReportedReply = z.object({ id: z.string() });

/** One open report, with what it is about as that is now. Nobody is told who reported it. */
export const ReportView = z.object({
  id: z.string(),
  about: z.object({ kind: z.enum(['erg', 'template', 'built-in-lesson', ...ERG_CONTENT_KINDS]) }),
  reason: z.enum(REPORT_REASONS),
  words: z.string(),
  at: z.string(),
  /** Absent where it is gone. */
  content: z
    .object({
      words: z.array(z.string()),
      erg: z.object({ id: z.string(), name: z.string() }).optional(),
      /** `fixed`: it belongs to Alongside itself, and no admin withdraws it. */
      state: z.enum(['shown', 'not-shown', 'withdrawn', 'fixed']),
      revision: z.number(),
    })
    .optional(),
});
export type ReportView = z.infer<typeof ReportView>;

/** `GET /api/admin/reports`: at most 50 open reports, newest first. */
export const ReportsReply = z.object({
  reports: z.array(ReportView),
  continuation: z.string().optional(),
});
export type ReportsReply = z.infer<typeof ReportsReply>;

/** `POST /api/admin/reports/:id/resolve`, with the revision of the content that the admin saw. */
export const ResolveReportBody = z.strictObject({
  do: z.enum(['withdraw', 'keep']),
  revision: Revision,
});
export type ResolveReportBody = z.infer<typeof ResolveReportBody>;

/** The answer to it: what became of the report. */
export const ResolvedReply = z.object({ outcome: z.enum(['withdrawn', 'kept']) });
