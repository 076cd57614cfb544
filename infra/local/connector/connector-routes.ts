import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { loopbackOnly } from '../loopback-only.ts';
import type { LocalPerson } from '../people.ts';
import { Activity } from './activity.ts';
import type { ChatLog } from './chat-log.ts';
import type { Chat, Conversations } from './conversations.ts';
import { allowAll, type ConnectorRequest, type Judge } from './verdict.ts';

/** What the connector needs. */
export interface ConnectorOptions {
  readonly log: ChatLog;
  readonly conversations: Conversations;
  readonly tenantId: string;
  /** Who is who, for the members of a chat. Others have their id for a name. */
  readonly people: readonly Pick<LocalPerson, 'id' | 'name' | 'mail'>[];
  /** Limits and failures; everything is allowed unless given. */
  readonly judge?: Judge;
  /** Real time in milliseconds since 1970, for the judge. */
  readonly realMs?: () => number;
  /** Makes the id of an activity. */
  readonly newId?: () => string;
}

/** Teams refuses messages above about 100 KB. Source: Microsoft's documentation of bot messages. */
const LARGEST_MESSAGE_BYTES = 100 * 1024;

const CreateConversation = z.looseObject({
  members: z.array(z.looseObject({ id: z.string().min(1) })).length(1),
  isGroup: z.literal(false).optional(),
  activity: Activity.optional(),
});
const Parameters = z.object({ conversationId: z.string(), activityId: z.string().optional() });

type Refusal = { readonly status: number; readonly code: string; readonly message: string };
type Outcome = { readonly status: number; readonly body: unknown } | Refusal;

const NO_CONVERSATION: Refusal = {
  status: 404,
  code: 'ConversationNotFound',
  message: 'Conversation not found.',
};
const NOT_IN_ROSTER: Refusal = {
  status: 403,
  code: 'BotNotInConversationRoster',
  message: 'The bot is not part of the conversation roster.',
};
const NO_ACTIVITY: Refusal = {
  status: 404,
  code: 'ActivityNotFoundInConversation',
  message: 'The activity was not found in the conversation.',
};

/**
 * A small Bot Connector: a Fastify plugin (register it with the prefix `/connector`) that speaks the Bot
 * Framework's REST as Teams does in personal chats. The bot's `serviceUrl` is `http://127.0.0.1:PORT/connector`.
 */
