import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { AppReply } from '../../shared/contract/app.ts';
import type { CommandDeps } from '../../shared/commands/deps.ts';
import type { CheckToken } from '../../shared/identity/token.ts';
import { requireSignIn } from './authentication.ts';
import { sendProblem, toProblem } from './problems.ts';
import { ergRoutes } from './routes/erg-routes.ts';
import { ownRoutes } from './routes/own-routes.ts';
import { pledgeRoutes } from './routes/pledge-routes.ts';

/** What the API needs. */
export interface ApiOptions {
  readonly deps: CommandDeps;
  readonly checkToken: CheckToken;
  /** What the tab must know before anybody is signed in. */
  readonly app: AppReply;
  /** The most requests one person may send in a minute. */
  readonly requestsAMinute?: number;
}

/** A Fastify instance whose routes are typed by their zod schemas. */
export type TypedApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Some routes of the API, under `/api`. */
export type Routes = (app: TypedApp, options: ApiOptions) => void;

const LARGEST_BODY_BYTES = 64 * 1024;
const REQUESTS_A_MINUTE = 300;

/** Registers the API under `/api`: every answer JSON, every error problem+json, every route with its right. */
export async function registerApi(root: FastifyInstance, options: ApiOptions): Promise<void> {
  await root.register(
    async (plain) => {
      const app = plain.withTypeProvider<ZodTypeProvider>();
      app.setValidatorCompiler(validatorCompiler);
      app.setSerializerCompiler(serializerCompiler);
      app.setErrorHandler((error, request, reply) => {
        const { code, fields } = toProblem(error);
        if (code === 'unexpected' || code === 'busy') {
          options.deps.log.error('request.failed', error, {
            route: request.routeOptions.url,
            method: request.method,
          });
        }
        return sendProblem(request, reply, code, fields);
      });
      app.setNotFoundHandler((request, reply) => sendProblem(request, reply, 'not-found'));
      await app.register(swagger, {
        openapi: {
          info: { title: 'Alongside', version: '1' },
          components: {
            securitySchemes: {
              entra: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
            },
          },
          security: [{ entra: [] }],
        },
        transform: jsonSchemaTransform,
      });
      requireSignIn(app, options.checkToken);
      await app.register(rateLimit, {
        hook: 'preHandler',
        max: options.requestsAMinute ?? REQUESTS_A_MINUTE,
        timeWindow: '1 minute',
        keyGenerator: ({ signedIn, ip }) =>
          signedIn === null ? ip : `${signedIn.key.tenantId}_${signedIn.key.userId}`,
      });
      app.addHook('onRoute', (route) => {
        route.bodyLimit ??= LARGEST_BODY_BYTES;
      });
      app.addHook('onSend', async (_request, reply) => {
        if (reply.getHeader('cache-control') === undefined) {
          void reply.header('cache-control', 'no-store');
        }
      });
      for (const routes of [ownRoutes, pledgeRoutes, ergRoutes]) routes(app, options);
      app.get(
        '/app',
        { config: { right: 'public' }, schema: { response: { 200: AppReply } } },
        async () => options.app,
      );
      app.get(
        '/openapi.json',
        {
          config: { right: 'public' },
          schema: { hide: true, response: { 200: z.record(z.string(), z.unknown()) } },
        },
        async () => app.swagger() as unknown as Record<string, unknown>,
      );
    },
    { prefix: '/api' },
  );
}
