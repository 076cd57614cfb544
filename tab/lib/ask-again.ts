import type { QueryClient } from '@tanstack/react-query';
import { HOME_KEY } from './home-query.ts';
import { isWorthRetrying } from './query-client.ts';

const ASK_AGAIN_MS = 10_000;

/**
 * Asks again, now and then, for what an open page could not load for a reason that passes by itself; what else failed is
 * left to the person. Home is asked first, so that pages change only when there is something to see. Gives what ends it.
 */
export function askAgain(queries: QueryClient, everyMs: number = ASK_AGAIN_MS): () => void {
  let isAsking = false;
  async function ask(): Promise<void> {
    if (isAsking || document.visibilityState === 'hidden' || failed(queries).length === 0) return;
    isAsking = true;
    try {
      await queries.refetchQueries({ queryKey: HOME_KEY }, { cancelRefetch: false });
      if (queries.getQueryState(HOME_KEY)?.status !== 'success') return;
      const hashes = new Set(failed(queries).map(({ queryHash }) => queryHash));
      await queries.refetchQueries({ predicate: ({ queryHash }) => hashes.has(queryHash) });
    } finally {
      isAsking = false;
    }
  }
  const timer = setInterval(() => void ask(), everyMs);
  return () => clearInterval(timer);
}

/** What an open page needs and does not have, for a reason that passes. */
function failed(queries: QueryClient) {
  return queries.getQueryCache().findAll({
    type: 'active',
    fetchStatus: 'idle',
    predicate: ({ state }) => state.status === 'error' && isWorthRetrying(0, state.error),
  });
}
