import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type {
  AnswerRequestsBody,
  OutcomesReply,
  RequestsReply,
  RosterReply,
  UndoActsBody,
} from '../../../shared/contract/roster.ts';
import { useApi } from '../../lib/api-context.ts';

/** What is asked of the people on a list, and what undoes it. Each gives what became of each person. */
export interface RosterActs {
  answer(
    answer: AnswerRequestsBody['answer'],
    userIds: readonly string[],
  ): Promise<OutcomesReply['outcomes']>;
  undoAnswers(acts: UndoActsBody['acts']): Promise<OutcomesReply['outcomes']>;
  remove(userIds: readonly string[]): Promise<OutcomesReply['outcomes']>;
  undoRemovals(acts: UndoActsBody['acts']): Promise<OutcomesReply['outcomes']>;
}

/** A page of an ERG's allies; `find` is the beginning of any words of a name, empty for everybody. */
export function useRoster(
  ergId: string,
  find: string,
  continuation: string | undefined,
): UseQueryResult<RosterReply> {
  const api = useApi();
  const query = queryOf({ find: find === '' ? undefined : find, continuation });
  return useQuery({
    queryKey: ['roster', ergId, find, continuation],
    queryFn: () => api.request<RosterReply>('GET', `${pathOf(ergId)}/roster${query}`),
    placeholderData: keepPreviousData,
    // What was done to a row stays on it: the list is not read anew under one's hands.
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** A page of the requests that wait, the oldest first. */
export function useRequests(
  ergId: string,
  continuation: string | undefined,
): UseQueryResult<RequestsReply> {
  const api = useApi();
  const query = queryOf({ continuation });
  return useQuery({
    queryKey: ['requests', ergId, continuation],
    queryFn: () => api.request<RequestsReply>('GET', `${pathOf(ergId)}/requests${query}`),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** What an organiser can do about the people of one ERG, at most fifty at a time. */
export function useRosterActs(ergId: string): RosterActs {
  const api = useApi();
  async function post(path: string, body: object): Promise<OutcomesReply['outcomes']> {
    const reply = await api.request<OutcomesReply>('POST', `${pathOf(ergId)}${path}`, body);
    return reply.outcomes;
  }
  return {
    answer: (answer, userIds) => post('/requests/answers', { answer, userIds }),
    undoAnswers: (acts) => post('/requests/undo', { acts }),
    remove: (userIds) => post('/roster/remove', { userIds }),
    undoRemovals: (acts) => post('/roster/undo', { acts }),
  };
}

function pathOf(ergId: string): string {
  return `/api/ergs/${encodeURIComponent(ergId)}/run`;
}

function queryOf(fields: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(fields).filter(
    (field): field is [string, string] => field[1] !== undefined,
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
