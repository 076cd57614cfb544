import serveFolder from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APP_FACTS, type AppFacts } from '../../shared/contract/app.ts';
import { escapeHtml } from './escape-html.ts';
import type { ContentPolicy } from './security-headers.ts';

/** Stands in the built page where the nonce of an answer belongs. */
const NONCE_PLACE = 'nonce-of-this-answer';

const NONCE_BYTES = 16;

/** Stands in the built page where what the tab must know beforehand belongs. */
const FACTS_PLACE = `<meta name="${APP_FACTS}" content="facts-of-this-installation" />`;

/**
 * Serves the built tab under `/tab/`: assets for a year, pages always fresh, and every page of the tab the same document.
 * Assets are sent as they were compressed with the build, where they were; one of an older build is not found, since a page in
 * its place would not run, and be kept for a script. Without a build there is no tab.
 */
export async function serveTab(
  app: FastifyInstance,
  {
    folder,
    policy,
    facts,
  }: { readonly folder: string; readonly policy: ContentPolicy; readonly facts: AppFacts },
): Promise<void> {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return;
  const html = readFileSync(page, 'utf8').replace(
    FACTS_PLACE,
    () => `<meta name="${APP_FACTS}" content="${escapeHtml(JSON.stringify(facts))}" />`,
  );

  /** The page with a nonce of its own. It has no ETag: kept with another answer's nonce it would have no styles. */
  async function sendPage(_request: FastifyRequest, reply: FastifyReply) {
    const nonce = randomBytes(NONCE_BYTES).toString('base64url');
    return reply
      .header('content-security-policy', policy(nonce))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(html.replaceAll(NONCE_PLACE, nonce));
  }

  const assets = join(folder, 'assets');
  await app.register(serveFolder, {
    root: assets,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders(reply) {
      reply.header('cache-control', 'public, max-age=31536000, immutable');
    },
  });
  // What is compressed is sent in place of what it was.
  const names = new Set(readdirSync(assets).filter((name) => !/\.(?:br|gz)$/.test(name)));
  // One route for all: one for each would take a tenth of a second of every start. What is no name of a file is not looked for.
  app.get<{ Params: { '*': string } }>('/tab/assets/*', async (request, reply) => {
    const { '*': name } = request.params;
    return names.has(name) ? reply.sendFile(name) : reply.callNotFound();
  });
  app.get('/tab', async (_request, reply) => reply.redirect('/tab/'));
  app.get('/tab/', sendPage);
  app.get('/tab/*', sendPage);
}
