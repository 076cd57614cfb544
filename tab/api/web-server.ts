import compress from '@fastify/compress';
import fastify, { type FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';
import type { Log } from '../../shared/commands/deps.ts';
import type { AppFacts } from '../../shared/contract/app.ts';
import type { PersonKey } from '../../shared/domain/person.ts';
import { limitActivities, REQUEST_LIMITS, type RequestLimits } from './rate-limits.ts';
import type { Readiness } from './readiness.ts';
import { answerProblems, sendProblem, toProblem } from './problems.ts';
import { answerPublicPages } from './public-pages/public-pages.ts';
import { answerWithSecurityHeaders, contentPolicy } from './security-headers.ts';
import { serveTab } from './tab-files.ts';

/** What the web server needs. */
export interface WebServerOptions {
  readonly log: Log;
  readonly tabFolder: string;
  /** What the tab must know before anybody is signed in. */
  readonly app: AppFacts;
  /** Whom the pages that need no sign-in name; the organisation's help desk unless given. */
  readonly supportMail?: string;
  /** How long the server waits for whom; `PATIENCE` unless given. */
  readonly patience?: Patience;
  /** Is told of every answer. */
  readonly meter?: WebMeter;
  /** Whether work may be given to this process; always, unless given. */
  readonly isReady?: () => Promise<Readiness>;
  /** How much may be said in the chat; `REQUEST_LIMITS` unless given. */
  readonly activityLimits?: RequestLimits;
  /** Takes an activity of the Bot Framework and answers it. It is to ask `mayGoOn` once it knows whose it is. */
  readonly receiveActivity: (request: {
    readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
    readonly method: string;
    readonly body: unknown;
    readonly mayGoOn: (speaker: PersonKey) => Promise<boolean>;
  }) => Promise<{
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  }>;
}

/** What the server counts about its answers. Nothing here names a person or holds an address. */
export interface WebMeter {
  answered(answer: {
    readonly method: string;
    /** The template of the route, as `/api/pledges/:id`; `none` where there is no such route. */
    readonly route: string;
    readonly status: number;
    readonly tookMs: number;
  }): void;
}

const ALWAYS_READY: Readiness = { ready: true, waitingFor: [] };

/** The server, not yet listening. */
export interface WebServer {
  readonly app: FastifyInstance;
}

/** Nearly every answer is smaller: in one go, where a stream would pass it on piece by piece. */
const COMPRESSED_AT_ONCE_BYTES = 256 * 1024;

const LARGEST_ACTIVITY_BYTES = 256 * 1024;

/** How long the server waits for a request, and for how many at a time. */
export interface Patience {
  /** Until the head of a request is there. */
  readonly headMs: number;
  /** Until all of it is there. */
  readonly requestMs: number;
  /** For the next request of an open connection. */
  readonly idleMs: number;
  /** Open connections; whoever comes then is turned away at once. */
  readonly connections: number;
}

/**
 * A gateway stands before the server and gives up idle connections after four minutes at the most; whoever writes a
 * request byte by byte is not waited for. What is open is a socket and some memory: thousands fit.
 */
export const PATIENCE: Patience = {
  headMs: 10_000,
  requestMs: 30_000,
  idleMs: 72_000,
  connections: 4000,
};
const LATE_CHECK_MS = 1000;

/**
 * The tab's files under `/tab/`, the bot's `/api/messages`, the pages that need no sign-in and the health questions; the
 * API is registered beside.
 */
export async function createWebServer(options: WebServerOptions): Promise<WebServer> {
  const { patience = PATIENCE } = options;
  const app = fastify({
    logger: false,
    requestTimeout: patience.requestMs,
    keepAliveTimeout: patience.idleMs,
    http: {
      headersTimeout: patience.headMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: Math.min(LATE_CHECK_MS, patience.headMs),
    },
    trustProxy: false,
    clientErrorHandler: refuseUnreadable,
    routerOptions: { maxParamLength: 200 },
    // Else Fastify loads compilers of its own at every start, for nothing.
    schemaController: {
      compilersFactory: { buildValidator: compileNoSchema, buildSerializer: compileNoSchema },
    },
    // Addresses that cannot be read: no route, hook or error handler sees them.
    frameworkErrors: (error, request, reply) => {
      void sendProblem(request, reply, toProblem(error).code);
    },
  });
  app.server.maxConnections = patience.connections;
  answerProblems(app, options.log);
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    const { url: route = 'none' } = request.routeOptions;
    const { statusCode: status, elapsedTime: tookMs } = reply;
    options.log.info('request', { method, route, status, ms: Math.round(tookMs) });
    options.meter?.answered({
      method,
      // Pages and files of the tab are counted together.
      route: route.startsWith('/tab/') ? '/tab/*' : route,
      status,
      tookMs,
    });
  });
  const policy = contentPolicy(options.app.hostOrigins);
  await answerWithSecurityHeaders(app, policy);
  await app.register(compress, {
    // While somebody waits: of a few thousand bytes, brotli makes no less in twice the time.
    encodings: ['gzip'],
    threshold: 1024,
    syncThreshold: COMPRESSED_AT_ONCE_BYTES,
    // Nobody sends compressed requests but who wants them to grow here.
    globalDecompression: false,
  });
  await serveTab(app, { folder: options.tabFolder, policy, facts: options.app });

  answerPublicPages(app, options.supportMail);
  answerHealth(app, options.isReady ?? (async () => ALWAYS_READY));
  await app.register(async (scope) => answerActivities(scope, options));
  return { app };
}

