import { QueryClient } from '@tanstack/react-query';
import { ApiProblem, Unreachable } from './api-client.ts';

const MOST_RETRIES = 3;

/**
 * Whether the same request may be sent once more. Safe for saves too: they carry an id made by the client or
 * the revision that it saw, so a repeated request is the same request.
 */
export function isWorthRetrying(failures: number, error: unknown): boolean {
  if (failures >= MOST_RETRIES) return false;
  if (error instanceof Unreachable) return error.reason !== 'no-token';
  return (
    error instanceof ApiProblem &&
    (error.problem.code === 'busy' || error.problem.code === 'too-many-requests')
  );
}

/** How long to wait before the next attempt, in ms: 0.8, 1.6, 3.2 s. */
function retryDelayMs(failures: number): number {
  return 800 * 2 ** failures;
}

/**
 * The cache of what the API said. Both kinds of request are sent even where the browser believes itself
 * offline: it is often wrong, and a failure can be told to the person, a silent wait cannot.
 */
export function createQueryClient(
  delayMs: (failures: number) => number = retryDelayMs,
): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: isWorthRetrying,
        retryDelay: delayMs,
        networkMode: 'always',
        staleTime: 5_000,
      },
      mutations: { retry: isWorthRetrying, retryDelay: delayMs, networkMode: 'always' },
    },
  });
}
