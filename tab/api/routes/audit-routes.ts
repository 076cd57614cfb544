import { z } from 'zod';
import { readAdminAudit, readErgAudit } from '../../../shared/commands/read-audit-log.ts';
import { AuditReply } from '../../../shared/contract/audit.ts';
import { Id } from '../../../shared/contract/fields.ts';
import { PageQuery } from '../../../shared/contract/roster.ts';
import type { Routes } from '../api.ts';
import { askerOf, ergAskOf } from '../authentication.ts';
import { presentAudit } from '../present-audit.ts';

/** What organisers and admins did, in sentences. */
export const auditRoutes: Routes = (app, { deps }) => {
  app.get(
    '/ergs/:id/run/audit',
    {
      config: { right: { subject: 'erg-audit', to: 'read', of: 'erg' } },
      schema: {
        params: z.strictObject({ id: Id }),
        querystring: PageQuery,
        response: { 200: AuditReply },
      },
    },
    async (request) => {
      const { key, language } = askerOf(request);
      const { erg } = ergAskOf(request).loaded;
      const { continuation } = request.query;
      return presentAudit(await readErgAudit(deps, key, erg, continuation), language);
    },
  );

  app.get(
    '/admin/audit',
    {
      config: { right: { subject: 'admin-audit', to: 'read' } },
      schema: { querystring: PageQuery, response: { 200: AuditReply } },
    },
    async (request) => {
      const { key, language } = askerOf(request);
      return presentAudit(await readAdminAudit(deps, key, request.query.continuation), language);
    },
  );
};