async function answerActivities(app: FastifyInstance, options: WebServerOptions): Promise<void> {
  const mayGoOn = await limitActivities(app, options.activityLimits ?? REQUEST_LIMITS);
  app.post('/api/messages', { bodyLimit: LARGEST_ACTIVITY_BYTES }, async (request, reply) => {
    const { headers, method, body } = request;
    const answer = await options.receiveActivity({
      headers,
      method,
      body,
      mayGoOn: (speaker) => mayGoOn(request, reply, speaker),
    });
    return reply.status(answer.status).headers(answer.headers).send(answer.body);
  });
}

/** Whoever has schemas brings what compiles them, as the API does. */
function compileNoSchema(): never {
  throw new Error('There is a schema and nothing that compiles it.');
}

const UNREADABLE: ReadonlyMap<string, string> = new Map([
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
]);

/** Answers what is no request, or too long in coming, as far as it can be answered; no hook and no log sees it. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  // As Node itself does: no second head into an answer that is on its way.
  const { _httpMessage: onItsWay } = socket as Socket & {
    readonly _httpMessage?: { readonly headersSent: boolean } | null;
  };
  if (socket.writable && onItsWay?.headersSent !== true) {
    const status = UNREADABLE.get(error.code ?? '') ?? '400 Bad Request';
    const title = status.slice(4);
    const body = JSON.stringify({
      type: 'about:blank',
      title,
      status: Number.parseInt(status, 10),
    });
    socket.write(
      [
        `HTTP/1.1 ${status}`,
        'connection: close',
        'cache-control: no-store',
        'x-content-type-options: nosniff',
        'content-type: application/problem+json; charset=utf-8',
        `content-length: ${body.length}`,
        '',
        body,
      ].join('\r\n'),
    );
  }
  socket.destroySoon();
}

/** Whether the process lives, and whether it may be given work: open to anybody, told in fixed words alone. */
function answerHealth(app: FastifyInstance, isReady: () => Promise<Readiness>): void {
  app.get('/health/live', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
    return { status: 'live' };
  });
  app.get('/health/ready', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
    const { ready, waitingFor } = await isReady();
    return ready
      ? { status: 'ready' }
      : reply.status(503).send({ status: 'waiting', for: waitingFor });
  });
}
