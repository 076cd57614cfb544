import { z } from 'zod';

/** One act, told in the reader's language. */
export const AuditActView = z.object({
  id: z.string(),
  at: z.string(),
  sentence: z.string(),
  /** In the admins' log: the ERG that the act was about, as it was called. */
  erg: z.string().optional(),
});
export type AuditActView = z.infer<typeof AuditActView>;

/** `GET /api/ergs/:id/run/audit` and `GET /api/admin/audit`: at most 50 acts, newest first. */
export const AuditReply = z.object({
  acts: z.array(AuditActView),
  /** Absent where there is nothing older. */
  continuation: z.string().optional(),
});
export type AuditReply = z.infer<typeof AuditReply>;
