import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { HomeReply } from '../../shared/contract/home.ts';
import type { RunView } from '../../shared/contract/run.ts';
import { useApi } from './api-context.ts';
import { HOME_KEY } from './home-query.ts';

/** The key of one ERG, as its organisers run it, in the query cache. */
export function runKey(ergId: string): readonly string[] {
  return ['run', ergId];
}

/** One ERG as its organisers run it. */
export function useRun(ergId: string): UseQueryResult<RunView> {
  const api = useApi();
  return useQuery({
    queryKey: runKey(ergId),
    queryFn: () => api.request<RunView>('GET', `/api/ergs/${encodeURIComponent(ergId)}/run`),
  });
}

/** The name of an ERG that the person runs: at once from home, else when `useRun` has it. */
export function useRunName(ergId: string): string | undefined {
  const run = useRun(ergId);
  const client = useQueryClient();
  if (run.data !== undefined) return run.data.profile.name;
  const home = client.getQueryData<HomeReply>(HOME_KEY);
  if (home?.consent !== 'given') return undefined;
  return home.runs.find((one) => one.ergId === ergId)?.name;
}

/** How a change writes the ERG that the API answered into what every page shows. */
export function useKeepRun(): (run: RunView) => Promise<void> {
  const client = useQueryClient();
  return async (run) => {
    await client.cancelQueries({ queryKey: runKey(run.id), exact: true });
    client.setQueryData(runKey(run.id), run);
    // The ERG's page and the directory say it too.
    void client.invalidateQueries({ queryKey: ['ergs'] });
    void client.invalidateQueries({ queryKey: HOME_KEY });
  };
}
