import { newBuddySecret } from '../../../shared/commands/buddy-link.ts';
import { NEWS_ID } from '../../support/news.ts';
import { z } from 'zod';
import type { ProblemCode } from '../../../shared/contract/problem.ts';
import { type ApiServer, pledgeId } from '../../support/api-server.ts';
import { ASK_ID, EVENT_ID, LESSON_ID } from '../../support/content.ts';
import { ERG_ID } from '../../support/builders.ts';
import { type Audience, colleague, madeLink, ROUTES, uploadedImport } from './route-table.ts';

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

let routes: Promise<readonly DocumentedRoute[]> | undefined;

/** Every route of the API. One server tells of them as another does, so one is asked. */
export function everyRoute(api: ApiServer): Promise<readonly DocumentedRoute[]> {
  routes ??= readRoutes(api);
  return routes;
}

async function readRoutes(api: ApiServer): Promise<readonly DocumentedRoute[]> {
  const { paths } = await readDocument(api);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      isPublic: ROUTES[`${method.toUpperCase()} ${path}`]?.who === 'public',
      responses,
      hasBody: requestBody !== undefined,
    })),
  );
}

// In the form of a link, so that storage is asked for the pair.
const unknownBuddyLink = newBuddySecret(pledgeId(8)).secret;

/** The path of a route with ids in it, and a body that it would take. */
export function filledIn(
  route: DocumentedRoute,
  id = route.path.includes('/ergs/') ? ERG_ID : pledgeId(1),
): { readonly path: string; readonly body: unknown } {
  const facts = factsOf(route);
  if (route.hasBody && facts.body === undefined) {
    throw new Error(`These tests know no body for ${nameOf(route)}.`);
  }
  const path = route.path
    .replace('{id}', id)
    .replace('{date}', '2026-03-10')
    .replace('{userId}', colleague.id)
    .replace('{eventId}', EVENT_ID)
    .replace('{itemId}', itemIdOf(route.path))
    .replace('{lessonId}', route.path.includes('/ergs/') ? LESSON_ID : 'listen-ask')
    .replace('{importId}', uploadedImport)
    .replace('{linkId}', madeLink)
    .replace('{secret}', route.path.includes('/buddies/') ? unknownBuddyLink : 'A'.repeat(22))
    .replace('{shareId}', pledgeId(7))
    .replace('{newsId}', NEWS_ID);
  return { path: `${path}${facts.query ?? ''}`, body: facts.body };
}

/** The item of an ERG that a path is about. */
function itemIdOf(path: string): string {
  return path.includes('/asks/') ? ASK_ID : path.includes('/lessons/') ? LESSON_ID : EVENT_ID;
}

/** Who is let in to a route. */
export function audienceOf(route: DocumentedRoute): Audience {
  return factsOf(route).who;
}

/** What somebody is told who is not let in. */
export function refusalCodeOf(route: DocumentedRoute): ProblemCode {
  return factsOf(route).refused ?? 'not-allowed';
}

/** `GET /api/home` */
export function nameOf({ method, path }: Pick<DocumentedRoute, 'method' | 'path'>): string {
  return `${method} ${path}`;
}

function factsOf(route: DocumentedRoute) {
  const facts = ROUTES[nameOf(route)];
  if (facts === undefined) throw new Error(`These tests do not know ${nameOf(route)}.`);
  return facts;
}
