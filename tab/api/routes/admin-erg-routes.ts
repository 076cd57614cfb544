import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ErgAsk } from '../../../shared/commands/change-erg.ts';
import { appointOrganiser, removeOrganiser } from '../../../shared/commands/change-organisers.ts';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { Id } from '../../../shared/contract/fields.ts';
import {
  AdminErgsReply,
  AppointBody,
  CreateErgBody,
  FindPeopleQuery,
  PeopleReply,
  RunView,
} from '../../../shared/contract/run.ts';
import { newErg } from '../../../shared/domain/erg-decisions.ts';
import type { Routes } from '../api.ts';
import { askerOf, ergAskOf } from '../authentication.ts';
import { languageOf } from '../language.ts';
import { presentPeople } from '../present-people.ts';
import { presentAdminErg, presentRun, toProfile } from '../present-run.ts';
import { orProblem, RequestProblem } from '../problems.ts';

const ErgParams = z.strictObject({ id: Id });
const OrganiserParams = z.strictObject({ id: Id, userId: Id });

/** What admins do for ERGs: create them, appoint who runs them, see which wait for somebody. */
export const adminErgRoutes: Routes = (app, { deps }) => {
  const appointment = { right: { subject: 'appointment', to: 'change', of: 'erg' } } as const;

  app.get(
    '/admin/ergs',
    {
      config: { right: { subject: 'erg-administration', to: 'read' } },
      schema: { response: { 200: AdminErgsReply } },
    },
    async (request) => {
      const { key, language } = askerOf(request);
      // From the table, not from the cache: who just left is missed at once.
      const lines = await deps.ergs.list(key.tenantId);
      const weight = (line: (typeof lines)[number]): number =>
        line.state === 'archived' ? 2 : line.organisers.length === 0 ? 0 : 1;
      return {
        ergs: lines
          .toSorted(
            (one, other) =>
              weight(one) - weight(other) || one.name.localeCompare(other.name, language),
          )
          .map(presentAdminErg),
      };
    },
  );

  app.post(
    '/admin/ergs',
    {
      config: { right: { subject: 'erg-directory', to: 'change' } },
      schema: { body: CreateErgBody, response: { 200: RunView } },
    },
    async (request) => {
      const { tenantId, userId } = askerOf(request).key;
      const { id, profile, organiserId } = request.body;
      const organiser = await deps.directory.read(tenantId, organiserId);
      if (organiser === undefined) {
        throw new RequestProblem('invalid', [{ path: 'organiserId', reason: 'unknown-person' }]);
      }
      const { name } = organiser;
      const erg = newErg({
        id,
        profile: toProfile(profile),
        organiser: { userId: organiserId, name },
        now: deps.clock.now(),
      });
      orProblem(
        await createErg(deps, { tenantId, actorId: userId, erg, language: languageOf(request) }),
      );
      const created = await deps.ergs.read(tenantId, id);
      // An id that the client made twice is the same ERG; what it says now is not written over.
      if (created === undefined) throw new RequestProblem('busy');
      return presentRun(created, userId);
    },
  );

  app.get(
    '/admin/ergs/:id',
    {
      config: { right: { subject: 'erg-administration', to: 'read', of: 'erg' } },
      schema: { params: ErgParams, response: { 200: RunView } },
    },
    async (request) => {
      const { actor, loaded } = ergAskOf(request);
      return presentRun(loaded.erg, actor.userId);
    },
  );

  app.post(
    '/admin/ergs/:id/organisers',
    {
      config: appointment,
      schema: { params: ErgParams, body: AppointBody, response: { 200: RunView } },
    },
    async (request) => {
      const ask = asAdmin(request);
      const changed = await appointOrganiser(deps, ask, request.body.userId);
      return presentRun(orProblem(changed).loaded.erg, askerOf(request).key.userId);
    },
  );

  app.delete(
    '/admin/ergs/:id/organisers/:userId',
    {
      config: appointment,
      schema: { params: OrganiserParams, response: { 204: z.undefined() } },
    },
    async (request, reply) => {
      orProblem(await removeOrganiser(deps, asAdmin(request), request.params.userId));
      return reply.status(204).send();
    },
  );

  app.get(
    '/admin/people',
    {
      config: { right: { subject: 'people', to: 'read' } },
      schema: { querystring: FindPeopleQuery, response: { 200: PeopleReply } },
    },
    async (request) => presentPeople(deps, askerOf(request).key.tenantId, request.query.find),
  );
};

/** On these routes an organiser who is also an admin acts as the admin. */
function asAdmin(request: FastifyRequest): ErgAsk {
  const ask = ergAskOf(request);
  return { ...ask, actor: { ...ask.actor, as: 'admin' } };
}
