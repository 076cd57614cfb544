import { mkdtempSync, rmSync } from 'node:fs';
import { CONSENT_VERSION } from '../../shared/domain/person.ts';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { type LocalIssuer, startIssuer } from '../../infra/local/issuer.ts';
import { type GivenHome, HomeReply } from '../../shared/contract/home.ts';
import { PledgeView } from '../../shared/contract/pledges.ts';
import { PROBLEM_STATUS, Problem, type ProblemCode } from '../../shared/contract/problem.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import { createTokenCheck, TEAMS_CLIENTS } from '../../shared/identity/token.ts';
import { createMemoryStorage } from '../../shared/store/memory-storage.ts';
import type { Storage, StorageObserver, StorageRequest } from '../../shared/store/storage.ts';
import type { StoredRow, TableName } from '../../shared/store/tables.ts';
import { registerApi } from '../../tab/api/api.ts';
import { createWebServer, type WebServerOptions } from '../../tab/api/web-server.ts';
import { TENANT_ID } from './builders.ts';
import { type TestClock, testClock, type TestDeps, testDeps } from './command-deps.ts';

/** The client id of the app: what stands in `aud`. */
export const CLIENT_ID = 'c11e0000-0000-4000-8000-000000000001';

/** Somebody for whom the issuer makes tokens. */
export type TestPerson = Parameters<LocalIssuer['tokenFor']>[0];

/** An employee, not a guest, without a role. `number` makes the object id. */
export function employee(number: number, fields: Partial<TestPerson> = {}): TestPerson {
  return {
    id: `5b2e9f10-0000-4000-8000-${String(number).padStart(12, '0')}`,
    name: `Employee ${number}`,
    mail: `employee${number}@example.com`,
    roles: [],
    guest: false,
    ...fields,
  };
}

/** The two people of most stories. */
export const robin = employee(101, { name: 'Robin Example' });
/** Robin again, who also runs Alongside for the organisation. */
export const robinTheAdmin: TestPerson = { ...robin, roles: ['Alongside.Admin'] };
export const sasha = employee(102, { name: 'Sasha Example' });

/** One issuer for all tests of the file, with a key of its own. */
export function useIssuer(): { readonly get: () => LocalIssuer } {
  let issuer: LocalIssuer | undefined;
  const dataDir = mkdtempSync(join(tmpdir(), 'alongside-issuer-'));
  beforeAll(async () => {
    issuer = await startIssuer({ dataDir, tenantId: TENANT_ID, clientId: CLIENT_ID });
  });
  afterAll(async () => {
    await issuer?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    get() {
      if (issuer === undefined) throw new Error('The issuer has not started yet.');
      return issuer;
    },
  };
}

/** What the server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined where there is none or it is no JSON. */
  readonly body: unknown;
}

/** How a request differs from a plain one. */
export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, instead of JSON. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
}

