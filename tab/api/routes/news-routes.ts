import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { momentDraftsIn } from '../../../shared/catalogue/moment.ts';
import {
  readPublishedNews,
  readRunNews,
  withBroadcast,
} from '../../../shared/commands/read-news.ts';
import {
  askAdminToPublish,
  changeNews,
  confirmNews,
  correctNews,
  createNews,
  type NewsAsk,
  prepareNews,
  resumeNews,
  retireNews,
  stopNews,
  takeAskBack,
} from '../../../shared/commands/run-news.ts';
import { Id } from '../../../shared/contract/fields.ts';
import {
  AskedActBody,
  AskedMomentsReply,
  CreateNewsBody,
  ErgNewsReply,
  NewsActBody,
  NewsQuery,
  NewsView,
  RunNewsReply,
} from '../../../shared/contract/news.ts';
import { roundedCount } from '../../../shared/domain/health-figures.ts';
import { publisherOf } from '../../../shared/domain/news-decisions.ts';
import type { Routes } from '../api.ts';
import { askerOf, ergAskOf } from '../authentication.ts';
import { languageOf } from '../language.ts';
import { presentPublished, presentRunNews } from '../present-news.ts';
import { orProblem, RequestProblem } from '../problems.ts';

const ErgParams = z.strictObject({ id: Id });
const NewsParams = z.strictObject({ id: Id, newsId: Id });

const PAGE = 20;

