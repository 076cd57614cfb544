import { z } from 'zod';
import { catalogueIn } from '../../../shared/catalogue/catalogue.ts';
import {
  answerCheckIn,
  deleteCheckIn,
  readAnswer,
} from '../../../shared/commands/answer-check-in.ts';
import {
  type AskedPledgeEdit,
  changePledge,
  deletePledge,
} from '../../../shared/commands/change-pledge.ts';
import { makePledge } from '../../../shared/commands/make-pledge.ts';
import {
  listCheckIns,
  listPastPledges,
  readPledge,
} from '../../../shared/commands/read-pledges.ts';
import { CatalogueReply } from '../../../shared/contract/catalogue.ts';
import { DateText, Id, RevisionText } from '../../../shared/contract/fields.ts';
import {
  ChangePledgeBody,
  CheckInBody,
  CheckInsReply,
  CheckInView,
  MakePledgeBody,
  PastPledgesReply,
  type PledgeFormBody,
  PledgeView,
} from '../../../shared/contract/pledges.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { PledgeForm } from '../../../shared/domain/pledge.ts';
import type { Routes } from '../api.ts';
import { askerOf } from '../authentication.ts';
import { languageOf } from '../language.ts';
import { presentCheckIn, presentPledge } from '../present-pledge.ts';
import { presentTemplate } from '../present-template.ts';
import { orProblem, RequestProblem } from '../problems.ts';

const PledgeParams = z.strictObject({ id: Id });
const CheckInParams = z.strictObject({ id: Id, date: DateText });
const SeenRevision = z.strictObject({ revision: RevisionText });
const PageQuery = z.strictObject({ continuation: z.string().max(1024, 'too-long').optional() });

/** The catalogue, pledges and check-ins. */
export const pledgeRoutes: Routes = (app, { deps }) => {
  const read = { right: { subject: 'pledge', to: 'read' } } as const;
  const change = { right: { subject: 'pledge', to: 'change' } } as const;
  const answer = { right: { subject: 'check-in', to: 'change' } } as const;

  function inHand(person: Person, id: string, language: string): PledgeView | undefined {
    const pledge = person.pledges.find((candidate) => candidate.id === id);
    return pledge && presentPledge(pledge, { person, now: deps.clock.now(), language });
  }

  app.get(
    '/catalogue',
    {
      config: { right: { subject: 'catalogue', to: 'read' } },
      schema: { response: { 200: CatalogueReply } },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'private, max-age=3600').header('vary', 'accept-language');
      return { templates: catalogueIn(languageOf(request)).map(presentTemplate) };
    },
  );

  app.post(
    '/pledges',
    { config: change, schema: { body: MakePledgeBody, response: { 200: PledgeView } } },
    async (request) => {
      const asker = askerOf(request);
      const { form, ...rest } = request.body;
      const made = await makePledge(deps, asker, { ...rest, form: toForm(form) });
      const view = inHand(orProblem(made), rest.id, asker.language);
      if (view === undefined) throw new RequestProblem('pledge-ended');
      return view;
    },
  );

  app.get(
    '/pledges/past',
    { config: read, schema: { querystring: PageQuery, response: { 200: PastPledgesReply } } },
    async (request) => {
      const asker = askerOf(request);
      const { person, page } = await listPastPledges(deps, asker, request.query.continuation);
      const reading = { person, now: deps.clock.now(), language: asker.language };
      const { continuation } = page;
      return {
        pledges: page.items.map((pledge) => presentPledge(pledge, reading)),
        ...(continuation === undefined ? {} : { continuation }),
      };
    },
  );

  app.get(
    '/pledges/:id',
    { config: read, schema: { params: PledgeParams, response: { 200: PledgeView } } },
    async (request) => {
      const asker = askerOf(request);
      const found = orProblem(await readPledge(deps, asker, request.params.id));
      const { person, pledge } = found;
      return presentPledge(pledge, { person, now: deps.clock.now(), language: asker.language });
    },
  );

  app.patch(
    '/pledges/:id',
    {
      config: change,
      schema: { params: PledgeParams, body: ChangePledgeBody, response: { 200: PledgeView } },
    },
    async (request) => {
      const asker = askerOf(request);
      const { id } = request.params;
      const { revision, ...edit } = request.body;
      const person = orProblem(await changePledge(deps, asker, id, revision, toEdit(edit)));
      const view = inHand(person, id, asker.language);
      if (view !== undefined) return view;
      const past = orProblem(await readPledge(deps, asker, id));
      const reading = { person, now: deps.clock.now(), language: asker.language };
      return presentPledge(past.pledge, reading);
    },
  );

  app.delete(
    '/pledges/:id',
    {
      config: change,
      schema: {
        params: PledgeParams,
        querystring: SeenRevision,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { revision } = request.query;
      orProblem(await deletePledge(deps, askerOf(request), request.params.id, revision));
      return reply.status(204).send();
    },
  );

  app.get(
    '/pledges/:id/check-ins',
    {
      config: { right: { subject: 'check-in', to: 'read' } },
      schema: {
        params: PledgeParams,
        querystring: PageQuery,
        response: { 200: CheckInsReply },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { continuation: from } = request.query;
      const listed = await listCheckIns(deps, askerOf(request), id, from);
      const { person, page } = orProblem(listed);
      const pledge = person.pledges.find((candidate) => candidate.id === id);
      const reading = { person, now: deps.clock.now() };
      const { continuation } = page;
      return {
        checkIns: page.items.map((checkIn) => presentCheckIn(checkIn, pledge, reading)),
        ...(continuation === undefined ? {} : { continuation }),
      };
    },
  );

  app.put(
    '/pledges/:id/check-ins/:date',
    {
      config: answer,
      schema: {
        params: CheckInParams,
        body: CheckInBody,
        response: { 200: z.object({ pledge: PledgeView.optional(), checkIn: CheckInView }) },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { id: pledgeId, date } = request.params;
      const { answer: given, note, revision: seen } = request.body;
      const question = { pledgeId, date };
      const person = orProblem(
        await answerCheckIn(deps, asker, { question, answer: given, note, via: 'tab', seen }),
      );
      const pledge = person.pledges.find((candidate) => candidate.id === pledgeId);
      const checkIn =
        pledge?.recent.find((candidate) => candidate.date === date) ??
        (await readAnswer(deps, asker, question));
      if (checkIn === undefined) throw new RequestProblem('not-found');
      const view = inHand(person, pledgeId, asker.language);
      return {
        ...(view === undefined ? {} : { pledge: view }),
        checkIn: presentCheckIn(checkIn, pledge, { person, now: deps.clock.now() }),
      };
    },
  );

  app.delete(
    '/pledges/:id/check-ins/:date',
    {
      config: answer,
      schema: {
        params: CheckInParams,
        querystring: SeenRevision,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { id: pledgeId, date } = request.params;
      const { revision } = request.query;
      orProblem(await deleteCheckIn(deps, askerOf(request), { pledgeId, date }, revision));
      return reply.status(204).send();
    },
  );
};

/** The form without cells that are undefined: absent is absent. */
function toForm(form: PledgeFormBody): PledgeForm {
  if (form.kind !== 'if-then') return form;
  const { selfTalk, ...rest } = form;
  return selfTalk === undefined ? rest : { ...rest, selfTalk };
}

type EditBody = ChangePledgeBody extends infer Body
  ? Body extends unknown
    ? Omit<Body, 'revision'>
    : never
  : never;

function toEdit(edit: EditBody): AskedPledgeEdit {
  return 'form' in edit ? { ...edit, form: toForm(edit.form) } : edit;
}
