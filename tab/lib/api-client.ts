import type { Problem } from '../../shared/contract/problem.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The API answered, and said why not. `problem.title` and `.detail` are in the person's language. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}`);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
}

/**
 * No answer that could be read: the request may or may not have arrived. `no-token` means that Teams did not
 * give a token, so nothing was sent.
 */
export class Unreachable extends Error {
  readonly reason: 'no-connection' | 'too-slow' | 'unreadable' | 'no-token';

  constructor(reason: Unreachable['reason'], options?: ErrorOptions) {
    super(reason, options);
    this.name = 'Unreachable';
    this.reason = reason;
  }
}

/** The one way from the tab to its API. */
export interface ApiClient {
  /**
   * Sends one request and gives the parsed body; `undefined` for 204. `path` begins with `/api/`. A `Blob` is sent as
   * it is, as a file; a reply that is CSV, a calendar file or a zip is given as a `Blob`.
   * @throws {ApiProblem} the API refused
   * @throws {Unreachable} no readable answer within the time
   */
  request<T>(method: Method, path: string, body?: unknown): Promise<T>;
}

/** What the client needs from outside. */
export interface ApiSeams {
  readonly fetch: typeof fetch;
  /** A fresh token each time: Teams caches and renews it. */
  getToken(): Promise<string>;
  /** BCP 47, for the texts of problems and of the catalogue. */
  language(): string;
  /** Told after each request whether the API could be reached. */
  onReach?(reached: boolean): void;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 15_000;

/** A file takes longer on its way. */
const FILE_TIMEOUT_MS = 120_000;

/** An `ApiClient` over these seams. */
export function createApiClient(seams: ApiSeams): ApiClient {
  return {
    async request<T>(method: Method, path: string, body?: unknown): Promise<T> {
      const token = await tokenOf(seams);
      try {
        const reply = await exchange(seams, token, method, path, body);
        seams.onReach?.(true);
        return reply as T;
      } catch (error) {
        seams.onReach?.(!(error instanceof Unreachable));
        throw error;
      }
    },
  };
}

async function tokenOf(seams: ApiSeams): Promise<string> {
  try {
    return await seams.getToken();
  } catch (error) {
    throw new Unreachable('no-token', { cause: error });
  }
}

async function exchange(
  seams: ApiSeams,
  token: string,
  method: Method,
  path: string,
  body: unknown,
): Promise<unknown> {
  const file = body instanceof Blob ? body : undefined;
  const usual = file === undefined ? TIMEOUT_MS : FILE_TIMEOUT_MS;
  const signal = AbortSignal.timeout(seams.timeoutMs ?? usual);
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Accept-Language': seams.language(),
    Authorization: `Bearer ${token}`,
  };
  if (body !== undefined) {
    headers['Content-Type'] = file === undefined ? 'application/json' : 'text/csv';
  }
  let response: Response;
  let text: string;
  try {
    response = await seams.fetch(path, {
      method,
      headers,
      signal,
      ...(body === undefined ? {} : { body: file ?? JSON.stringify(body) }),
    });
    // Read as bytes: as a text a file would lose its byte order mark.
    const type = response.headers.get('Content-Type') ?? '';
    if (response.ok && /^(text\/(csv|calendar)|application\/zip)/.test(type))
      return await response.blob();
    text = await response.text();
  } catch (error) {
    // fetch rejects for two expected reasons only: our timeout, and a network that does not answer.
    throw new Unreachable(signal.aborted ? 'too-slow' : 'no-connection', { cause: error });
  }
  if (response.ok && text === '') return undefined;
  const parsed = parse(text);
  if (response.ok) return parsed;
  if (isProblem(parsed)) throw new ApiProblem(parsed);
  // Not our API's words: a gateway or a proxy in between.
  throw new Unreachable('unreadable', { cause: new Error(`status ${response.status}`) });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Unreachable('unreadable', { cause: error });
    throw error;
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}
