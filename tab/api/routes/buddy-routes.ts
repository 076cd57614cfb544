import { z } from 'zod';
import {
  acceptBuddy,
  askBuddy,
  confirmBuddy,
  endBuddy,
} from '../../../shared/commands/ask-buddy.ts';
import { pairByLink } from '../../../shared/commands/buddy-link.ts';
import { readBuddies } from '../../../shared/commands/read-buddies.ts';
import {
  readShares,
  shareWithBuddy,
  takeBackShare,
} from '../../../shared/commands/share-with-buddy.ts';
import {
  AskBuddyBody,
  BuddiesReply,
  BuddyLinkReply,
  MadeAskReply,
  ShareBody,
  SharesReply,
  ShareView,
} from '../../../shared/contract/buddies.ts';
import { Id } from '../../../shared/contract/fields.ts';
import { LinkSecret } from '../../../shared/contract/links.ts';
import { PageQuery } from '../../../shared/contract/roster.ts';
import { teamsLink } from '../../../shared/domain/teams-link.ts';
import type { Routes } from '../api.ts';
import { askerOf } from '../authentication.ts';
import { presentAsk, presentBuddies, presentBuddyLink, presentShare } from '../present-buddies.ts';
import { orProblem, RequestProblem } from '../problems.ts';

const PairParams = z.strictObject({ id: Id });
const ShareParams = z.strictObject({ id: Id, shareId: Id });
const SecretParams = z.strictObject({ secret: LinkSecret });

/** Buddies: asking by a link, accepting, confirming, ending, and sharing. A pair is there for its two people alone. */
export const buddyRoutes: Routes = (app, { deps, app: facts }) => {
  const read = { right: { subject: 'buddy', to: 'read' } } as const;
  const change = { right: { subject: 'buddy', to: 'change' } } as const;

  app.get(
    '/buddies',
    { config: read, schema: { response: { 200: BuddiesReply } } },
    async (request) => {
      const asker = askerOf(request);
      return presentBuddies(await readBuddies(deps, asker), asker.key.userId);
    },
  );

  app.post(
    '/buddies',
    { config: change, schema: { body: AskBuddyBody, response: { 200: MadeAskReply } } },
    async (request) => {
      const made = orProblem(await askBuddy(deps, askerOf(request), request.body.id));
      const { pair, secret } = made;
      const teamsUrl = teamsLink(facts.appId, `learn/buddies/${secret}`);
      return { ask: presentAsk(pair), secret, teamsUrl };
    },
  );

  app.get(
    '/buddies/links/:secret',
    { config: read, schema: { params: SecretParams, response: { 200: BuddyLinkReply } } },
    async (request) => {
      const { key } = askerOf(request);
      const found = await pairByLink(deps, key, request.params.secret);
      if (found === undefined) throw new RequestProblem('link-over');
      return presentBuddyLink(found.pair, key.userId);
    },
  );

  app.post(
    '/buddies/links/:secret/accept',
    { config: change, schema: { params: SecretParams, response: { 200: BuddyLinkReply } } },
    async (request) => {
      const asker = askerOf(request);
      const pair = orProblem(await acceptBuddy(deps, asker, request.params.secret));
      return presentBuddyLink(pair, asker.key.userId);
    },
  );

  app.post(
    '/buddies/:id/confirm',
    { config: change, schema: { params: PairParams, response: { 200: BuddiesReply } } },
    async (request) => {
      const asker = askerOf(request);
      const pair = orProblem(await confirmBuddy(deps, asker, request.params.id));
      return presentBuddies([pair], asker.key.userId);
    },
  );

  app.delete(
    '/buddies/:id',
    { config: change, schema: { params: PairParams, response: { 204: z.undefined() } } },
    async (request, reply) => {
      orProblem(await endBuddy(deps, askerOf(request), request.params.id));
      return reply.status(204).send();
    },
  );

  app.get(
    '/buddies/:id/shares',
    {
      config: read,
      schema: { params: PairParams, querystring: PageQuery, response: { 200: SharesReply } },
    },
    async (request) => {
      const { key } = askerOf(request);
      const ask = { key, pairId: request.params.id };
      const page = orProblem(await readShares(deps, ask, request.query.continuation));
      return { ...page, shares: page.shares.map((share) => presentShare(share, key.userId)) };
    },
  );

  app.post(
    '/buddies/:id/shares',
    {
      config: change,
      schema: { params: PairParams, body: ShareBody, response: { 200: ShareView } },
    },
    async (request) => {
      const { key } = askerOf(request);
      const ask = { key, pairId: request.params.id };
      return presentShare(orProblem(await shareWithBuddy(deps, ask, request.body)), key.userId);
    },
  );

  app.delete(
    '/buddies/:id/shares/:shareId',
    { config: change, schema: { params: ShareParams, response: { 204: z.undefined() } } },
    async (request, reply) => {
      const { id: pairId, shareId } = request.params;
      orProblem(await takeBackShare(deps, { key: askerOf(request).key, pairId }, shareId));
      return reply.status(204).send();
    },
  );
};
