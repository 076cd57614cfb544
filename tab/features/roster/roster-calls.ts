import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AllyView, RequestsReply, RosterReply } from '../../../shared/contract/roster.ts';
import type { ApiClient } from '../../lib/api-client.ts';
import { useApi } from '../../lib/api-context.ts';

/** The two lists of an ERG that name people. */
export type PeopleList = 'roster' | 'requests';

/** One page of such a list; the first one knows how many there are of each. */
export interface PeoplePage {
  readonly people: readonly AllyView[];
  readonly continuation?: string;
  readonly count?: number;
  readonly requested?: number;
}

/** What to read: `find` is the beginning of any words of a name, `continuation` is what the page before said. */
export interface PageAsk {
  readonly find?: string;
  readonly continuation?: string;
}

/** A page may be empty and go on; so many of them are passed over. */
const MOST_EMPTY = 10;

/** Reads one page of one of the lists, with somebody on it where there is anybody left. */
export async function readPeople(
  api: ApiClient,
  ergId: string,
  list: PeopleList,
  ask: PageAsk,
): Promise<PeoplePage> {
  let page = await readOnce(api, ergId, list, ask);
  for (let empty = 0; empty < MOST_EMPTY; empty += 1) {
    const { continuation } = page;
    if (page.people.length > 0 || continuation === undefined) break;
    page = { ...page, ...(await readOnce(api, ergId, list, { ...ask, continuation })) };
  }
  return page;
}

async function readOnce(
  api: ApiClient,
  ergId: string,
  list: PeopleList,
  ask: PageAsk,
): Promise<PeoplePage> {
  const query = new URLSearchParams({ ...ask });
  const path = `/api/ergs/${encodeURIComponent(ergId)}/run/${list}`;
  const reply = await api.request<RosterReply | RequestsReply>(
    'GET',
    query.size === 0 ? path : `${path}?${query.toString()}`,
  );
  const { continuation, requested } = reply;
  return {
    people: 'allies' in reply ? reply.allies : reply.requests,
    ...(continuation === undefined ? {} : { continuation }),
    ...('count' in reply && reply.count !== undefined ? { count: reply.count } : {}),
    ...(requested === undefined ? {} : { requested }),
  };
}

/** One stay on the page of a list. */
interface Visit {
  /** Its id. */
  readonly visit: string;
  /** Whether nothing is chosen or done: then the list may be read again. */
  readonly isQuiet: boolean;
}

/**
 * A page of one of the lists as it was when this visit first saw it: whoever was answered stays in place meanwhile.
 * The page that is shown stays until the next one is there.
 */
export function usePeoplePage(
  ergId: string,
  list: PeopleList,
  ask: PageAsk,
  { visit, isQuiet }: Visit,
): UseQueryResult<PeoplePage> {
  const api = useApi();
  return useQuery({
    queryKey: ['people-of', ergId, list, visit, ask.find ?? '', ask.continuation ?? ''],
    queryFn: () => readPeople(api, ergId, list, ask),
    staleTime: Infinity,
    refetchOnWindowFocus: isQuiet ? 'always' : false,
    refetchOnReconnect: false,
    placeholderData: keepPreviousData,
  });
}
