import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { ErgProfileBody, RunView } from '../../../shared/contract/run.ts';
import { useApi } from '../../lib/api-context.ts';
import { HOME_KEY } from '../../lib/home-query.ts';
import { isChangedMeanwhile } from '../../lib/problem-words.ts';
import { runKey, useKeepRun } from '../../lib/run-query.ts';

/** What an organiser changes about their ERG; `revision` is the one that they saw. */
export type RunAct =
  | { readonly do: 'appoint' | 'hand-over'; readonly userId: string }
  | { readonly do: 'remove'; readonly userId: string }
  | { readonly do: 'sponsor'; readonly userId: string | null; readonly revision: number }
  | { readonly do: 'profile'; readonly profile: ErgProfileBody; readonly revision: number }
  | { readonly do: 'state'; readonly state: RunView['state']; readonly revision: number };

/** Changes an ERG that one runs. The answer is the ERG after it; nothing where one's own part may have ended. */
export function useRunAct(ergId: string): UseMutationResult<RunView | undefined, Error, RunAct> {
  const api = useApi();
  const client = useQueryClient();
  const keepRun = useKeepRun();
  const base = `/api/ergs/${encodeURIComponent(ergId)}/run`;
  return useMutation({
    scope: { id: `run ${ergId}` },
    mutationFn: (act: RunAct) => {
      switch (act.do) {
        case 'appoint':
          return api.request<RunView>('POST', `${base}/organisers`, { userId: act.userId });
        case 'hand-over':
          return api.request<RunView>('POST', `${base}/hand-over`, { userId: act.userId });
        case 'remove':
          return api.request<undefined>(
            'DELETE',
            `${base}/organisers/${encodeURIComponent(act.userId)}`,
          );
        case 'sponsor':
          return api.request<RunView>('PUT', `${base}/sponsor`, {
            revision: act.revision,
            userId: act.userId,
          });
        case 'profile':
          return api.request<RunView>('PUT', `${base}/profile`, {
            revision: act.revision,
            profile: act.profile,
          });
        case 'state':
          return api.request<RunView>('PUT', `${base}/state`, {
            revision: act.revision,
            state: act.state,
          });
      }
    },
    async onSuccess(run) {
      if (run !== undefined) {
        await keepRun(run);
        return;
      }
      void client.invalidateQueries({ queryKey: ['ergs'] });
      await Promise.all([
        client.invalidateQueries({ queryKey: HOME_KEY }),
        client.invalidateQueries({ queryKey: runKey(ergId) }),
      ]);
    },
    async onError(error) {
      if (isChangedMeanwhile(error)) await client.invalidateQueries({ queryKey: runKey(ergId) });
    },
  });
}