export async function connectorRoutes(
  app: FastifyInstance,
  options: ConnectorOptions,
): Promise<void> {
  const { log, conversations, tenantId, judge = allowAll } = options;
  const { realMs = Date.now, newId = () => `1:${randomUUID()}` } = options;
  const people = new Map(options.people.map((person) => [person.id, person]));
  app.addHook('onRequest', loopbackOnly);
  let messagesKept = 0;

  async function answer(
    reply: FastifyReply,
    request: Pick<ConnectorRequest, 'operation'>,
    chat: Chat | undefined,
    act: () => Outcome,
  ): Promise<FastifyReply> {
    const verdict = await judge({
      ...request,
      personId: chat?.personId,
      conversationId: chat?.conversationId,
      atMs: realMs(),
    });
    if (verdict.kind !== 'allow' && verdict.carriedOut === true) {
      const before = messagesKept;
      act();
      verdict.whenCarriedOut?.(messagesKept - before);
    }
    if (verdict.kind === 'lose') {
      reply.hijack();
      reply.raw.destroy();
      return reply;
    }
    if (verdict.kind === 'answer') {
      return reply
        .code(verdict.status)
        .headers(verdict.headers ?? {})
        .send(verdict.body);
    }
    const outcome = act();
    if ('body' in outcome) return reply.code(outcome.status).send(outcome.body);
    const { code, message } = outcome;
    return reply.code(outcome.status).send({ error: { code, message } });
  }

  function inOpenChat(
    chat: Chat | undefined,
    act: (chat: Chat & { state: 'open' }) => Outcome,
  ): Outcome {
    if (chat === undefined) return NO_CONVERSATION;
    return chat.state === 'open' ? act(chat) : NOT_IN_ROSTER;
  }

  function send(chat: Chat, body: unknown, replyToId: string | undefined): Outcome {
    const parsed = Activity.safeParse(body);
    if (!parsed.success) return badSyntax(parsed.error);
    const id = newId();
    if (parsed.data.type !== 'typing') {
      const activity = { ...parsed.data, id, ...(replyToId === undefined ? {} : { replyToId }) };
      log.add({ personId: chat.personId, kind: 'sent', activity });
      messagesKept += 1;
    }
    return { status: 201, body: { id } };
  }

  const isThere = (chat: Chat, activityId: string): boolean => {
    const entries = log.of(chat.personId).filter((entry) => entry.activity.id === activityId);
    return entries.some(({ kind }) => kind === 'sent') && entries.at(-1)?.kind !== 'deleted';
  };

  const member = (personId: string) => {
    const person = people.get(personId);
    return {
      id: `29:${personId}`,
      aadObjectId: personId,
      objectId: personId,
      name: person?.name ?? personId,
      ...(person === undefined ? {} : { email: person.mail, userPrincipalName: person.mail }),
      tenantId,
      userRole: 'user',
    };
  };

  const parametersOf = (request: FastifyRequest) => {
    const { conversationId, activityId } = Parameters.parse(request.params);
    return { chat: conversations.byId(conversationId), activityId: activityId ?? '' };
  };

  app.post('/v3/conversations', async (request, reply) => {
    const parsed = CreateConversation.safeParse(request.body);
    const personId = parsed.data?.members[0]?.id.replace(/^29:/, '');
    const chat = personId === undefined ? undefined : conversations.ofPerson(personId);
    return answer(reply, { operation: 'create-conversation' }, chat, () => {
      if (!parsed.success) return badSyntax(parsed.error);
      return inOpenChat(chat, (open) => {
        const body = { id: open.conversationId };
        if (parsed.data.activity === undefined) return { status: 201, body };
        const sent = send(open, parsed.data.activity, undefined);
        if (!('body' in sent)) return sent;
        const { id: activityId } = sent.body as { id: string };
        return { status: 201, body: { ...body, activityId } };
      });
    });
  });

  app.post('/v3/conversations/:conversationId/activities', async (request, reply) => {
    const { chat } = parametersOf(request);
    return answer(reply, { operation: 'send' }, chat, () => {
      if (isTooLarge(request)) return TOO_LARGE;
      return inOpenChat(chat, (open) => send(open, request.body, undefined));
    });
  });

  app.post('/v3/conversations/:conversationId/activities/:activityId', async (request, reply) => {
    const { chat, activityId } = parametersOf(request);
    return answer(reply, { operation: 'send' }, chat, () => {
      if (isTooLarge(request)) return TOO_LARGE;
      return inOpenChat(chat, (open) => send(open, request.body, activityId));
    });
  });

  app.put('/v3/conversations/:conversationId/activities/:activityId', async (request, reply) => {
    const { chat, activityId } = parametersOf(request);
    return answer(reply, { operation: 'update' }, chat, () => {
      if (isTooLarge(request)) return TOO_LARGE;
      return inOpenChat(chat, ({ personId }) => {
        const parsed = Activity.safeParse(request.body);
        if (!parsed.success) return badSyntax(parsed.error);
        if (chat === undefined || !isThere(chat, activityId)) return NO_ACTIVITY;
        log.add({ personId, kind: 'updated', activity: { ...parsed.data, id: activityId } });
        return { status: 200, body: { id: activityId } };
      });
    });
  });

  app.delete('/v3/conversations/:conversationId/activities/:activityId', async (request, reply) => {
    const { chat, activityId } = parametersOf(request);
    return answer(reply, { operation: 'delete' }, chat, () =>
      inOpenChat(chat, (open) => {
        if (!isThere(open, activityId)) return NO_ACTIVITY;
        const activity = { type: 'messageDelete', id: activityId };
        log.add({ personId: open.personId, kind: 'deleted', activity });
        return { status: 200, body: {} };
      }),
    );
  });

  const readMembers =
    (body: (personId: string) => unknown) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const { chat } = parametersOf(request);
      return answer(reply, { operation: 'read-members' }, chat, () =>
        inOpenChat(chat, (open) => ({ status: 200, body: body(open.personId) })),
      );
    };
  const members = '/v3/conversations/:conversationId/members';
  app.get(
    members,
    readMembers((personId) => [member(personId)]),
  );
  app.get(`${members}/:memberId`, readMembers(member));
  app.get(
    '/v3/conversations/:conversationId/pagedmembers',
    readMembers((personId) => ({ members: [member(personId)] })),
  );
}

const TOO_LARGE: Refusal = {
  status: 413,
  code: 'MessageSizeTooBig',
  message: 'The message is too big.',
};

function isTooLarge(request: FastifyRequest): boolean {
  return Number(request.headers['content-length'] ?? 0) > LARGEST_MESSAGE_BYTES;
}

function badSyntax(error: z.ZodError): Refusal {
  return { status: 400, code: 'BadSyntax', message: z.prettifyError(error) };
}
