import type { FastifyInstance } from 'fastify';
import { readFileSync } from 'node:fs';
import { PUBLIC_PAGES } from '../../../shared/i18n/page-texts.ts';
import { languageOf } from '../language.ts';
import { publicPageHtml } from './page-html.ts';

/** What the pages look like: the files beside this one. */
const LOOKS = [
  { name: 'pages.css', type: 'text/css; charset=utf-8' },
  { name: 'sign.svg', type: 'image/svg+xml; charset=utf-8' },
] as const;

const AN_HOUR = 'public, max-age=3600';

/**
 * `/about`, `/privacy`, `/terms` and `/support`, for anybody and without signing in, as the app's manifest promises.
 * @param supportMail whom they name; the organisation's help desk where it is not given
 */
export function answerPublicPages(app: FastifyInstance, supportMail: string | undefined): void {
  for (const page of PUBLIC_PAGES) {
    app.get(`/${page}`, async (request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .headers({ 'cache-control': 'no-cache', vary: 'accept-language' })
        .send(publicPageHtml(page, { language: languageOf(request), supportMail })),
    );
  }
  for (const { name, type } of LOOKS) {
    const content = readFileSync(new URL(name, import.meta.url), 'utf8');
    app.get(`/pages/${name}`, async (_request, reply) =>
      reply.type(type).header('cache-control', AN_HOUR).send(content),
    );
  }
}
