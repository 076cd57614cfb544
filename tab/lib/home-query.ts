import { createContext, useContext } from 'react';
import {
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { GivenHome, HomeReply } from '../../shared/contract/home.ts';
import { useApi } from './api-context.ts';
import { fetchHome } from './fetch-home.ts';

/** The key of the person's home in the query cache. */
export const HOME_KEY = ['home'] as const;

const REFETCH_DUE_MS = 10_000;
const REFETCH_CALM_MS = 30_000;

/** The person's home, fetched again by itself while the tab is visible: sooner when a question is due. For the shell alone. */
export function useHomeQuery(): UseQueryResult<HomeReply> {
  const api = useApi();
  return useQuery({
    queryKey: HOME_KEY,
    queryFn: () => fetchHome(api),
    refetchInterval: ({ state: { data } }) =>
      data?.consent === 'given' && data.due.length > 0 ? REFETCH_DUE_MS : REFETCH_CALM_MS,
    refetchIntervalInBackground: false,
  });
}

/** What the shell knows of the person's home, for every page: it is watched in one place. */
export const HomeContext = createContext<UseQueryResult<HomeReply> | undefined>(undefined);

/** The person's home, as far as it is there. Only below the shell. */
export function useHome(): UseQueryResult<HomeReply> {
  const home = useContext(HomeContext);
  if (home === undefined) throw new Error('Not below the shell');
  return home;
}

/** Home of a person who agreed. Only below the shell, which shows pages to nobody else. */
export function useGivenHome(): GivenHome {
  const { data } = useHome();
  if (data?.consent !== 'given') throw new Error('Not below the shell: home is not there yet');
  return data;
}

/**
 * How a save writes what the API answered into home at once, so that every page shows it. The function gives
 * a promise that ends once a running fetch, which may be older than the save, has been cancelled.
 */
export function useChangeHome(): (change: (home: GivenHome) => GivenHome) => Promise<void> {
  const client = useQueryClient();
  return (change) => changeHome(client, change);
}

async function changeHome(
  client: QueryClient,
  change: (home: GivenHome) => GivenHome,
): Promise<void> {
  await client.cancelQueries({ queryKey: HOME_KEY });
  client.setQueryData<HomeReply>(HOME_KEY, (home) =>
    home?.consent === 'given' ? change(home) : home,
  );
}

/** Fetches home again; the promise ends when the new one is there (or the fetch failed). */
export function useRefreshHome(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: HOME_KEY });
}
