import Fastify from 'fastify';
import { type ChatLog, openChatLog } from './chat-log.ts';
import { connectorRoutes } from './connector-routes.ts';
import { createConversations } from './conversations.ts';
import { allowAll, type ConnectorRequest, type Judge } from './verdict.ts';

/** What a connector of its own is told. */
export interface ConnectorStart {
  readonly tenantId: string;
  /**
   * Who has the app; nobody else can be written to. `everybody`: whoever a conversation is created with; of
   * nobody is the conversation there beforehand.
   */
  readonly personIds: Iterable<string> | 'everybody';
  /** Limits and failures; everything is allowed unless given. */
  readonly judge?: Judge;
  /** Where the messages go; in memory, with everything, unless given. */
  readonly log?: ChatLog;
  /** A free one unless given. */
  readonly port?: number;
  /** Real time in milliseconds since 1970, for the judge. */
  readonly realMs?: () => number;
}

/** What was asked of a connector, and how it went. */
export interface ConnectorFigures {
  readonly requests: Readonly<Record<ConnectorRequest['operation'], number>>;
  /** Answers given, by status. */
  readonly answers: Readonly<Record<number, number>>;
  /** Connections cut instead of an answer. */
  readonly lost: number;
}

/** A connector that runs. */
export interface RunningConnector {
  /** The bot's service URL, `http://127.0.0.1:PORT/connector`. */
  readonly url: string;
  readonly log: ChatLog;
  /** A copy of the figures as they are now. */
  figures(): ConnectorFigures;
  /** Cuts what is open and ends; the log stays readable. */
  stop(): Promise<void>;
}

/** Longer than any pause between two messages, so that a client never has to connect anew. */
const KEEP_ALIVE_MS = 120_000;

/** Starts the connector alone on 127.0.0.1, for benchmarks and for tests of what goes wrong. */
export async function startConnector(start: ConnectorStart): Promise<RunningConnector> {
  const { tenantId, judge = allowAll, realMs } = start;
  const log = start.log ?? openChatLog({ dataDir: undefined, now: () => new Date().toISOString() });
  const people = start.personIds === 'everybody' ? 'everybody' : new Set(start.personIds);
  const conversations = createConversations({
    log,
    tenantId,
    personIds: people === 'everybody' ? [] : people,
    installedAtFirst: people === 'everybody' ? true : (personId) => people.has(personId),
  });

  const requests = {
    'create-conversation': 0,
    send: 0,
    update: 0,
    delete: 0,
    'read-members': 0,
  } satisfies ConnectorFigures['requests'];
  const answers: Record<number, number> = {};
  let lost = 0;
  const counting: Judge = async (request) => {
    requests[request.operation] += 1;
    const verdict = await judge(request);
    if (verdict.kind === 'lose') lost += 1;
    return verdict;
  };

  const app = Fastify({ keepAliveTimeout: KEEP_ALIVE_MS, forceCloseConnections: true });
  // Before it leaves, so that whoever has read an answer finds it counted.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    answers[reply.statusCode] = (answers[reply.statusCode] ?? 0) + 1;
    done();
  });
  await app.register(connectorRoutes, {
    prefix: '/connector',
    log,
    conversations,
    tenantId,
    people: [],
    judge: counting,
    ...(realMs === undefined ? {} : { realMs }),
  });
  const origin = await app.listen({ host: '127.0.0.1', port: start.port ?? 0 });
  return {
    url: `${origin}/connector`,
    log,
    figures: () => ({ requests: { ...requests }, answers: { ...answers }, lost }),
    stop: () => app.close(),
  };
}
