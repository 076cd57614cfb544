import { PROBLEM_STATUS, type ProblemCode } from '../../../shared/contract/problem.ts';

/** A request as the fake API saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Headers;
}

type Answer = (request: SeenRequest) => Response | Promise<Response>;

/** An API of a few prepared answers, behind the tab's own client: put `fetch` into its seam. */
export interface FakeApi {
  readonly fetch: typeof fetch;
  readonly seen: SeenRequest[];
  /** Answers `GET /api/home` and the like from now on. A path may end in `*`. */
  on(methodAndPath: string, answer: Answer): void;
  /** Requests of this method and path so far. */
  requests(methodAndPath: string): SeenRequest[];
}

/** A fake API that knows nothing yet: an unprepared request is 404 `not-found`. */
export function fakeApi(): FakeApi {
  const answers = new Map<string, Answer>();
  const seen: SeenRequest[] = [];
  const named = ({ method, path }: SeenRequest) => `${method} ${path}`;
  const fits = (pattern: string, name: string) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
  return {
    seen,
    on(methodAndPath, answer) {
      answers.set(methodAndPath, answer);
    },
    requests: (methodAndPath) => seen.filter((request) => fits(methodAndPath, named(request))),
    async fetch(path, init) {
      const request: SeenRequest = {
        method: init?.method ?? 'GET',
        path: path instanceof Request ? path.url : path.toString(),
        body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
        headers: new Headers(init?.headers),
      };
      seen.push(request);
      const pattern = [...answers.keys()].find((one) => fits(one, named(request)));
      const answer = pattern === undefined ? undefined : answers.get(pattern);
      return answer === undefined ? problem('not-found') : answer(request);
    },
  };
}

/** A reply with this body. */
export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });
}

/** A reply without a body. */
export function nothing(): Response {
  return new Response(null, { status: 204 });
}

/** A refusal, in words that a test can look for: `Title of {code}` and `Detail of {code}`. */
export function problem(code: ProblemCode): Response {
  const status = PROBLEM_STATUS[code];
  const body = {
    type: `about:${code}`,
    title: `Title of ${code}`,
    detail: `Detail of ${code}`,
    status,
    code,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });
}

/** What `fetch` does where there is no network. */
export function noConnection(): Promise<Response> {
  return Promise.reject(new TypeError('Failed to fetch'));
}
