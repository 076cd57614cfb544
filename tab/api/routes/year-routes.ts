import { z } from 'zod';
import { changeYear } from '../../../shared/commands/change-year.ts';
import { readYear } from '../../../shared/commands/read-year.ts';
import { RevisionText } from '../../../shared/contract/fields.ts';
import {
  AdminYearReply,
  DateObservanceBody,
  OwnObservanceParams,
  ShowObservanceBody,
  WriteObservanceBody,
  YearQuery,
  YearReply,
} from '../../../shared/contract/year.ts';
import type { OwnObservance } from '../../../shared/domain/tenant-year.ts';
import type { YearChange } from '../../../shared/domain/tenant-year-decisions.ts';
import type { Routes } from '../api.ts';
import { askerOf } from '../authentication.ts';
import { presentAdminYear, presentYear } from '../present-year.ts';
import { orProblem } from '../problems.ts';

const RevisionQuery = z.strictObject({ revision: RevisionText });

/** The year: everybody reads it, admins look after it. */
export const yearRoutes: Routes = (app, { deps }) => {
  const change = { right: { subject: 'year', to: 'change' } } as const;
  const today = () => deps.clock.now().slice(0, 10);

  async function changed(
    asker: ReturnType<typeof askerOf>,
    wanted: YearChange,
    seen: number,
  ): Promise<AdminYearReply> {
    const year = orProblem(await changeYear(deps, asker.key, wanted, seen));
    return presentAdminYear(year, { today: today(), language: asker.language });
  }

  app.get(
    '/year',
    {
      config: { right: { subject: 'year', to: 'read' } },
      schema: { querystring: YearQuery, response: { 200: YearReply } },
    },
    async (request) => {
      const { from = today() } = request.query;
      const { key, language } = askerOf(request);
      const { tenantId } = key;
      return presentYear(from, await readYear(deps, { tenantId, language }, from));
    },
  );

  app.get(
    '/admin/year',
    { config: change, schema: { response: { 200: AdminYearReply } } },
    // From the table: a change has to name the present revision.
    async (request) => {
      const { key, language } = askerOf(request);
      return presentAdminYear(await deps.year.read(key.tenantId), { today: today(), language });
    },
  );

  app.put(
    '/admin/year/shown',
    { config: change, schema: { body: ShowObservanceBody, response: { 200: AdminYearReply } } },
    (request) => {
      const { observanceId, shown, revision } = request.body;
      return changed(askerOf(request), { do: shown ? 'show' : 'hide', observanceId }, revision);
    },
  );

  app.put(
    '/admin/year/own/:id',
    {
      config: change,
      schema: {
        params: OwnObservanceParams,
        body: WriteObservanceBody,
        response: { 200: AdminYearReply },
      },
    },
    (request) => {
      const { revision, ...written } = request.body;
      const own: OwnObservance = { id: request.params.id, ...written };
      return changed(askerOf(request), { do: 'write', own }, revision);
    },
  );

  app.delete(
    '/admin/year/own/:id',
    {
      config: change,
      schema: {
        params: OwnObservanceParams,
        querystring: RevisionQuery,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { id: observanceId } = request.params;
      const { revision: seen } = request.query;
      const wanted = { do: 'remove', observanceId } as const;
      orProblem(await changeYear(deps, askerOf(request).key, wanted, seen));
      return reply.status(204).send();
    },
  );

  app.put(
    '/admin/year/dates',
    { config: change, schema: { body: DateObservanceBody, response: { 200: AdminYearReply } } },
    (request) => {
      const { observanceId, year, nth, days, revision } = request.body;
      const time = { observanceId, year, nth };
      const wanted: YearChange =
        days === undefined ? { do: 'undate', time } : { do: 'date', dates: { ...time, ...days } };
      return changed(askerOf(request), wanted, revision);
    },
  );
};
