import { MutationObserver } from '@tanstack/react-query';
import { Problem } from '../../shared/contract/problem.ts';
import { ApiProblem, createApiClient, type Method, Unreachable } from '../../tab/lib/api-client.ts';
import { createQueryClient } from '../../tab/lib/query-client.ts';

/** What became of the requests of all tabs, repetitions among them. */
export interface RequestCounts {
  ok: number;
  /** 503: storage was out of reach or overloaded; the tab asks again by itself. */
  busy: number;
  /** The tab gave up waiting. */
  tooSlow: number;
  /** Refused for a reason, by code: something else was first, or is not allowed. */
  readonly refused: Map<string, number>;
  /** 500 `unexpected`: what nobody foresaw. By method and path, ids left out. */
  readonly unexpected: Map<string, number>;
  /** Neither what was asked for nor problem+json, or no answer before the time was over: sentences. */
  readonly raw: string[];
}

export function noRequests(): RequestCounts {
  return { ok: 0, busy: 0, tooSlow: 0, refused: new Map(), unexpected: new Map(), raw: [] };
}

/** How a request ended for the person: with a reply, with a reason, or without either. */
export type Reply<Body> =
  | { readonly kind: 'done'; readonly body: Body }
  | { readonly kind: 'refused'; readonly code: Problem['code'] }
  /** What was asked for may have been done. */
  | { readonly kind: 'unanswered' };

/** One person's tab: the tab's own API client, cache and repetitions, without its screens. */
export interface TabSession {
  /** Reads, and repeats as the tab's queries do. */
  read<Body>(path: string): Promise<Reply<Body>>;
  /** Saves, and repeats as the tab's mutations do. */
  save<Body>(method: Method, path: string, body?: unknown): Promise<Reply<Body>>;
  close(): void;
}

/** Opens a tab before the API at `url` for whoever the token is of. */
export function openTab(
  { url, token, counts }: { url: string; token: string; counts: RequestCounts },
  retryDelayMs?: (failures: number) => number,
): TabSession {
  const queries = createQueryClient(retryDelayMs);
  const api = createApiClient({
    fetch: countingFetch(url, counts),
    getToken: async () => token,
    language: () => 'en-GB',
  });
  return {
    read: <Body>(path: string): Promise<Reply<Body>> =>
      outcomeOf(
        queries.fetchQuery({
          queryKey: [path],
          queryFn: () => api.request<Body>('GET', path),
          staleTime: 0,
          gcTime: 0,
        }),
      ),
    save: <Body>(method: Method, path: string, body?: unknown): Promise<Reply<Body>> =>
      outcomeOf(
        new MutationObserver<Body>(queries, {
          mutationFn: () => api.request<Body>(method, path, body),
          gcTime: 0,
        }).mutate(),
      ),
    close: () => queries.clear(),
  };
}

async function outcomeOf<Body>(running: Promise<Body>): Promise<Reply<Body>> {
  try {
    return { kind: 'done', body: await running };
  } catch (error) {
    if (error instanceof Unreachable) return { kind: 'unanswered' };
    if (!(error instanceof ApiProblem)) throw error;
    const { code, status } = error.problem;
    return status < 500 && status !== 429 ? { kind: 'refused', code } : { kind: 'unanswered' };
  }
}

/** The browser's `fetch` for one origin, and what came of every request. */
function countingFetch(url: string, counts: RequestCounts): typeof fetch {
  return async (input, init) => {
    if (typeof input !== 'string') throw new TypeError("The tab's client asks by path alone.");
    const path = input;
    const asked = `${init?.method ?? 'GET'} ${path.replace(/\?.*/, '').replaceAll(/[0-9a-f-]{36}/g, ':id')}`;
    try {
      const response = await fetch(`${url}${path}`, init);
      const text = await response.text();
      count(counts, asked, response, text);
      return new Response(text === '' ? null : text, response);
    } catch (error) {
      if (init?.signal?.aborted === true) counts.tooSlow += 1;
      else counts.raw.push(`${asked}: ${String(error)} ${String((error as Error).cause)}`);
      throw error;
    }
  };
}

function count(counts: RequestCounts, asked: string, response: Response, text: string): void {
  const { status, headers } = response;
  const type = headers.get('content-type') ?? '';
  if (response.ok && (status === 204 || type.startsWith('application/json'))) {
    counts.ok += 1;
    return;
  }
  const problem = type.startsWith('application/problem+json') ? parsed(text) : undefined;
  if (problem?.status !== status) {
    counts.raw.push(`${asked}: ${status} ${type} ${text.slice(0, 200)}`);
  } else if (problem.code === 'busy') counts.busy += 1;
  else {
    const [where, what] =
      problem.code === 'unexpected' ? [counts.unexpected, asked] : [counts.refused, problem.code];
    where.set(what, (where.get(what) ?? 0) + 1);
  }
}

function parsed(text: string): Problem | undefined {
  try {
    return Problem.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
