import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Instant } from '../../shared/domain/time.ts';
import type { LocalChat, Answer, ChatRefusal } from './chat.ts';
import type { MovableClock } from './clock.ts';
import type { ChatLog } from './connector/chat-log.ts';
import type { LocalIssuer } from './issuer.ts';
import { createEventStreams } from './event-streams.ts';
import { loopbackOnly } from './loopback-only.ts';
import { goToNextCheckIn } from './next-check-in.ts';
import type { PageSetup } from './page-setup.ts';
import type { LocalPerson } from './people.ts';
import type { Result } from '../../shared/domain/result.ts';

/** What `/local/*` needs. */
export interface LocalRoutesOptions {
  readonly people: readonly LocalPerson[];
  readonly issuer: Pick<LocalIssuer, 'tokenFor'>;
  readonly clock: MovableClock;
  readonly log: ChatLog;
  readonly chat: LocalChat;
  readonly setup: PageSetup;
  /** When the schedule looks at a person next, in product time. */
  readonly nextLookAt: (personId: string) => Promise<Instant | undefined>;
  /** Runs what is due by now and resolves when it is delivered. */
  readonly afterClockMoved: () => Promise<void>;
}

const locale = z.string().min(2).max(35).default('en');
const TokenRequest = z.object({ person: z.string() });
const PersonQuery = z.object({ person: z.string() });
const EventsQuery = PersonQuery.extend({ after: z.coerce.number().int().nonnegative().default(0) });
const ClockRequest = z.union([
  z.strictObject({ advance: z.string() }),
  z.strictObject({ to: z.literal('next-check-in'), person: z.string() }),
]);
const MessageRequest = z.union([
  z.strictObject({ person: z.string(), text: z.string().min(1).max(28_000), locale }),
  z.strictObject({
    person: z.string(),
    action: z.strictObject({
      verb: z.string(),
      data: z.unknown().optional(),
      activityId: z.string().optional(),
    }),
    locale,
  }),
]);
const InstallRequest = z.object({ person: z.string(), installed: z.boolean(), locale });

const REFUSALS = {
  'unknown-person': [404, 'There is no demo person with this id: see /local/people.'],
  'not-installed': [409, 'This person does not have the app: install it first.'],
  'unknown-card': [404, 'There is no card in this chat to tap on.'],
  'bot-failed': [502, 'The bot answered with an error, or not in time.'],
  malformed: [400, 'Say how far in ISO 8601, as in P7D or PT2H.'],
  backward: [400, 'Product time only moves forward.'],
  'too-far': [400, 'Product time goes at most 20 years ahead.'],
  'nothing-comes': [409, 'Nothing is planned that would bring this person a message.'],
} as const satisfies Record<string, readonly [number, string]>;

/**
 * What only a local machine has, a Fastify plugin on `/local/*`: be any demo person, move product time,
 * talk to the bot, follow its chats. Bodies are JSON; errors are problem+json with a stable `code`.
 */
export async function localRoutes(
  app: FastifyInstance,
  options: LocalRoutesOptions,
): Promise<void> {
  const { people, issuer, clock, log, chat, setup, nextLookAt, afterClockMoved } = options;
  const streams = createEventStreams(log);
  app.addHook('onRequest', loopbackOnly);
  // Streams never end by themselves, and a server that closes waits for its requests.
  app.addHook('preClose', async () => streams.endAll());
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    if (error instanceof z.ZodError) {
      return problem(reply, 400, 'invalid', z.prettifyError(error));
    }
    const status = error.statusCode ?? 500;
    return problem(reply, status, status < 500 ? 'invalid' : 'unexpected', error.message);
  });

  const refuse = (reply: FastifyReply, reason: keyof typeof REFUSALS): FastifyReply => {
    const [status, detail] = REFUSALS[reason];
    return problem(reply, status, reason, detail);
  };
  const byId = (id: string) => people.find((person) => person.id === id);
  const clockReading = () => ({
    now: clock.now(),
    realNow: new Date(clock.realMs()).toISOString(),
    aheadMs: clock.offsetMs(),
  });
  const answerOf = (reply: FastifyReply, result: Result<Answer, ChatRefusal>) =>
    result.ok ? reply.send({ answer: result.value }) : refuse(reply, result.reason);

  app.get('/local/setup', () => setup);

  app.get('/local/people', () =>
    people.map((person) => ({ ...person, installed: chat.isInstalled(person) })),
  );

  app.post('/local/token', async (request, reply) => {
    const person = byId(TokenRequest.parse(request.body).person);
    if (person === undefined) return refuse(reply, 'unknown-person');
    return { token: await issuer.tokenFor(person) };
  });

  app.get('/local/clock', clockReading);

  app.post('/local/clock', async (request, reply) => {
    const body = ClockRequest.parse(request.body);
    if ('advance' in body) {
      const moved = clock.advance(body.advance);
      if (!moved.ok) return refuse(reply, moved.reason);
      await afterClockMoved();
    } else {
      if (byId(body.person) === undefined) return refuse(reply, 'unknown-person');
      const deps = { clock, log, nextLookAt, afterClockMoved };
      const end = await goToNextCheckIn(deps, body.person);
      if (end === 'nothing-comes') {
        streams.tellClock(clockReading());
        return refuse(reply, end);
      }
    }
    streams.tellClock(clockReading());
    return clockReading();
  });

  app.get('/local/messages', (request, reply) => {
    const { person } = PersonQuery.parse(request.query);
    if (byId(person) === undefined) return refuse(reply, 'unknown-person');
    return log.of(person).filter(({ kind }) => kind === 'sent' || kind === 'updated');
  });

  app.post('/local/messages', async (request, reply) => {
    const body = MessageRequest.parse(request.body);
    const person = byId(body.person);
    if (person === undefined) return refuse(reply, 'unknown-person');
    if ('text' in body) return answerOf(reply, await chat.say(person, body.text, body.locale));
    const { verb, data, activityId } = body.action;
    const tap = { verb, data: data ?? {}, activityId };
    return answerOf(reply, await chat.tap(person, tap, body.locale));
  });

  app.post('/local/install', async (request, reply) => {
    const body = InstallRequest.parse(request.body);
    const person = byId(body.person);
    if (person === undefined) return refuse(reply, 'unknown-person');
    return answerOf(reply, await chat.setInstalled(person, body.installed, body.locale));
  });

  app.get('/local/events', (request, reply) => {
    const { person, after } = EventsQuery.parse(request.query);
    if (byId(person) === undefined) return refuse(reply, 'unknown-person');
    const lastSeen = Number(request.headers['last-event-id'] ?? after);
    reply.hijack();
    streams.open(reply.raw, person, Number.isFinite(lastSeen) ? lastSeen : after);
    return reply;
  });
}

function problem(reply: FastifyReply, status: number, code: string, detail: string): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title: detail, status, detail, code });
}
