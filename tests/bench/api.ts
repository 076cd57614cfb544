import autocannon from 'autocannon';
import { atOnce } from '../../shared/commands/at-once.ts';
import type { Person } from '../../shared/domain/person.ts';
import { type MeasuredRoute, measuredRoutes } from './api-routes.ts';
import { type Benchmark, tableText } from './figures.ts';
import { median, rank } from './ranks.ts';
import type { Web } from './web.ts';
import { startWebOrganisation, type WebOrganisation } from './web-organisation.ts';

// `npm run bench -- api`: the routes of the tab's API under autocannon, each beside the requests to storage that it cannot
// do without, made by the bare SDK against the same Azurite, in pairs.
//
// Two connections at a time. Azurite is one thread: with more of them all wait for it, on either side of a pair, and the
// ratio says nothing about what stands before it; with two there is always a request on the way, as in a server at work, and
// what the API adds is still seen whole.

const CONNECTIONS = Number(process.env['CONNECTIONS'] ?? '2');
const PAIRS = Number(process.env['PAIRS'] ?? '5');
const READS = 100;
const CHANGES = 30;
const MOST = 1.5;
/** How much later answers of storage come than those of Azurite on the same machine: see decision 41. */
const AWAY_MS = Number(process.env['STORAGE_AWAY_MS'] ?? '5');
/** Routes of which the name holds this; all unless given. */
const ONLY = process.env['ROUTE'] ?? '';

/** What one side of a pair took, in milliseconds. */
interface Took {
  readonly p50: number;
  readonly p99: number;
}

interface Pair {
  readonly api: Took;
  readonly bare: Took;
}

interface Measured {
  readonly route: MeasuredRoute;
  readonly pairs: readonly Pair[];
  /** Requests to storage that one request to the route made. */
  readonly requests: number;
}

/** Measures every route. */
export const measureApi: Benchmark = async () => {
  const organisation = await startWebOrganisation(AWAY_MS);
  try {
    const web = await organisation.serve({ tabFolder: '/nowhere' });
    const measured: Measured[] = [];
    for (const route of await measuredRoutes(organisation)) {
      if (!route.name.includes(ONLY)) continue;
      console.log(route.name);
      measured.push(await measureRoute({ organisation, web }, route));
    }
    return judge(measured);
  } finally {
    await organisation.stop();
  }
};

/** Where everything is asked. */
interface Place {
  readonly organisation: WebOrganisation;
  readonly web: Web;
}

async function measureRoute(place: Place, route: MeasuredRoute): Promise<Measured> {
  const { organisation, web } = place;
  const { asker } = route;
  const times = asker === 'somebody-new' ? CHANGES : READS;
  // autocannon prepares a few requests that it does not send.
  const people = async (): Promise<readonly Person[]> =>
    asker === 'somebody-new'
      ? arrive(organisation, times + 4 * CONNECTIONS)
      : Array.from({ length: times + 4 * CONNECTIONS }, () => asker);
  const viaApi = async () => askApi(place, route, await people(), times);
  const byBare = async () => askBare(route, (await people()).slice(0, times));
  // The first ones find cold code and open connections.
  await viaApi();
  await byBare();
  const pairs: Pair[] = [];
  await web.countRequests();
  for (let n = 0; n < PAIRS; n += 1) {
    // Neither side is always the one that comes first.
    const apiFirst = n % 2 === 0 ? await viaApi() : undefined;
    const bare = await byBare();
    pairs.push({ api: apiFirst ?? (await viaApi()), bare });
  }
  const requests = (await web.countRequests()) / (PAIRS * times);
  return { route, pairs, requests };
}

async function arrive(organisation: WebOrganisation, count: number): Promise<readonly Person[]> {
  const people: Person[] = [];
  for (let n = 0; n < count; n += 1) people.push(await organisation.addPerson());
  return people;
}

/** Asks the API so many times, for one person after the other. Throws where an answer is no good one. */
async function askApi(
  { organisation, web }: Place,
  { name, request }: MeasuredRoute,
  people: readonly Person[],
  times: number,
): Promise<Took> {
  const { method, path, body } = request;
  const tokens = new Map<string, string>();
  for (const { key, profile } of people) {
    if (tokens.has(key.userId)) continue;
    tokens.set(key.userId, await organisation.tokenOf(key, profile.name));
  }
  let next = 0;
  const headersOfNext = () => {
    const person = people[next];
    next += 1;
    if (person === undefined) throw new Error('There are too few people for a route.');
    return {
      authorization: `Bearer ${tokens.get(person.key.userId)}`,
      'accept-language': 'en-GB',
      'accept-encoding': 'gzip, br',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
  };
  const tookMs: number[] = [];
  const options = {
    url: web.url,
    connections: CONNECTIONS,
    amount: times,
    sampleInt: 50,
    requests: [
      {
        method,
        path,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        setupRequest: (prepared: autocannon.Request) => ({ ...prepared, headers: headersOfNext() }),
      },
    ],
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(options, (error: unknown, found) => {
      if (error === null || error === undefined) resolve(found);
      else reject(error instanceof Error ? error : new Error(`autocannon: ${name}`));
    });
    // Its own figures are whole milliseconds.
    run.on('response', (_client, _status, _bytes, ms) => void tookMs.push(ms));
  });
  if (result['2xx'] !== times || result.errors > 0) {
    const codes = JSON.stringify(result.statusCodeStats);
    throw new Error(`${name} was not answered well ${times} times: ${codes}.`);
  }
  return tookOf(tookMs);
}

async function askBare({ bare }: MeasuredRoute, people: readonly Person[]): Promise<Took> {
  const tookMs: number[] = [];
  await atOnce(people, CONNECTIONS, async (person) => {
    const begunMs = performance.now();
    await bare(person);
    tookMs.push(performance.now() - begunMs);
  });
  return tookOf(tookMs);
}

function tookOf(tookMs: readonly number[]): Took {
  return { p50: rank(0.5, tookMs), p99: rank(0.99, tookMs) };
}

function judge(measured: readonly Measured[]) {
  const missed: string[] = [];
  const figures: Record<string, unknown> = {};
  const lines = [
    [
      `${CONNECTIONS} at a time${AWAY_MS === 0 ? '' : `, storage ${AWAY_MS} ms away`}`,
      ...['requests', 'of them bare', 'p50 ms', 'bare', 'p99 ms', 'bare', 'p50 ratio', 'p99 ratio'],
    ],
  ];
  for (const { route, pairs, requests } of measured) {
    const middle = (of: (pair: Pair) => number) => median(pairs.map(of));
    const p50 = middle(({ api, bare }) => api.p50 / bare.p50);
    const p99 = middle(({ api, bare }) => api.p99 / bare.p99);
    lines.push([
      route.name,
      requests.toFixed(2),
      String(route.bareRequests),
      middle(({ api }) => api.p50).toFixed(2),
      middle(({ bare }) => bare.p50).toFixed(2),
      middle(({ api }) => api.p99).toFixed(2),
      middle(({ bare }) => bare.p99).toFixed(2),
      p50.toFixed(2),
      p99.toFixed(2),
    ]);
    figures[route.name] = { p50, p99, requests };
    if (p50 > MOST) missed.push(`${route.name}: p50 is ${p50.toFixed(2)} times the bare requests`);
  }
  console.log(tableText(lines));
  return { figures, missed };
}
