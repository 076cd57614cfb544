import { z } from 'zod';
import type { PersonOutcome } from '../../../shared/commands/act-on-allies.ts';
import { answerRequests } from '../../../shared/commands/answer-requests.ts';
import {
  readRequests,
  readRoster,
  type RosterRead,
  readShownAllies,
} from '../../../shared/commands/read-roster.ts';
import { removeAllies } from '../../../shared/commands/remove-allies.ts';
import { undoActs } from '../../../shared/commands/undo-acts.ts';
import { Id } from '../../../shared/contract/fields.ts';
import {
  AnswerRequestsBody,
  OutcomesReply,
  PageQuery,
  RemoveAlliesBody,
  RequestsReply,
  RosterQuery,
  RosterReply,
  ShownAlliesReply,
  UndoActsBody,
} from '../../../shared/contract/roster.ts';
import type { RequestRefusal, UndoRefusal } from '../../../shared/domain/request-decisions.ts';
import type { Routes } from '../api.ts';
import { askerOf, ergAskOf } from '../authentication.ts';
import { orProblem } from '../problems.ts';

const ErgParams = z.strictObject({ id: Id });

/** The roster of an ERG and the requests to join it. */
export const rosterRoutes: Routes = (app, { deps }) => {
  const reads = { right: { subject: 'roster', to: 'read', of: 'erg' } } as const;
  const changes = { right: { subject: 'roster', to: 'change', of: 'erg' } } as const;

  app.get(
    '/ergs/:id/run/roster',
    {
      config: reads,
      schema: { params: ErgParams, querystring: RosterQuery, response: { 200: RosterReply } },
    },
    async (request) => {
      const { find, continuation } = request.query;
      const read = await readRoster(deps, ergAskOf(request), {
        ...(find === undefined ? {} : { find }),
        ...onwards(continuation),
      });
      const { lines, ...rest } = presentPage(read);
      return { allies: lines, ...rest };
    },
  );

  app.get(
    '/ergs/:id/run/requests',
    {
      config: reads,
      schema: { params: ErgParams, querystring: PageQuery, response: { 200: RequestsReply } },
    },
    async (request) => {
      const { continuation } = request.query;
      const read = await readRequests(deps, ergAskOf(request), onwards(continuation));
      const { lines, ...rest } = presentPage(read);
      return { requests: lines, ...rest };
    },
  );

  app.get(
    '/ergs/:id/allies',
    {
      // Own right to see it comes with being an ally, which the command finds out.
      config: { right: { subject: 'membership', to: 'read' } },
      schema: { params: ErgParams, querystring: PageQuery, response: { 200: ShownAlliesReply } },
    },
    async (request) => {
      const { key } = askerOf(request);
      const { continuation } = request.query;
      const { lines, ...rest } = orProblem(
        await readShownAllies(deps, key, request.params.id, onwards(continuation)),
      );
      return { names: lines.map(({ name }) => name), ...rest };
    },
  );

  app.post(
    '/ergs/:id/run/requests/answers',
    {
      config: changes,
      schema: { params: ErgParams, body: AnswerRequestsBody, response: { 200: OutcomesReply } },
    },
    async (request) => {
      const { answer, userIds } = request.body;
      return present(await answerRequests(deps, ergAskOf(request), answer, userIds));
    },
  );

  app.post(
    '/ergs/:id/run/requests/undo',
    {
      config: changes,
      schema: { params: ErgParams, body: UndoActsBody, response: { 200: OutcomesReply } },
    },
    async (request) =>
      present(await undoActs(deps, ergAskOf(request), 'answers', request.body.acts)),
  );

  app.post(
    '/ergs/:id/run/roster/remove',
    {
      config: changes,
      schema: { params: ErgParams, body: RemoveAlliesBody, response: { 200: OutcomesReply } },
    },
    async (request) => present(await removeAllies(deps, ergAskOf(request), request.body.userIds)),
  );

  app.post(
    '/ergs/:id/run/roster/undo',
    {
      config: changes,
      schema: { params: ErgParams, body: UndoActsBody, response: { 200: OutcomesReply } },
    },
    async (request) =>
      present(await undoActs(deps, ergAskOf(request), 'removals', request.body.acts)),
  );
};

function onwards(continuation: string | undefined) {
  return continuation === undefined ? {} : { continuation };
}

function presentPage({ lines, ...rest }: RosterRead) {
  return {
    ...rest,
    lines: lines.map(({ userId, name, since }) => ({ userId, name, since })),
  };
}

function present(outcomes: readonly PersonOutcome<RequestRefusal | UndoRefusal>[]): OutcomesReply {
  return {
    outcomes: outcomes.map((one) => {
      const { userId } = one;
      if (one.outcome === 'refused') return { userId, outcome: one.reason };
      return { userId, outcome: 'done', ...(one.act === undefined ? {} : { act: one.act }) };
    }),
  };
}
