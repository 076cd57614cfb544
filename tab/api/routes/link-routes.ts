import { z } from 'zod';
import { declineInvitation } from '../../../shared/commands/decline-invitation.ts';
import { isLinkGood, makeLink, withdrawLink } from '../../../shared/commands/invitation-links.ts';
import { Id } from '../../../shared/contract/fields.ts';
import {
  GoodLinkReply,
  LinkSecret,
  LinksReply,
  MadeLinkReply,
  MakeLinkBody,
} from '../../../shared/contract/links.ts';
import { teamsLink } from '../../../shared/domain/teams-link.ts';
import type { Routes } from '../api.ts';
import { askerOf, ergAskOf } from '../authentication.ts';
import { presentLink } from '../present-import.ts';
import { orProblem, RequestProblem } from '../problems.ts';

const ErgParams = z.strictObject({ id: Id });
const LinkParams = z.strictObject({ id: Id, linkId: Id });
const SecretParams = z.strictObject({ id: Id, secret: LinkSecret });

/** Invitation links, and saying no thanks to an invitation. */
export const linkRoutes: Routes = (app, { deps, app: facts }) => {
  const change = { right: { subject: 'invitation-links', to: 'change', of: 'erg' } } as const;

  app.get(
    '/ergs/:id/links/:secret',
    {
      config: { right: { subject: 'erg-page', to: 'read' } },
      schema: { params: SecretParams, response: { 200: GoodLinkReply } },
    },
    async (request) => {
      const { id: ergId, secret } = request.params;
      const { tenantId } = askerOf(request).key;
      const isGood = await isLinkGood(deps, { tenantId, ergId }, secret);
      const erg = isGood ? await deps.ergs.read(tenantId, ergId) : undefined;
      if (erg === undefined) throw new RequestProblem('link-over');
      return { ergId, name: erg.name };
    },
  );

  app.delete(
    '/ergs/:id/invitation',
    {
      config: { right: { subject: 'invitation', to: 'change' } },
      schema: { params: ErgParams, response: { 204: z.undefined() } },
    },
    async (request, reply) => {
      orProblem(await declineInvitation(deps, askerOf(request), request.params.id));
      return reply.status(204).send();
    },
  );

  app.get(
    '/ergs/:id/run/links',
    {
      config: { right: { subject: 'invitation-links', to: 'read', of: 'erg' } },
      schema: { params: ErgParams, response: { 200: LinksReply } },
    },
    async (request) => {
      const { tenantId, ergId } = ergAskOf(request);
      const links = await deps.links.list(tenantId, ergId);
      return { links: links.map((link) => presentLink(link, deps.clock.now())) };
    },
  );

  app.post(
    '/ergs/:id/run/links',
    {
      config: change,
      schema: { params: ErgParams, body: MakeLinkBody, response: { 200: MadeLinkReply } },
    },
    async (request) => {
      const made = orProblem(await makeLink(deps, ergAskOf(request), request.body));
      const page = `ergs/${request.params.id}/${made.secret}`;
      return {
        link: presentLink(made.link, deps.clock.now()),
        secret: made.secret,
        teamsUrl: teamsLink(facts.appId, page),
      };
    },
  );

  app.delete(
    '/ergs/:id/run/links/:linkId',
    { config: change, schema: { params: LinkParams, response: { 204: z.undefined() } } },
    async (request, reply) => {
      orProblem(await withdrawLink(deps, ergAskOf(request), request.params.linkId));
      return reply.status(204).send();
    },
  );
};
