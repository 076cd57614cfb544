import type {
  NewsContentBody,
  NewsStateView,
  NewsView,
  RunNewsReply,
} from '../../../../shared/contract/news.ts';
import { type FakeApi, fakeApi, json } from '../../support/fake-api.ts';
import { givenHome } from '../../support/homes.ts';

export const MOMENT: NewsContentBody = {
  kind: 'moment',
  title: 'After the floods',
  ifThisTouchesYou: 'Take the time that you need.',
  ifYouWantToSupport: 'Take a task over.',
};

/** A moment of the ERG `e1` in this state, with the fields that matter to a test. */
export function newsView(fields: Partial<NewsView> = {}): NewsView {
  return {
    id: '0195c000-0000-7000-8000-000000000001',
    content: MOMENT,
    days: 14,
    life: { state: 'draft' },
    now: '2026-03-03T10:00:00.000Z',
    revision: 1,
    ...fields,
  };
}

const path = (id: string) => `/api/ergs/e1/run/news/${id}`;

/** An API for an organiser of `e1` with this piece of news; `becomes` says what an act makes of it. */
export function apiWithNews(
  first: NewsView,
  becomes: Readonly<Record<string, NewsStateView>> = {},
): FakeApi & { set(life: NewsStateView): void; acts(): readonly unknown[] } {
  const api = fakeApi();
  let news = first;
  const list = (): RunNewsReply => ({
    news: [news],
    drafts: [
      {
        id: 'hatred-in-the-news',
        content: { ...MOMENT, title: 'A draft that ships' },
        language: 'en',
      },
    ],
    everybody: 2910,
  });
  api.on('GET /api/home', () => json(givenHome()));
  api.on('GET /api/ergs/e1/run/news', () => json(list()));
  api.on(`GET ${path(first.id)}`, () => json(news));
  api.on(`PATCH ${path(first.id)}`, ({ body }) => {
    const act = body as { do: string; content?: NewsContentBody; days?: number };
    const { content = news.content, days = news.days } = act;
    news = {
      ...news,
      content,
      days,
      life: becomes[act.do] ?? news.life,
      revision: news.revision + 1,
    };
    return json(news);
  });
  return {
    ...api,
    set(life) {
      news = { ...news, life };
    },
    acts: () => api.requests(`PATCH ${path(first.id)}`).map(({ body }) => body),
  };
}
