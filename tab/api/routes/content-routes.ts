import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { answerEvent } from '../../../shared/commands/answer-event.ts';
import { moveErgItem, writeErgItem } from '../../../shared/commands/change-erg-item.ts';
import { myEvents } from '../../../shared/commands/read-home.ts';
import { readAsks } from '../../../shared/commands/read-asks.ts';
import {
  AsksQuery,
  AsksReply,
  ItemsQuery,
  MoveItemBody,
  RsvpBody,
  RsvpsReply,
  RunAsksReply,
  RunAskView,
  RunEventsReply,
  RunEventView,
  RunLessonsReply,
  RunLessonView,
  WriteAskBody,
  WriteEventBody,
  WriteLessonBody,
} from '../../../shared/contract/content.ts';
import { Id, NewId } from '../../../shared/contract/fields.ts';
import type { ErgEvent, ItemKind, ItemOf } from '../../../shared/domain/erg-content.ts';
import type { Routes } from '../api.ts';
import { askerOf, ergAskOf } from '../authentication.ts';
import { eventCalendar } from '../event-calendar.ts';
import { languageOf } from '../language.ts';
import {
  presentAsk,
  presentRunAsk,
  presentRunEvent,
  presentRunLesson,
} from '../present-content.ts';
import { presentEvents } from '../present-home.ts';
import { orProblem, RequestProblem } from '../problems.ts';

const ErgParams = z.strictObject({ id: Id });
const ItemParams = z.strictObject({ id: Id, itemId: NewId });
const EventParams = z.strictObject({ id: Id, eventId: Id });

