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
import type { AppFacts } from '../../shared/contract/app.ts';
import type { CommandDeps } from '../../shared/commands/deps.ts';
import type { CheckToken } from '../../shared/identity/token.ts';
import { admittedBy, requireSignIn } from './authentication.ts';
import { speakLanguages } from './language.ts';
import { answerProblems } from './problems.ts';
import { limitRequests, REQUEST_LIMITS, type RequestLimits } from './rate-limits.ts';
import { adminErgRoutes } from './routes/admin-erg-routes.ts';
import { adminRoutes } from './routes/admin-routes.ts';
import { adminSettingsRoutes } from './routes/admin-settings-routes.ts';
import { auditRoutes } from './routes/audit-routes.ts';
import { buddyRoutes } from './routes/buddy-routes.ts';
import { contentRoutes } from './routes/content-routes.ts';
import { directoryRoutes } from './routes/directory-routes.ts';
import { ergRoutes } from './routes/erg-routes.ts';
import { figuresRoutes } from './routes/figures-routes.ts';
import { importRoutes } from './routes/import-routes.ts';
import { journalRoutes } from './routes/journal-routes.ts';
import { learnRoutes } from './routes/learn-routes.ts';
import { linkRoutes } from './routes/link-routes.ts';
import { newsRoutes } from './routes/news-routes.ts';
import { helpRoutes } from './routes/help-routes.ts';
import { organisationRoutes } from './routes/organisation-routes.ts';
import { ownRoutes } from './routes/own-routes.ts';
import { pledgeRoutes } from './routes/pledge-routes.ts';
import { rosterRoutes } from './routes/roster-routes.ts';
import { reportRoutes } from './routes/report-routes.ts';
import { runRoutes } from './routes/run-routes.ts';
import { yearRoutes } from './routes/year-routes.ts';

/** What the API needs. */
export interface ApiOptions {
  readonly deps: CommandDeps;
  readonly checkToken: CheckToken;
  /** What the tab knows, too, before anybody is signed in. */
  readonly app: AppFacts;
  /** How often somebody, and a whole tenant, may ask; `REQUEST_LIMITS` unless given. */
  readonly requestLimits?: RequestLimits;
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

/** All routes of the API, in the order of the OpenAPI document. */
const ROUTES: readonly Routes[] = [
  ownRoutes,
  pledgeRoutes,
  ergRoutes,
  runRoutes,
  learnRoutes,
  journalRoutes,
  buddyRoutes,
  contentRoutes,
  importRoutes,
  linkRoutes,
  newsRoutes,
  rosterRoutes,
  adminRoutes,
  adminSettingsRoutes,
  adminErgRoutes,
  directoryRoutes,
  auditRoutes,
  figuresRoutes,
  organisationRoutes,
  helpRoutes,
  yearRoutes,
  reportRoutes,
];

/** Where nobody is signed in yet, all come from the address of the same gateway: one limit would be everybody's. */
const SHARED_ADDRESS = { rateLimit: false } as const;

/** Registers the API under `/api`: every answer JSON, every error problem+json, every route with its right. */
export async function registerApi(root: FastifyInstance, options: ApiOptions): Promise<void> {
  await root.register(
    async (plain) => {
      const app = plain.withTypeProvider<ZodTypeProvider>();
      app.setValidatorCompiler(validatorCompiler);
      app.setSerializerCompiler(serializerCompiler);
      // Fastify reads plain text, too, unless told otherwise.
      app.removeContentTypeParser('text/plain');
      answerProblems(app, options.deps.log);
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
      speakLanguages(app, options.app.pseudoLanguages === true);
      const { entrance, ergs, directory } = options.deps;
      requireSignIn(app, admittedBy(options.checkToken, entrance), ergs.load, directory.read);
      await limitRequests(app, options.requestLimits ?? REQUEST_LIMITS);
      app.addHook('onRoute', (route) => {
        route.bodyLimit ??= LARGEST_BODY_BYTES;
      });
      app.addHook('onSend', async (_request, reply) => {
        if (reply.getHeader('cache-control') === undefined) {
          void reply.header('cache-control', 'no-store');
        }
      });
      for (const routes of ROUTES) routes(app, options);
      app.get(
        '/openapi.json',
        {
          config: { right: 'public', ...SHARED_ADDRESS },
          schema: { hide: true, response: { 200: z.record(z.string(), z.unknown()) } },
        },
        async () => app.swagger() as unknown as Record<string, unknown>,
      );
    },
    { prefix: '/api' },
  );
}
