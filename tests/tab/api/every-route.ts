import { z } from 'zod';
import { PILLARS } from '../../../shared/domain/pillar.ts';
import { type ApiServer, aNewPledge, pledgeId } from '../../support/api-server.ts';
import { ERG_ID } from '../../support/builders.ts';

/** One route, as the OpenAPI document tells of it. */
export interface DocumentedRoute {
  readonly method: string;
  /** `/api/pledges/{id}` */
  readonly path: string;
  readonly isPublic: boolean;
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
  readonly hasBody: boolean;
}

const Document = z.object({
  openapi: z.string(),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        responses: z.record(z.string(), z.looseObject({ description: z.string() })),
        requestBody: z.unknown().optional(),
        parameters: z
          .array(z.looseObject({ name: z.string(), in: z.string(), required: z.boolean() }))
          .optional(),
      }),
    ),
  ),
});

/** The OpenAPI document of a server. */
export async function readDocument(api: ApiServer): Promise<z.infer<typeof Document>> {
  return Document.parse((await (await api.as('nobody')).get('/api/openapi.json')).body);
}

/** The routes that need nobody to be signed in. */
const PUBLIC_PATHS: readonly string[] = ['/api/app'];

/** Every route of the API. */
export async function everyRoute(api: ApiServer): Promise<readonly DocumentedRoute[]> {
  const { paths } = await readDocument(api);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      isPublic: PUBLIC_PATHS.includes(path),
      responses,
      hasBody: requestBody !== undefined,
    })),
  );
}

const settings = {
  budget: 2,
  day: 3,
  time: '10:00',
  zone: 'Europe/Berlin',
  messages: { state: 'on' },
  quietDates: [],
  showWords: true,
};

/** A body that each route with one takes, for a person with a pledge who is new otherwise. */
const BODIES: Readonly<Record<string, unknown>> = {
  'POST /api/consent': {
    version: 1,
    rhythm: { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' },
  },
  'PUT /api/settings': { revision: 0, settings },
  'POST /api/pledges': aNewPledge({ id: pledgeId(2), pillar: PILLARS[0] }),
  'PATCH /api/pledges/{id}': { do: 'pause', revision: 0 },
  'PUT /api/pledges/{id}/check-ins/{date}': { answer: 'did-it', note: 'A note.', revision: null },
  'POST /api/ergs/{id}/join': { revision: 0, showToAllies: false },
  'POST /api/ergs/{id}/leave': { revision: 0 },
  'PUT /api/admin/message-rules': {
    revision: 0,
    rules: { messages: 'on', quietDates: [], installation: 'silent' },
  },
  'PUT /api/ergs/{id}/membership': { revision: 0, showToAllies: true },
};

/** The path of a route with ids in it, and a body that it would take. */
export function filledIn(
  route: DocumentedRoute,
  id = route.path.includes('/ergs/') ? ERG_ID : pledgeId(1),
): { readonly path: string; readonly body: unknown } {
  const key = `${route.method} ${route.path}`;
  if (route.hasBody && !(key in BODIES)) throw new Error(`These tests know no body for ${key}.`);
  const path = route.path.replace('{id}', id).replace('{date}', '2026-03-10');
  const isWithRevision = route.method === 'DELETE' && route.path !== '/api/me';
  return { path: isWithRevision ? `${path}?revision=1` : path, body: BODIES[key] };
}
