import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { LocalSetupProblem } from './local-setup-problem.ts';
import { loopbackOnly } from './loopback-only.ts';

/** Where `vite build -c infra/local/page/vite.config.ts` puts the page. */
const LOCAL_PAGE_FOLDER = fileURLToPath(new URL('../../dist/local', import.meta.url));

/** The local Teams page at `/`, a Fastify plugin: the built files and no other path. Throws LocalSetupProblem where it was not built. */
export async function localPage(
  app: FastifyInstance,
  options: { readonly folder?: string },
): Promise<void> {
  const { folder = LOCAL_PAGE_FOLDER } = options;
  if (!existsSync(join(folder, 'index.html'))) {
    throw new LocalSetupProblem(
      `The local Teams page is not built: there is no ${join(folder, 'index.html')}.`,
    );
  }
  app.addHook('onRequest', loopbackOnly);
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    decorateReply: false,
    cacheControl: false,
  });
}
