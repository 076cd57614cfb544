import type { CommandDeps } from '../../shared/commands/deps.ts';
import { createErg } from '../../shared/commands/create-erg.ts';
import { createNews, type NewsAsk } from '../../shared/commands/run-news.ts';
import type { News, NewsContent } from '../../shared/domain/news.ts';
import { aMoment, personId } from './broadcasts.ts';
import { anErg, anOrganiser, ERG_ID, NOON, TENANT_ID, USER_ID } from './builders.ts';
import { valueOf } from './outcomes.ts';

export const NEWS_ID = '0195c000-0000-7000-8000-000000000001';
export const OTHER_NEWS_ID = '0195c001-0000-7000-8000-000000000002';

/** An organiser of `ERG_ID` who asks for something about `NEWS_ID`. */
export const ASK: NewsAsk = {
  tenantId: TENANT_ID,
  ergId: ERG_ID,
  actor: { userId: anOrganiser().userId, as: 'organiser' },
  newsId: NEWS_ID,
};

/** An admin who asks for something about `NEWS_ID`. */
export const ASK_AS_ADMIN: NewsAsk = { ...ASK, actor: { userId: USER_ID, as: 'admin' } };

/** A draft of a moment, for a fortnight, with the fields that matter to a test. */
export function someNews(fields: Partial<News> = {}): News {
  return {
    id: NEWS_ID,
    content: aMoment(),
    days: 14,
    life: { state: 'draft' },
    createdAt: NOON,
    revision: 1,
    ...fields,
  };
}

/** An ERG with a draft of news; the first so many people agreed. */
export async function withDraft(
  deps: CommandDeps,
  { content = aMoment(), people = 0 }: { readonly content?: NewsContent; people?: number } = {},
): Promise<News> {
  await createErg(deps, { tenantId: TENANT_ID, actorId: USER_ID, erg: anErg() });
  for (let n = 0; n < people; n += 1) {
    await deps.audience.apply(
      { tenantId: TENANT_ID, userId: personId(n) },
      {
        id: `agreed-${n}`,
        to: 'audience',
        wanted: 'in',
        since: NOON,
        revision: 10,
        writtenAtMs: 0,
      },
    );
  }
  return valueOf(await createNews(deps, ASK, { content, days: 14 }));
}
