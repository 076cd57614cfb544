import type {
  AllyView,
  AnswerRequestsBody,
  OutcomesReply,
  RemoveAlliesBody,
  UndoActsBody,
} from '../../../../shared/contract/roster.ts';
import { type FakeApi, fakeApi, json } from '../../support/fake-api.ts';
import { givenHome } from '../../support/homes.ts';
import { prism } from '../organise/run-api.ts';

/** So many people with names of their own: `Ally 001` and on. */
export function somePeople(count: number, word = 'Ally'): AllyView[] {
  return Array.from({ length: count }, (_, index) => ({
    userId: `u-${word}-${index + 1}`,
    name: `${word} ${String(index + 1).padStart(3, '0')}`,
    since: '2026-02-10T09:00:00.000Z',
  }));
}

type Outcome = OutcomesReply['outcomes'][number];

interface PeopleOf {
  readonly allies?: readonly AllyView[];
  readonly requests?: readonly AllyView[];
}

const PAGE = 50;

/**
 * An API of one ERG with these people, in pages of 50. `outcomeOf` says what becomes of somebody; done, with an undo,
 * unless a test says otherwise.
 */
export function apiWithPeople({ allies = [], requests = [] }: PeopleOf): FakeApi & {
  outcomeOf: (userId: string) => Outcome['outcome'];
} {
  const api = fakeApi();
  const page = (all: readonly AllyView[], query: URLSearchParams) => {
    const from = Number(query.get('continuation') ?? 0);
    const end = from + PAGE;
    return {
      people: all.slice(from, end),
      rest: end < all.length ? { continuation: String(end) } : {},
    };
  };
  const queryOf = (path: string) => new URL(path, 'https://a.example').searchParams;
  const home = givenHome({ runs: [{ ergId: 'e1', name: 'Prism', picture: '🌈' }] });
  api.on('GET /api/home', () => json(home));
  api.on('GET /api/ergs/e1/run', () => json(prism()));
  api.on('GET /api/ergs/e1/run/roster*', ({ path }) => {
    const query = queryOf(path);
    const find = query.get('find')?.toLowerCase();
    const all = allies.filter(
      ({ name }) => find === undefined || name.toLowerCase().includes(find),
    );
    const { people, rest } = page(all, query);
    const isFirst = query.size === 0;
    const counts = isFirst ? { count: allies.length, requested: requests.length } : {};
    return json({ allies: people, ...rest, ...counts });
  });
  api.on('GET /api/ergs/e1/run/requests*', ({ path }) => {
    const query = queryOf(path);
    const { people, rest } = page(requests, query);
    return json({
      requests: people,
      ...rest,
      ...(query.size === 0 ? { requested: requests.length } : {}),
    });
  });
  const result: ReturnType<typeof apiWithPeople> = { ...api, outcomeOf: () => 'done' };
  const outcomes = (userIds: readonly string[], act?: number): Response =>
    json({
      outcomes: userIds.map((userId) => {
        const outcome = result.outcomeOf(userId);
        return { userId, outcome, ...(outcome === 'done' && act !== undefined ? { act } : {}) };
      }),
    });
  api.on('POST /api/ergs/e1/run/requests/answers', ({ body }) =>
    outcomes((body as AnswerRequestsBody).userIds, 7),
  );
  api.on('POST /api/ergs/e1/run/roster/remove', ({ body }) =>
    outcomes((body as RemoveAlliesBody).userIds, 8),
  );
  for (const list of ['roster', 'requests']) {
    api.on(`POST /api/ergs/e1/run/${list}/undo`, ({ body }) =>
      outcomes((body as UndoActsBody).acts.map(({ userId }) => userId)),
    );
  }
  return result;
}