/** Asks, lessons and events: what organisers write, and what everybody does with it. */
export const contentRoutes: Routes = (app, { deps }) => {
  const read = { right: { subject: 'content', to: 'read', of: 'erg' } } as const;
  const change = { right: { subject: 'content', to: 'change', of: 'erg' } } as const;

  /** The items of one kind that are in hand, or a page of those that are put away. */
  async function itemsOf<Kind extends ItemKind>(
    request: FastifyRequest & { readonly query: z.output<typeof ItemsQuery> },
    kind: Kind,
  ): Promise<{ readonly items: readonly ItemOf<Kind>[]; readonly continuation?: string }> {
    const ask = ergAskOf(request);
    const { of, continuation } = request.query;
    if (of === 'in-hand') {
      return { items: (await deps.ergContent.list(ask, kind)).map(({ item }) => item) };
    }
    return deps.ergContent.listPast(ask, kind, continuation);
  }

  async function presentEvent(request: FastifyRequest, event: ErgEvent): Promise<RunEventView> {
    const { tenantId, ergId } = ergAskOf(request);
    const now = deps.clock.now();
    const key = { tenantId, ergId, eventId: event.id };
    const { bandFrom } = await deps.attendees.sizeOf(key, now);
    return presentRunEvent(event, { now, bandStartsAt: bandFrom });
  }

  app.get(
    '/ergs/:id/run/asks',
    {
      config: read,
      schema: { params: ErgParams, querystring: ItemsQuery, response: { 200: RunAsksReply } },
    },
    async (request) => {
      const { items, ...page } = await itemsOf(request, 'ask');
      return { items: items.map(presentRunAsk), ...page };
    },
  );

  app.put(
    '/ergs/:id/run/asks/:itemId',
    {
      config: change,
      schema: { params: ItemParams, body: WriteAskBody, response: { 200: RunAskView } },
    },
    async (request) => {
      const { words, revision: seen } = request.body;
      const about = { id: request.params.itemId, written: { kind: 'ask', words }, seen } as const;
      return presentRunAsk(orProblem(await writeErgItem<'ask'>(deps, ergAskOf(request), about)));
    },
  );

  app.put(
    '/ergs/:id/run/asks/:itemId/state',
    {
      config: change,
      schema: { params: ItemParams, body: MoveItemBody, response: { 200: RunAskView } },
    },
    async (request) => {
      const { state, revision: seen } = request.body;
      const item = { kind: 'ask', id: request.params.itemId } as const;
      return presentRunAsk(
        orProblem(await moveErgItem(deps, ergAskOf(request), item, { state, seen })),
      );
    },
  );

  app.get(
    '/ergs/:id/run/lessons',
    {
      config: read,
      schema: { params: ErgParams, querystring: ItemsQuery, response: { 200: RunLessonsReply } },
    },
    async (request) => {
      const { items, ...page } = await itemsOf(request, 'lesson');
      return { items: items.map(presentRunLesson), ...page };
    },
  );

  app.put(
    '/ergs/:id/run/lessons/:itemId',
    {
      config: change,
      schema: { params: ItemParams, body: WriteLessonBody, response: { 200: RunLessonView } },
    },
    async (request) => {
      const { words, revision: seen } = request.body;
      const written = { kind: 'lesson', words } as const;
      const about = { id: request.params.itemId, written, seen };
      return presentRunLesson(
        orProblem(await writeErgItem<'lesson'>(deps, ergAskOf(request), about)),
      );
    },
  );

  app.put(
    '/ergs/:id/run/lessons/:itemId/state',
    {
      config: change,
      schema: { params: ItemParams, body: MoveItemBody, response: { 200: RunLessonView } },
    },
    async (request) => {
      const { state, revision: seen } = request.body;
      const item = { kind: 'lesson', id: request.params.itemId } as const;
      return presentRunLesson(
        orProblem(await moveErgItem(deps, ergAskOf(request), item, { state, seen })),
      );
    },
  );

  app.get(
    '/ergs/:id/run/events',
    {
      config: read,
      schema: { params: ErgParams, querystring: ItemsQuery, response: { 200: RunEventsReply } },
    },
    async (request) => {
      const { items, ...page } = await itemsOf(request, 'event');
      const presented = items.map((event) => presentEvent(request, event));
      return { items: await Promise.all(presented), ...page };
    },
  );

  app.put(
    '/ergs/:id/run/events/:itemId',
    {
      config: change,
      schema: { params: ItemParams, body: WriteEventBody, response: { 200: RunEventView } },
    },
    async (request) => {
      const { words, revision: seen } = request.body;
      const written = { kind: 'event', words } as const;
      const about = { id: request.params.itemId, written, seen };
      const event = orProblem(await writeErgItem<'event'>(deps, ergAskOf(request), about));
      return presentEvent(request, event);
    },
  );

  app.put(
    '/ergs/:id/run/events/:itemId/state',
    {
      config: change,
      schema: { params: ItemParams, body: MoveItemBody, response: { 200: RunEventView } },
    },
    async (request) => {
      const { state, revision: seen } = request.body;
      const item = { kind: 'event', id: request.params.itemId } as const;
      const moved = await moveErgItem(deps, ergAskOf(request), item, { state, seen });
      return presentEvent(request, orProblem(moved));
    },
  );

  app.get(
    '/asks',
    {
      config: { right: { subject: 'catalogue', to: 'read' } },
      schema: { querystring: AsksQuery, response: { 200: AsksReply } },
    },
    async (request) => {
      const asks = await readAsks(deps, askerOf(request), request.query.ergId);
      return { asks: asks.map(({ ask, erg }) => presentAsk(ask, erg)) };
    },
  );

  app.put(
    '/ergs/:id/events/:eventId/rsvp',
    {
      config: { right: { subject: 'rsvp', to: 'change' } },
      schema: { params: EventParams, body: RsvpBody, response: { 200: RsvpsReply } },
    },
    async (request) => {
      const { id: ergId, eventId } = request.params;
      const { going, revision: seen } = request.body;
      const event = { ergId, eventId };
      const person = orProblem(await answerEvent(deps, askerOf(request), event, { going, seen }));
      return {
        events: presentEvents(await myEvents(deps, person)),
        rsvpsRevision: person.profile.rsvpsRevision,
      };
    },
  );

  app.get(
    '/ergs/:id/events/:eventId/ics',
    {
      config: { right: { subject: 'erg-page', to: 'read' } },
      schema: { params: EventParams, response: { 200: z.string() } },
    },
    async (request, reply) => {
      const { tenantId } = askerOf(request).key;
      const { id, eventId } = request.params;
      const [erg, event] = await Promise.all([
        deps.ergs.read(tenantId, id),
        deps.ergContent.readEvent(tenantId, id, eventId),
      ]);
      if (erg?.state !== 'active' || event?.state !== 'published') {
        throw new RequestProblem('not-found');
      }
      void reply.header('content-type', 'text/calendar; charset=utf-8');
      return eventCalendar(event, { ergName: erg.name, language: languageOf(request) });
    },
  );
};
