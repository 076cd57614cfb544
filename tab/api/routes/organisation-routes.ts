import { askForRelease } from '../../../shared/commands/ask-for-release.ts';
import { changeDisclosureRules } from '../../../shared/commands/change-disclosure-rules.ts';
import { readParticipation, readWhole } from '../../../shared/commands/read-participation.ts';
import {
  DisclosureRulesRequest,
  IsManagerReply,
  ParticipationReply,
  ReleaseRequest,
  WholeReply,
} from '../../../shared/contract/organisation.ts';
import type { Routes } from '../api.ts';
import { askerOf, placeOf, isManager } from '../authentication.ts';
import { orProblem } from '../problems.ts';

/** How much an organisation takes part, as it was released: for managers, and the whole of it for admins. */
export const organisationRoutes: Routes = (app, { deps }) => {
  app.get(
    '/organisation',
    {
      config: { right: { subject: 'participation', to: 'read', of: 'directory' } },
      schema: { response: { 200: ParticipationReply } },
    },
    async (request) => {
      const { tenantId } = askerOf(request).key;
      const read = await readParticipation(deps, tenantId, placeOf(request));
      return { ...read, months: [...read.months] };
    },
  );

  app.get(
    '/organisation/mine',
    {
      config: { right: { subject: 'own-place', to: 'read', of: 'directory' } },
      schema: { response: { 200: IsManagerReply } },
    },
    async (request) => ({ isManager: isManager(request) }),
  );

  const whole = async (tenantId: string) => {
    const read = await readWhole(deps, tenantId);
    return { ...read, months: [...read.months] };
  };

  app.get(
    '/organisation/whole',
    {
      config: { right: { subject: 'whole-participation', to: 'read' } },
      schema: { response: { 200: WholeReply } },
    },
    async (request) => whole(askerOf(request).key.tenantId),
  );

  app.post(
    '/organisation/releases',
    {
      config: { right: { subject: 'whole-participation', to: 'change' } },
      schema: { body: ReleaseRequest, response: { 200: WholeReply } },
    },
    async (request) => {
      const { key } = askerOf(request);
      const asked = orProblem(await askForRelease(deps, key, request.body.month));
      const read = await whole(key.tenantId);
      // The worker has it in hand from now on.
      return asked === 'asked' ? { ...read, release: 'running' as const } : read;
    },
  );

  app.put(
    '/organisation/rules',
    {
      config: { right: { subject: 'whole-participation', to: 'change' } },
      schema: { body: DisclosureRulesRequest, response: { 200: WholeReply } },
    },
    async (request) => {
      const { key } = askerOf(request);
      orProblem(await changeDisclosureRules(deps, key, request.body));
      return whole(key.tenantId);
    },
  );
};
