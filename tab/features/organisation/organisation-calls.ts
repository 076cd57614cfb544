import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  ParticipationReply,
  ReleaseRequest,
  WholeReply,
} from '../../../shared/contract/organisation.ts';
import { ApiProblem } from '../../lib/api-client.ts';
import { useApi } from '../../lib/api-context.ts';
import { MANAGER_KEY } from '../../lib/manager-query.ts';

/** How often the page looks whether the last month is released. */
const RELEASED_YET_MS = 3000;

const WHOLE_KEY = ['organisation', 'whole'] as const;

/** Participation below the manager. A refusal also takes the page out of the navigation. */
export function useParticipation() {
  const api = useApi();
  const client = useQueryClient();
  return useQuery({
    queryKey: ['organisation', 'below'],
    queryFn: async () => {
      try {
        return await api.request<ParticipationReply>('GET', '/api/organisation');
      } catch (error) {
        if (isNotManager(error)) client.setQueryData(MANAGER_KEY, { isManager: false });
        throw error;
      }
    },
  });
}

/** Whether the answer was that nobody reports to this person. */
export function isNotManager(error: unknown): boolean {
  return error instanceof ApiProblem && error.problem.code === 'not-allowed';
}

/** Participation of the whole organisation, for admins; asked for anew while the last month is being counted. */
export function useWhole() {
  const api = useApi();
  return useQuery({
    queryKey: WHOLE_KEY,
    queryFn: () => api.request<WholeReply>('GET', '/api/organisation/whole'),
    refetchInterval: ({ state }) => (state.data?.release === 'running' ? RELEASED_YET_MS : false),
  });
}

/** Releases a month; settled when the page knows what came of it. */
export function useReleaseNow() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ReleaseRequest) =>
      api.request<unknown>('POST', '/api/organisation/releases', body),
    onSettled: () => client.invalidateQueries({ queryKey: WHOLE_KEY }),
  });
}