/** Moments and announcements: as organisers run them, as everybody reads them, as admins are asked to publish them. */
export const newsRoutes: Routes = (app, { deps }) => {
  const change = { right: { subject: 'news', to: 'change', of: 'erg' } } as const;
  const read = { right: { subject: 'news', to: 'read', of: 'erg' } } as const;
  const asked = (to: 'read' | 'change') =>
    ({ right: { subject: 'asked-moments', to, of: 'erg' } }) as const;

  /** A piece of news as it is now, with how far it is. Throws `not-found`. */
  async function presentOne(tenantId: string, ergId: string, newsId: string): Promise<NewsView> {
    const run = await readRunNews(deps, { tenantId, ergId, newsId });
    if (run === undefined) throw new RequestProblem('not-found');
    return presentRunNews(run, deps.clock.now());
  }

  app.get(
    '/ergs/:id/news',
    {
      config: { right: { subject: 'erg-news', to: 'read', of: 'erg' } },
      schema: { params: ErgParams, response: { 200: ErgNewsReply } },
    },
    async (request) => {
      const { tenantId, ergId, loaded } = ergAskOf(request);
      if (loaded.erg.state === 'archived') throw new RequestProblem('not-found');
      const news = await readPublishedNews(deps, tenantId, ergId);
      return { news: news.flatMap(presentPublished) };
    },
  );

  app.get(
    '/ergs/:id/run/news',
    {
      config: read,
      schema: { params: ErgParams, querystring: NewsQuery, response: { 200: RunNewsReply } },
    },
    async (request) => {
      const { tenantId, ergId } = ergAskOf(request);
      const { before } = request.query;
      const [page, everybody] = await Promise.all([
        deps.news.readPage(tenantId, ergId, {
          limit: PAGE,
          ...(before === undefined ? {} : { before }),
        }),
        deps.audience.count(tenantId),
      ]);
      const runs = await Promise.all(page.news.map((one) => withBroadcast(deps, tenantId, one)));
      return {
        news: runs.map((run) => presentRunNews(run, deps.clock.now())),
        ...(page.before === undefined ? {} : { before: page.before }),
        drafts: momentDraftsIn(languageOf(request)).map(({ id, content, language }) => ({
          id,
          content: { ...content },
          language,
        })),
        everybody: roundedCount(everybody),
      };
    },
  );

  app.post(
    '/ergs/:id/run/news',
    {
      config: change,
      schema: { params: ErgParams, body: CreateNewsBody, response: { 200: NewsView } },
    },
    async (request) => {
      const ask = ergAskOf(request);
      const { id: newsId, content, days } = request.body;
      const news = orProblem(await createNews(deps, { ...ask, newsId }, { content, days }));
      return presentRunNews({ news }, deps.clock.now());
    },
  );

  app.get(
    '/ergs/:id/run/news/:newsId',
    { config: read, schema: { params: NewsParams, response: { 200: NewsView } } },
    async (request) => {
      const { tenantId, ergId } = ergAskOf(request);
      return presentOne(tenantId, ergId, request.params.newsId);
    },
  );

  app.patch(
    '/ergs/:id/run/news/:newsId',
    {
      config: change,
      schema: { params: NewsParams, body: NewsActBody, response: { 200: NewsView } },
    },
    async (request) => {
      const { newsId } = request.params;
      const ask: NewsAsk = { ...ergAskOf(request), newsId };
      orProblem(await act(ask, request.body));
      return presentOne(ask.tenantId, ask.ergId, newsId);
    },
  );

  function act(ask: NewsAsk, wanted: NewsActBody) {
    const { revision: seen } = wanted;
    switch (wanted.do) {
      case 'change':
        return changeNews(deps, ask, { content: wanted.content, days: wanted.days, seen });
      case 'correct':
        return correctNews(deps, ask, { content: wanted.content, seen });
      case 'prepare':
        return prepareNews(deps, ask, seen);
      case 'confirm':
        return confirmNews(deps, ask, seen);
      case 'stop':
        return stopNews(deps, ask);
      case 'resume':
        return resumeNews(deps, ask, seen);
      case 'retire':
        return retireNews(deps, ask);
      case 'ask':
        return askAdminToPublish(deps, ask, seen);
      case 'take-back':
        return takeAskBack(deps, ask, seen);
    }
  }

  app.get(
    '/admin/news',
    {
      config: { right: { subject: 'asked-moments', to: 'read' } },
      schema: { response: { 200: AskedMomentsReply } },
    },
    async (request) => {
      const { tenantId } = askerOf(request).key;
      const [lines, ergs] = await Promise.all([
        deps.newsLines.listAsked(tenantId),
        deps.publishedErgs.get(tenantId),
      ]);
      const names = new Map(ergs.map(({ id, name }) => [id, name]));
      return {
        moments: lines.map(({ id, ergId, title, at }) => ({
          id,
          ergId,
          erg: names.get(ergId) ?? '',
          title,
          askedAt: at,
        })),
      };
    },
  );

  app.get(
    '/admin/ergs/:id/news/:newsId',
    { config: asked('read'), schema: { params: NewsParams, response: { 200: NewsView } } },
    async (request) => {
      const { tenantId, ergId } = ergAskOf(request);
      const { newsId } = request.params;
      const run = await readRunNews(deps, { tenantId, ergId, newsId });
      // An admin sees what they were asked about, and nothing else that organisers write.
      if (run === undefined || publisherOf(run.news) !== 'admin') {
        throw new RequestProblem('not-found');
      }
      return presentRunNews(run, deps.clock.now());
    },
  );

  app.patch(
    '/admin/ergs/:id/news/:newsId',
    {
      config: asked('change'),
      schema: { params: NewsParams, body: AskedActBody, response: { 200: NewsView } },
    },
    async (request) => {
      const { newsId } = request.params;
      const ask = asAdmin(request, newsId);
      const { do: wanted, revision } = request.body;
      const acts = {
        prepare: prepareNews,
        confirm: confirmNews,
        decline: takeAskBack,
        stop: stopNews,
      };
      orProblem(await acts[wanted](deps, ask, revision));
      return presentOne(ask.tenantId, ask.ergId, newsId);
    },
  );
};

/** On these routes an organiser who is also an admin acts as the admin. */
function asAdmin(request: FastifyRequest, newsId: string): NewsAsk {
  const ask = ergAskOf(request);
  return { ...ask, newsId, actor: { ...ask.actor, as: 'admin' } };
}
