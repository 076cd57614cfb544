import { z } from 'zod';
import { changeErgProfile, changeErgState } from '../../../shared/commands/change-erg-profile.ts';
import {
  appointOrganiser,
  changeSponsor,
  handOver,
  removeOrganiser,
} from '../../../shared/commands/change-organisers.ts';
import { Id } from '../../../shared/contract/fields.ts';
import {
  AppointBody,
  ChangeProfileBody,
  ChangeSponsorBody,
  ChangeStateBody,
  FindPeopleQuery,
  PeopleReply,
  RunView,
} from '../../../shared/contract/run.ts';
import type { Routes } from '../api.ts';
import { askerOf, ergAskOf } from '../authentication.ts';
import { presentPeople } from '../present-people.ts';
import { presentRun, toProfile } from '../present-run.ts';
import { orProblem } from '../problems.ts';

const ErgParams = z.strictObject({ id: Id });
const OrganiserParams = z.strictObject({ id: Id, userId: Id });

/** Running an ERG: its profile, who runs and sponsors it, putting it away. */
export const runRoutes: Routes = (app, { deps }) => {
  const organisers = { right: { subject: 'organisers', to: 'change', of: 'erg' } } as const;

  app.get(
    '/ergs/:id/run',
    {
      config: { right: { subject: 'erg-running', to: 'read', of: 'erg' } },
      schema: { params: ErgParams, response: { 200: RunView } },
    },
    async (request) => presentRun(ergAskOf(request).loaded.erg, askerOf(request).key.userId),
  );

  app.put(
    '/ergs/:id/run/profile',
    {
      config: { right: { subject: 'erg-page', to: 'change', of: 'erg' } },
      schema: { params: ErgParams, body: ChangeProfileBody, response: { 200: RunView } },
    },
    async (request) => {
      const { profile, revision } = request.body;
      const changed = await changeErgProfile(deps, ergAskOf(request), toProfile(profile), revision);
      return presentRun(orProblem(changed).loaded.erg, askerOf(request).key.userId);
    },
  );

  app.put(
    '/ergs/:id/run/state',
    {
      config: { right: { subject: 'erg-state', to: 'change', of: 'erg' } },
      schema: { params: ErgParams, body: ChangeStateBody, response: { 200: RunView } },
    },
    async (request) => {
      const { state, revision } = request.body;
      const changed = await changeErgState(deps, ergAskOf(request), state, revision);
      return presentRun(orProblem(changed).loaded.erg, askerOf(request).key.userId);
    },
  );

  app.post(
    '/ergs/:id/run/organisers',
    {
      config: organisers,
      schema: { params: ErgParams, body: AppointBody, response: { 200: RunView } },
    },
    async (request) => {
      const changed = await appointOrganiser(deps, ergAskOf(request), request.body.userId);
      return presentRun(orProblem(changed).loaded.erg, askerOf(request).key.userId);
    },
  );

  app.delete(
    '/ergs/:id/run/organisers/:userId',
    {
      config: organisers,
      schema: { params: OrganiserParams, response: { 204: z.undefined() } },
    },
    async (request, reply) => {
      orProblem(await removeOrganiser(deps, ergAskOf(request), request.params.userId));
      return reply.status(204).send();
    },
  );

  app.post(
    '/ergs/:id/run/hand-over',
    {
      config: organisers,
      schema: { params: ErgParams, body: AppointBody, response: { 200: RunView } },
    },
    async (request) => {
      const changed = await handOver(deps, ergAskOf(request), request.body.userId);
      return presentRun(orProblem(changed).loaded.erg, askerOf(request).key.userId);
    },
  );

  app.put(
    '/ergs/:id/run/sponsor',
    {
      config: organisers,
      schema: { params: ErgParams, body: ChangeSponsorBody, response: { 200: RunView } },
    },
    async (request) => {
      const { userId, revision } = request.body;
      const changed = await changeSponsor(deps, ergAskOf(request), userId ?? undefined, revision);
      return presentRun(orProblem(changed).loaded.erg, askerOf(request).key.userId);
    },
  );

  app.get(
    '/ergs/:id/run/people',
    {
      config: { right: { subject: 'people', to: 'read', of: 'erg' } },
      schema: { params: ErgParams, querystring: FindPeopleQuery, response: { 200: PeopleReply } },
    },
    async (request) => presentPeople(deps, ergAskOf(request).tenantId, request.query.find),
  );
};
