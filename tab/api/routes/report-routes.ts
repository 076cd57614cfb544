import { z } from 'zod';
import { reportContent } from '../../../shared/commands/report-content.ts';
import {
  readReports,
  type ReportInQueue,
  resolveReport,
} from '../../../shared/commands/resolve-report.ts';
import { Id } from '../../../shared/contract/fields.ts';
import {
  ReportBody,
  ReportedReply,
  ReportsReply,
  type ReportView,
  ResolvedReply,
  ResolveReportBody,
} from '../../../shared/contract/reports.ts';
import { PageQuery } from '../../../shared/contract/roster.ts';
import type { Routes } from '../api.ts';
import { askerOf } from '../authentication.ts';
import { orProblem } from '../problems.ts';

/** How many reports one person may send in an hour, at one replica: counted, never stored. */
const REPORTS_AN_HOUR = 20;

/** *Something wrong with this?*, and what admins do about it. */
export const reportRoutes: Routes = (app, { deps }) => {
  app.post(
    '/reports',
    {
      config: {
        right: { subject: 'report', to: 'change' },
        rateLimit: { max: REPORTS_AN_HOUR, timeWindow: '1 hour' },
      },
      schema: { body: ReportBody, response: { 200: ReportedReply } },
    },
    async (request) => {
      orProblem(await reportContent(deps, askerOf(request), request.body));
      return { id: request.body.id };
    },
  );

  app.get(
    '/admin/reports',
    {
      config: { right: { subject: 'report', to: 'read' } },
      schema: { querystring: PageQuery, response: { 200: ReportsReply } },
    },
    async (request) => {
      const { key, language } = askerOf(request);
      const { continuation } = request.query;
      const page = await readReports(deps, key.tenantId, language, continuation);
      return {
        reports: page.reports.map(presentReport),
        ...(page.continuation === undefined ? {} : { continuation: page.continuation }),
      };
    },
  );

  app.post(
    '/admin/reports/:id/resolve',
    {
      config: { right: { subject: 'report-outcome', to: 'change' } },
      schema: {
        params: z.strictObject({ id: Id }),
        body: ResolveReportBody,
        response: { 200: ResolvedReply },
      },
    },
    async (request) => {
      const { revision: seen } = request.body;
      const wanted = { do: request.body.do, seen };
      const { key } = askerOf(request);
      const outcome = orProblem(await resolveReport(deps, key, request.params.id, wanted));
      return { outcome };
    },
  );
};

function presentReport({ report, content }: ReportInQueue): ReportView {
  const { id, about, reason, words, at } = report;
  return {
    id,
    about: { kind: about.kind },
    reason,
    words,
    at,
    ...(content === undefined ? {} : { content: { ...content, words: [...content.words] } }),
  };
}
