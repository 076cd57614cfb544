import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A user as this stand-in for Microsoft Graph keeps them. */
export interface GraphUser {
  readonly id: string;
  readonly displayName: string;
  readonly mail: string | null;
  readonly department: string | null;
  readonly officeLocation: string | null;
  readonly accountEnabled: boolean;
  /** The id of the manager. */
  readonly manager?: string;
}

/** How the stand-in makes it hard, as Graph may. */
export interface GraphManners {
  readonly pageSize?: number;
  /** Every so many-th page is empty and goes on. */
  readonly emptyPageEvery?: number;
  /** Each page begins with the last user of the page before. */
  readonly repeats?: boolean;
  /** Every so many-th request is refused with 429 and these seconds to wait. */
  readonly throttleEvery?: number;
  readonly retryAfterSeconds?: number;
}

/** A stand-in for Graph's `users/delta` that runs. */
export interface GraphStandIn {
  /** The base of its addresses, `http://127.0.0.1:PORT/v1.0`. */
  readonly url: string;
  /** Adds users, or changes what is given of them. `manager: undefined` takes the manager away. */
  put(...users: readonly (Pick<GraphUser, 'id'> & Partial<GraphUser>)[]): void;
  /** Deletes a user. */
  remove(id: string): void;
  /** From now on no link that was given before can be gone on from: 410. */
  forgetLinks(): void;
  /** Answers the next requests with these statuses, one each. */
  failNext(...statuses: readonly number[]): void;
  /** Requests so far. */
  requests(): number;
  /** Users told so far, each time they were. */
  told(): number;
  stop(): Promise<void>;
}

interface Entry {
  user: GraphUser | undefined;
  version: number;
  /** What changed of it in which version. */
  readonly changes: { readonly version: number; readonly fields: readonly string[] }[];
}

/** What only this token opens. */
const TOKEN = 'graph-stand-in';

const NEW_USER: Omit<GraphUser, 'id'> = {
  displayName: '',
  mail: null,
  department: null,
  officeLocation: null,
  accountEnabled: true,
};

/** Starts a stand-in for Graph on 127.0.0.1, on a free port. It tells of a user no more than what changed. */
export async function startGraphStandIn(manners: GraphManners = {}): Promise<GraphStandIn> {
  const { pageSize = 100, emptyPageEvery, repeats = false, throttleEvery } = manners;
  const entries = new Map<string, Entry>();
  const failing: number[] = [];
  let version = 1;
  let oldestLink = 0;
  let requests = 0;
  let pages = 0;
  let told = 0;

  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}/v1.0`;

  function answer(request: IncomingMessage, response: ServerResponse): void {
    requests += 1;
    const asked = new URL(request.url ?? '/', url);
    const failure = failing.shift();
    const isThrottled = throttleEvery !== undefined && requests % throttleEvery === 0;
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      refuse(response, 401, 'InvalidAuthenticationToken');
    } else if (failure !== undefined || isThrottled) {
      refuse(response, failure ?? 429, 'tooManyRequests');
    } else if (request.method !== 'GET' || asked.pathname !== '/v1.0/users/delta') {
      refuse(response, 404, 'Request_ResourceNotFound');
    } else {
      // `$top` and `$expand` are not for delta queries of users.
      if (asked.searchParams.has('$top') || asked.searchParams.has('$expand')) {
        refuse(response, 400, 'Request_UnsupportedQuery');
      } else tellPage(response, asked.searchParams);
    }
  }

  function refuse(response: ServerResponse, status: number, code: string): void {
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(status === 429 || status === 503
        ? { 'retry-after': String(manners.retryAfterSeconds ?? 1) }
        : {}),
    });
    response.end(JSON.stringify({ error: { code, message: 'Refused.' } }));
  }

  /** A round tells what changed after `since`; of what changes while it goes on, the next one tells, too. */
  function tellPage(response: ServerResponse, asked: URLSearchParams): void {
    const token = asked.get('$skiptoken') ?? asked.get('$deltatoken');
    const numbers = token?.split('.').map(Number) ?? [];
    const { since, until, offset, link } = asked.has('$skiptoken')
      ? {
          since: numbers[0] ?? 0,
          until: numbers[1] ?? 0,
          offset: numbers[2] ?? 0,
          link: numbers[3] ?? 0,
        }
      : { since: numbers[0] ?? 0, until: version, offset: 0, link: numbers[1] ?? version };
    if (token !== null && link < oldestLink) {
      refuse(response, 410, 'resyncRequired');
      return;
    }
    pages += 1;
    const isEmpty = emptyPageEvery !== undefined && pages % emptyPageEvery === 0;
    const all = [...entries.entries()]
      .filter(
        ([, entry]) =>
          entry.version > since && (since > 0 || entry.user !== undefined || entry.version > until),
      )
      .toSorted(([one], [other]) => (one < other ? -1 : 1));
    const from = repeats ? Math.max(0, offset - 1) : offset;
    const page = isEmpty ? [] : all.slice(from, offset + pageSize);
    const next = isEmpty ? offset : offset + pageSize;
    const isLast = next >= all.length;
    told += page.length;
    const query = isLast
      ? `$deltatoken=${until}.${version}`
      : `$skiptoken=${since}.${until}.${next}.${link}`;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        '@odata.context': `${url}/$metadata#users`,
        [isLast ? '@odata.deltaLink' : '@odata.nextLink']: `${url}/users/delta?${query}`,
        value: page.map(([id, entry]) => tellUser(id, entry, since)),
      }),
    );
  }

  return {
    url,
    put(...users) {
      version += 1;
      for (const given of users) {
        const known = entries.get(given.id);
        const before = known?.user ?? { ...NEW_USER, id: given.id };
        const fields = known?.user === undefined ? ALL_FIELDS : Object.keys(given);
        const entry = known ?? { user: undefined, version, changes: [] };
        entry.user = { ...before, ...given };
        entry.version = version;
        entry.changes.push({ version, fields });
        entries.set(given.id, entry);
      }
    },
    remove(id) {
      version += 1;
      const entry = entries.get(id);
      if (entry === undefined) return;
      entry.user = undefined;
      entry.version = version;
    },
    forgetLinks() {
      version += 1;
      oldestLink = version;
    },
    failNext: (...statuses) => void failing.push(...statuses),
    requests: () => requests,
    told: () => told,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** The token that the stand-in takes, whoever asks. */
export async function graphStandInToken(): Promise<string> {
  return TOKEN;
}

const ALL_FIELDS: readonly string[] = [...Object.keys(NEW_USER), 'manager'];

function tellUser(id: string, { user, changes }: Entry, since: number): object {
  if (user === undefined) return { id, '@removed': { reason: 'deleted' } };
  const recent = changes.filter(({ version }) => version > since);
  const fields = new Set(since === 0 ? ALL_FIELDS : recent.flatMap((change) => change.fields));
  const { manager, ...plain } = user;
  const person = '#microsoft.graph.user';
  const isManagerTold = fields.has('manager') && (since > 0 || manager !== undefined);
  return {
    ...Object.fromEntries(Object.entries(plain).filter(([name]) => fields.has(name))),
    id,
    ...(isManagerTold
      ? {
          'manager@delta': [
            manager === undefined
              ? { '@odata.type': person, id, '@removed': { reason: 'deleted' } }
              : { '@odata.type': person, id: manager },
          ],
        }
      : {}),
  };
}
