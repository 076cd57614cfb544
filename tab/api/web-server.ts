import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import serveFolder from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../shared/commands/deps.ts';
import type { Readiness } from './readiness.ts';
import { answerProblems, sendProblem, toProblem } from './problems.ts';
import { answerPublicPages } from './public-pages/public-pages.ts';

/** What the web server needs. */
export interface WebServerOptions {
  readonly log: Log;
  readonly tabFolder: string;
  /** Origins besides those of Teams that may frame the tab. */
  readonly hostOrigins: readonly string[];
  /** Whom the pages that need no sign-in name; the organisation's help desk unless given. */
  readonly supportMail?: string;
  /** Is told of every answer. */
  readonly meter?: WebMeter;
  /** Whether work may be given to this process; always, unless given. */
  readonly isReady?: () => Promise<Readiness>;
  /** Takes an activity of the Bot Framework and answers it. */
  readonly receiveActivity: (request: {
    readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
    readonly method: string;
    readonly body: unknown;
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

/** Who may frame the tab. Source: Microsoft's requirements for tabs. */
const TEAMS_FRAMES = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
];

const LARGEST_ACTIVITY_BYTES = 256 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * The tab's files under `/tab/`, the bot's `/api/messages`, the pages that need no sign-in and the health questions; the
 * API is registered beside.
 */
export async function createWebServer(options: WebServerOptions): Promise<WebServer> {
  const app = fastify({
    logger: false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: false,
    routerOptions: { maxParamLength: 200 },
    // Addresses that cannot be read: no route, hook or error handler sees them.
    frameworkErrors: (error, request, reply) => {
      void sendProblem(request, reply, toProblem(error).code);
    },
  });
  answerProblems(app, options.log);
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    const { url: route = 'none' } = request.routeOptions;
    const { statusCode: status, elapsedTime: tookMs } = reply;
    options.log.info('request', { method, route, status, ms: Math.round(tookMs) });
    options.meter?.answered({
      method,
      // Each file of the tab has a route of its own, named anew by every build.
      route: route.startsWith('/tab/') ? '/tab/*' : route,
      status,
      tookMs,
    });
  });
  await app.register(helmet, {
    frameguard: false,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-site' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Fluent's style engine writes style elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        // teams-js asks for its list of origins.
        connectSrc: ["'self'", 'https://res.cdn.office.net'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'self'", ...TEAMS_FRAMES, ...options.hostOrigins],
      },
    },
  });
  await app.register(compress, { encodings: ['br', 'gzip'], threshold: 1024 });
  if (existsSync(options.tabFolder)) await serveTab(app, options.tabFolder);

  answerPublicPages(app, options.supportMail);
  answerHealth(app, options.isReady ?? (async () => ALWAYS_READY));
  app.post(
    '/api/messages',
    { bodyLimit: LARGEST_ACTIVITY_BYTES },
    async ({ headers, method, body }, reply) => {
      const answer = await options.receiveActivity({ headers, method, body });
      return reply.status(answer.status).headers(answer.headers).send(answer.body);
    },
  );
  return { app };
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

/** The built tab: assets for a year, pages always fresh, and every page of the tab the same document. */
async function serveTab(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(serveFolder, {
    root: folder,
    prefix: '/tab/',
    preCompressed: existsSync(join(folder, 'index.html.br')),
    wildcard: false,
    cacheControl: false,
    setHeaders(reply, path) {
      const lasting = path.includes('/assets/');
      reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.get('/tab', async (_request, reply) => reply.redirect('/tab/'));
  app.get('/tab/*', async (_request, reply) => reply.sendFile('index.html'));
}
