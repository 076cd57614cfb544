import Fastify, { type FastifyInstance } from 'fastify';
import { createLocalChat } from '../../../infra/local/chat.ts';
import { createMovableClock, type MovableClock } from '../../../infra/local/clock.ts';
import { openChatLog, type ChatLog } from '../../../infra/local/connector/chat-log.ts';
import { connectorRoutes } from '../../../infra/local/connector/connector-routes.ts';
import {
  createConversations,
  type Conversations,
} from '../../../infra/local/connector/conversations.ts';
import type { Judge } from '../../../infra/local/connector/verdict.ts';
import { startIssuer, type LocalIssuer } from '../../../infra/local/issuer.ts';
import { localPage } from '../../../infra/local/local-page.ts';
import { localRoutes } from '../../../infra/local/local-routes.ts';
import type { LocalPerson } from '../../../infra/local/people.ts';

export const TENANT = '6d1f3b2a-0c4e-4f58-9a37-2b8e5c7d9e01';
export const APP = 'b7c9a1e4-5d20-4c6f-8f13-90ab12cd34ef';

export const ada: LocalPerson = {
  id: '0a1b2c3d-1111-4222-8333-444455556666',
  name: 'Ada Ingham',
  mail: 'ada.ingham@brightwater.example',
  note: 'Employee',
  roles: [],
  guest: false,
  may: ['Make pledges'],
};
export const ben: LocalPerson = {
  id: '0a1b2c3d-1111-4222-8333-777788889999',
  name: 'Ben Okafor',
  mail: 'ben.okafor@brightwater.example',
  note: 'Admin',
  roles: ['Alongside.Admin'],
  guest: false,
  may: ['Create ERGs'],
};

/** What a bot made for a test gets, and how it writes back. */
export interface ReceivedActivity {
  readonly type: string;
  readonly text?: string;
  readonly serviceUrl: string;
  readonly conversation: { readonly id: string };
  readonly [property: string]: unknown;
}
export type TestBot = (activity: ReceivedActivity) => Promise<unknown>;

/** The parts of a running local Teams. */
export interface LocalServer {
  readonly url: string;
  readonly app: FastifyInstance;
  readonly clock: MovableClock;
  readonly log: ChatLog;
  readonly conversations: Conversations;
  readonly issuer: LocalIssuer;
  /** Everything that the bot was sent, in order. */
  readonly received: readonly ReceivedActivity[];
  close(): Promise<void>;
}

/** Starts the local Teams with a bot of the test's own, on a free port. */
export async function startLocalServer(options: {
  readonly dataDir: string;
  readonly bot?: TestBot;
  readonly judge?: Judge;
  readonly nextLookAt?: (personId: string) => Promise<string | undefined>;
  readonly afterClockMoved?: () => Promise<void>;
  readonly pageFolder?: string;
  readonly configure?: (app: FastifyInstance) => void;
}): Promise<LocalServer> {
  const { dataDir, bot = async () => undefined } = options;
  const app = Fastify();
  const clock = createMovableClock({ dataDir });
  const log = openChatLog({ dataDir, now: clock.now });
  const people = [ada, ben];
  const conversations = createConversations({
    log,
    tenantId: TENANT,
    personIds: people.map(({ id }) => id),
    installedAtFirst: true,
  });
  const issuer = await startIssuer({ dataDir, tenantId: TENANT, clientId: APP });
  let url = '';
  const chat = createLocalChat({
    log,
    conversations,
    tenantId: TENANT,
    bot: { id: APP, name: 'Alongside' },
    serverUrl: () => url,
    now: clock.now,
  });
  await app.register(connectorRoutes, {
    prefix: '/connector',
    log,
    conversations,
    tenantId: TENANT,
    people,
    ...(options.judge === undefined ? {} : { judge: options.judge }),
  });
  await app.register(localRoutes, {
    people,
    issuer,
    clock,
    log,
    chat,
    setup: {
      appName: 'Alongside',
      appId: APP,
      botId: APP,
      tenantId: TENANT,
      tab: { entityId: 'home', contentUrl: '/tab/?locale={locale}' },
      languages: [
        { tag: 'en', name: 'English' },
        { tag: 'ar', name: 'العربية' },
      ],
    },
    nextLookAt: options.nextLookAt ?? (async () => undefined),
    afterClockMoved: options.afterClockMoved ?? (async () => undefined),
  });
  if (options.pageFolder !== undefined) {
    await app.register(localPage, { folder: options.pageFolder });
  }
  const received: ReceivedActivity[] = [];
  app.post('/api/messages', async (request, reply) => {
    const activity = request.body as ReceivedActivity;
    received.push(activity);
    return reply.send(await bot(activity));
  });
  options.configure?.(app);
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    app,
    clock,
    log,
    conversations,
    issuer,
    received,
    async close() {
      await app.close();
      await issuer.stop();
      log.close();
    },
  };
}

/** What the tests read of answers: each has some of these. */
interface AnswerBody {
  readonly id: string;
  readonly code: string;
  readonly error: { readonly code: string };
  readonly token: string;
  readonly answer: unknown;
  readonly now: string;
  readonly aheadMs: number;
}

/** A request with a JSON body, and the JSON that comes back. */
export async function requestJson(
  url: string,
  method = 'GET',
  body?: unknown,
): Promise<{ readonly status: number; readonly body: AnswerBody }> {
  const response = await fetch(url, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as AnswerBody };
}

/** Sends an activity as the bot does, over the connector. */
export async function sendAsBot(to: ReceivedActivity, activity: unknown): Promise<string> {
  const id = encodeURIComponent(to.conversation.id);
  const url = `${to.serviceUrl}/v3/conversations/${id}/activities`;
  return (await requestJson(url, 'POST', activity)).body.id;
}