/** One person's way to the API. Paths begin with `/api/`. */
export interface Caller {
  send(method: string, path: string, body?: unknown, options?: RequestOptions): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  patch(path: string, body: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  /** Agrees, in London, written to on Tuesdays at nine. */
  consent(): Promise<void>;
  /** Home of a person who agreed. */
  home(): Promise<GivenHome>;
  /** Makes `aNewPledge(fields)`. */
  pledge(fields?: Readonly<Record<string, unknown>>): Promise<PledgeView>;
}

/** The API as it listens on 127.0.0.1, with what a test looks at behind it. */
export interface ApiServer {
  readonly url: string;
  readonly deps: TestDeps;
  readonly clock: TestClock;
  /** Every request to storage so far. */
  readonly requests: readonly StorageRequest[];
  /** How many of them could have changed something. */
  changes(): number;
  /** Every row that there is, in every table. */
  rows(): Promise<readonly (StoredRow & { readonly table: TableName })[]>;
  /** Asks as somebody, or as nobody, or with a token of one's own. */
  as(who: TestPerson | { readonly token: string } | 'nobody', language?: string): Promise<Caller>;
}

/** Starts the API on a free port, ended with the running test. Storage is in memory unless given. */
export async function startApi(
  issuer: LocalIssuer,
  options: {
    readonly observe?: StorageObserver;
    readonly storage?: Storage;
    /** What is there from the beginning. */
    readonly rows?: Awaited<ReturnType<ApiServer['rows']>>;
    readonly requestsAMinute?: number;
    readonly requestsATenant?: number;
    readonly patience?: WebServerOptions['patience'];
    readonly keysUrl?: string;
    readonly hostOrigins?: readonly string[];
    readonly tabFolder?: string;
    readonly supportMail?: string;
    readonly receiveActivity?: WebServerOptions['receiveActivity'];
  } = {},
): Promise<ApiServer> {
  const clock = testClock('2026-03-02T12:00:00.000Z');
  const requests: StorageRequest[] = [];
  const partitions = new Map<string, { table: TableName; partitionKey: string }>();
  const storage = rememberingPartitions(
    options.storage ??
      createMemoryStorage({
        realMs: clock.realMs,
        async observe(request) {
          requests.push(request);
          await options.observe?.(request);
        },
      }),
    partitions,
  );
  for (const { table, ...row } of options.rows ?? []) {
    await storage.tables.table(table).commit([{ kind: 'upsert', row }]);
  }
  const deps = testDeps({ clock, storage });
  const facts = { appId: deps.appId, hostOrigins: options.hostOrigins ?? [] };
  const requestLimits = {
    aPerson: options.requestsAMinute ?? 1_000_000,
    aTenant: options.requestsATenant ?? 1_000_000,
  };
  const { app } = await createWebServer({
    log: deps.log,
    activityLimits: requestLimits,
    tabFolder: options.tabFolder ?? '/nowhere',
    app: facts,
    ...(options.supportMail === undefined ? {} : { supportMail: options.supportMail }),
    receiveActivity:
      options.receiveActivity ?? (async () => ({ status: 200, headers: {}, body: '' })),
    ...(options.patience === undefined ? {} : { patience: options.patience }),
  });
  await registerApi(app, {
    deps,
    checkToken: createTokenCheck(
      {
        issuer: issuer.issuerUrl.replace(TENANT_ID, '{tid}'),
        keys: new URL(options.keysUrl ?? issuer.jwksUrl),
        audience: CLIENT_ID,
        tenantIds: [TENANT_ID],
        clients: TEAMS_CLIENTS,
        guests: 'told',
      },
      Date.now,
    ),
    app: facts,
    requestLimits,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    await app.close();
    await deps.settled();
  });
  return {
    url,
    deps,
    clock,
    requests,
    changes: () => requests.filter(mayChange).length,
    async rows() {
      const all = [...partitions.values()].map(async ({ table, partitionKey }) => {
        const rows = await storage.tables.table(table).readRange(partitionKey, {});
        return rows.map((row) => ({ ...row, table }));
      });
      return (await Promise.all(all)).flat();
    },
    async as(who, language = 'en-GB') {
      const token =
        who === 'nobody'
          ? undefined
          : 'token' in who
            ? who.token
            : await issuer.tokenFor({ ...who, name: who.name });
      return callerWith(url, {
        'accept-language': language,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      });
    },
  };
}

function mayChange({ kind, operation }: StorageRequest): boolean {
  return kind === 'write' || (kind === 'queue' && operation !== 'approximateLength');
}

/** Storage that notes which partitions were ever written, since no table can be read across them. */
function rememberingPartitions(
  storage: Storage,
  partitions: Map<string, { table: TableName; partitionKey: string }>,
): Storage {
  return {
    queues: storage.queues,
    tables: {
      table(name) {
        const table = storage.tables.table(name);
        return {
          ...table,
          commit(writes) {
            for (const write of writes) {
              const { partitionKey } = write.kind === 'delete' ? write : write.row;
              partitions.set(`${name} ${partitionKey}`, { table: name, partitionKey });
            }
            return table.commit(writes);
          },
        };
      },
    },
  };
}

function callerWith(url: string, common: Readonly<Record<string, string>>): Caller {
  async function send(
    method: string,
    path: string,
    body?: unknown,
    { headers = {}, raw }: RequestOptions = {},
  ): Promise<Answer> {
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...common,
        ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      // An answer to HEAD has the type of a body, and none.
      body:
        text !== '' && /json/.test(response.headers.get('content-type') ?? '')
          ? JSON.parse(text)
          : undefined,
    };
  }
  return {
    send,
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    patch: (path, body) => send('PATCH', path, body),
    delete: (path) => send('DELETE', path),
    async consent() {
      const rhythm = { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' };
      expectOk(await send('POST', '/api/consent', { version: CONSENT_VERSION, rhythm }));
    },
    async home() {
      const home = bodyOf(await send('GET', '/api/home'), HomeReply);
      if (home.consent === 'none') throw new Error('This person has not agreed.');
      return home;
    },
    pledge: async (fields) =>
      bodyOf(await send('POST', '/api/pledges', aNewPledge(fields)), PledgeView),
  };
}

/** Checks that a request went well and was answered in JSON. */
export function expectOk(answer: Answer): void {
  expect(answer, answer.text).toMatchObject({ status: 200 });
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
}

/** The body of an answer that went well, as the contract describes it. */
export function bodyOf<Schema extends z.ZodType>(answer: Answer, schema: Schema): z.output<Schema> {
  expectOk(answer);
  return schema.parse(answer.body);
}

/**
 * Checks that this is a problem with this code, as problem+json, with the words for it, that nobody may keep;
 * gives it for whatever else there is to say about it.
 */
export function expectProblem(answer: Answer, code: ProblemCode): Problem {
  expect(answer.headers.get('content-type'), answer.text).toBe(
    'application/problem+json; charset=utf-8',
  );
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const problem = Problem.parse(answer.body);
  const { t } = translatorFor('en');
  expect(problem).toMatchObject({
    code,
    type: `/problems/${code}`,
    status: PROBLEM_STATUS[code],
    title: t(`problems:${code}.title`),
    detail: t(`problems:${code}.detail`),
  });
  expect(answer.status).toBe(PROBLEM_STATUS[code]);
  return problem;
}

/** Checks that a request was refused for one field; gives the reason. */
export function expectField(answer: Answer, path: string, reason: string): void {
  const code = reason === 'unknown-time-zone' ? 'unknown-time-zone' : 'invalid';
  expect(expectProblem(answer, code).fields).toContainEqual({ path, reason });
}

/** The id of the n-th pledge of a test. */
export function pledgeId(number: number): string {
  return `0195a000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** A pledge in own words for twelve weeks from 2 March 2026, asked about every week. */
export function aNewPledge(
  fields: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    id: pledgeId(1),
    pillar: 'listen',
    form: { kind: 'own-words', words: 'Let people finish.' },
    source: { kind: 'own' },
    cadence: 'weekly',
    endsOn: '2026-05-25',
    ...fields,
  };
}
