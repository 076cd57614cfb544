import { changeHelp } from '../../../shared/commands/change-help.ts';
import { ChangeHelpBody, HelpReply } from '../../../shared/contract/help.ts';
import type { TenantHelp } from '../../../shared/domain/tenant-help.ts';
import type { Routes } from '../api.ts';
import { askerOf } from '../authentication.ts';
import { orProblem } from '../problems.ts';

/** Where people of an organisation get help: everybody reads it, admins set it. */
export const helpRoutes: Routes = (app, { deps }) => {
  app.get(
    '/help',
    {
      config: { right: { subject: 'help', to: 'read' } },
      schema: { response: { 200: HelpReply } },
    },
    async (request) => presentHelp(await deps.publishedHelp.get(askerOf(request).key.tenantId)),
  );

  app.get(
    '/admin/help',
    {
      config: { right: { subject: 'help', to: 'change' } },
      schema: { response: { 200: HelpReply } },
    },
    // From the table: a change has to name the present revision.
    async (request) => presentHelp(await deps.help.read(askerOf(request).key.tenantId)),
  );

  app.put(
    '/admin/help',
    {
      config: { right: { subject: 'help', to: 'change' } },
      schema: { body: ChangeHelpBody, response: { 200: HelpReply } },
    },
    async (request) => {
      const { places, revision } = request.body;
      const changed = await changeHelp(deps, askerOf(request).key, places, revision);
      return presentHelp(orProblem(changed));
    },
  );
};

function presentHelp({ places, revision }: TenantHelp): HelpReply {
  return { places: { ...places }, revision };
}
