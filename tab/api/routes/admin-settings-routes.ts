import { z } from 'zod';
import {
  AdminSettingsReply,
  ChangedPilotReply,
  ChangeEntryBody,
  EntryView,
  PilotReply,
} from '../../../shared/contract/entry.ts';
import { Id } from '../../../shared/contract/fields.ts';
import { PageQuery } from '../../../shared/contract/roster.ts';
import { changeEntry } from '../../../shared/commands/change-entry.ts';
import { changePilot, readPilot } from '../../../shared/commands/change-pilot.ts';
import { readAdminSettings } from '../../../shared/commands/read-admin-settings.ts';
import type { Routes } from '../api.ts';
import { askerOf } from '../authentication.ts';
import { presentRules } from '../present-health.ts';
import { orProblem } from '../problems.ts';

const MemberParams = z.strictObject({ userId: Id });

/** All that admins decide for their organisation on one page, and the pilot group. */
export const adminSettingsRoutes: Routes = (app, { deps }) => {
  const changing = { right: { subject: 'pilot', to: 'change' } } as const;

  app.get(
    '/admin/settings',
    {
      config: { right: { subject: 'entry', to: 'read' } },
      schema: { response: { 200: AdminSettingsReply } },
    },
    async (request) => {
      const read = await readAdminSettings(deps, askerOf(request).key);
      return {
        ...read,
        rules: presentRules(read.rules),
        changes: read.changes.map(({ setting, atMs, by }) => ({
          setting,
          at: new Date(atMs).toISOString(),
          by,
        })),
      };
    },
  );

  app.put(
    '/admin/entry',
    {
      config: { right: { subject: 'entry', to: 'change' } },
      schema: { body: ChangeEntryBody, response: { 200: EntryView } },
    },
    async (request) => {
      const { entry, revision } = request.body;
      return orProblem(await changeEntry(deps, askerOf(request).key, entry, revision));
    },
  );

  app.get(
    '/admin/pilot',
    {
      config: { right: { subject: 'pilot', to: 'read' } },
      schema: { querystring: PageQuery, response: { 200: PilotReply } },
    },
    async (request) => {
      const { tenantId } = askerOf(request).key;
      const [page, count] = await Promise.all([
        readPilot(deps, tenantId, request.query.continuation),
        deps.pilot.count(tenantId),
      ]);
      return { ...page, members: [...page.members], count };
    },
  );

  app.put(
    '/admin/pilot/:userId',
    { config: changing, schema: { params: MemberParams, response: { 200: ChangedPilotReply } } },
    async (request) => ({
      outcome: orProblem(
        await changePilot(deps, askerOf(request).key, request.params.userId, 'in'),
      ),
    }),
  );

  app.delete(
    '/admin/pilot/:userId',
    { config: changing, schema: { params: MemberParams, response: { 204: z.undefined() } } },
    async (request, reply) => {
      orProblem(await changePilot(deps, askerOf(request).key, request.params.userId, 'out'));
      return reply.status(204).send();
    },
  );
};
