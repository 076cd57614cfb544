import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import {
  type Answer,
  type ApiServer,
  type Caller,
  employee,
  pledgeId,
  startApi,
  type TestPerson,
  useIssuer,
} from '../../support/api-server.ts';
import { anErg, anOrganiser, ERG_ID, OTHER_ERG_ID, TENANT_ID } from '../../support/builders.ts';
import { ASK_ID, EVENT_ID, LESSON_ID, publishedItems } from '../../support/content.ts';
import { fuzzRuns } from '../../support/fuzz-runs.ts';
import { NEWS_ID } from '../../support/news.ts';
import { filledIn } from './every-route.ts';
import { bodyOf, junk, placeText, type Schema } from './generated-bodies.ts';

const issuer = useIssuer();

/** The requests that one world takes before there is a new one: people erase themselves, and ERGs are archived. */
const IN_ONE_WORLD = 500;
const ANSWER_WITHIN_MS = 15_000;

const boss = employee(801, { name: 'Bao Boss' });
const organiser = employee(802, { name: 'Olu Organiser' });
const person = employee(803, { name: 'Pat Person' });
const manager = employee(804, { name: 'Mo Manager' });
const admin = employee(805, { name: 'Ada Admin', roles: ['Alongside.Admin'] });
const guest = employee(806, { name: 'Gus Guest', guest: true });

/** What names something in these worlds, or has the form of it. */
const KNOWN = [
  ERG_ID,
  OTHER_ERG_ID,
  ASK_ID,
  EVENT_ID,
  LESSON_ID,
  NEWS_ID,
  ...[1, 2, 3, 4].map(pledgeId),
  ...[boss, organiser, person, manager, admin].map(({ id }) => id),
  'listen-ask',
  'speak-jokes',
  'vesak',
  '2026-03-10',
  '2026-05-25',
  '2026-02',
  '09:00',
  'Europe/London',
  'A'.repeat(22),
  'en',
  '0',
  '1',
];

const Document = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        parameters: z
          .array(z.object({ name: z.string(), in: z.string(), schema: z.unknown() }))
          .optional(),
        requestBody: z
          .looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })) })
          .optional(),
      }),
    ),
  ),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()).optional() }).optional(),
});

/** A request, as it is sent. */
interface Generated {
  readonly who: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: string | undefined;
}

async function requestsFor(
  api: ApiServer,
  roles: readonly string[],
): Promise<fc.Arbitrary<Generated>> {
  const nobody = await api.as('nobody');
  const { paths, components } = Document.parse((await nobody.get('/api/openapi.json')).body);
  const resolve = (reference: string) =>
    (components?.schemas?.[reference.replace('#/components/schemas/', '')] ?? {}) as Schema;
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      ...operation,
    })),
  );
  return fc.constantFrom(...routes).chain(({ method, path, parameters = [], requestBody }) => {
    const schema = requestBody?.content['application/json']?.schema as Schema | undefined;
    const hasBody = requestBody !== undefined;
    // One that is good for somebody, so that what lies behind the first checks is tried as well.
    const known = filledIn({ method, path, hasBody, isPublic: false, responses: {} });
    const inQuery = parameters
      .filter((parameter) => parameter.in === 'query')
      .map(({ name }) => name);
    return fc.record({
      who: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom('person', 'organiser', 'manager', 'admin') },
        { weight: 1, arbitrary: fc.constantFrom(...roles) },
      ),
      method: fc.oneof(
        { weight: 20, arbitrary: fc.constant(method) },
        {
          weight: 1,
          arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
        },
      ),
      path: fc.oneof(
        { weight: 2, arbitrary: fc.constant(known.path) },
        {
          weight: 1,
          arbitrary: fc
            .tuple(
              fc.array(placeText(KNOWN), { minLength: 6, maxLength: 6 }),
              fc.array(
                fc.tuple(
                  fc.oneof(
                    {
                      weight: 6,
                      arbitrary: fc.constantFrom(...(inQuery.length > 0 ? inQuery : ['page'])),
                    },
                    {
                      weight: 1,
                      arbitrary: placeText(['__proto__', 'constructor[prototype]', '$filter']),
                    },
                  ),
                  placeText(KNOWN),
                ),
                { maxLength: 3 },
              ),
            )
            .map(([places, query]) => {
              let at = 0;
              const filled = path.replaceAll(/\{\w+\}/g, () => part(places[at++] ?? ''));
              const asked = query.map(([name, value]) => `${part(name)}=${part(value)}`).join('&');
              return asked === '' ? filled : `${filled}?${asked}`;
            }),
        },
      ),
      headers: fc.oneof(
        { weight: 8, arbitrary: fc.constant({}) },
        {
          weight: 1,
          arbitrary: fc.constantFrom<Record<string, string>>(
            { 'content-type': 'text/plain' },
            { 'content-type': 'application/json; charset=utf-16' },
            { 'content-type': 'text/csv' },
            { 'accept-language': `${'x-'.repeat(400)}y, *;q=nothing` },
            { 'accept-encoding': 'br;q=nothing, , gzip' },
            { 'if-none-match': '*' },
            { range: 'bytes=0-1,5-' },
            { authorization: 'Bearer a.b.c' },
            { authorization: `Bearer ${'A'.repeat(6000)}` },
            { 'x-http-method-override': 'DELETE' },
            { origin: 'null' },
          ),
        },
      ),
      raw:
        schema === undefined
          ? fc.constantFrom<string | undefined>(
              undefined,
              undefined,
              undefined,
              '{}',
              'a,b\n1,2',
              '=1+1',
            )
          : fc.oneof(
              { weight: 6, arbitrary: fc.constant(JSON.stringify(known.body)) },
              {
                weight: 8,
                arbitrary: bodyOf(schema, resolve, KNOWN).map((body) => JSON.stringify(body)),
              },
              { weight: 1, arbitrary: junk.map((body) => JSON.stringify(body)) },
              {
                weight: 1,
                arbitrary: bodyOf(schema, resolve, KNOWN).map((body) =>
                  JSON.stringify(body).slice(0, -1),
                ),
              },
              {
                weight: 1,
                arbitrary: fc.constantFrom(
                  '',
                  '[',
                  '{"__proto__":{"polluted":1}}',
                  '['.repeat(3000),
                ),
              },
            ),
    });
  });
}

/** A text as one part of an address; `.` and `..` would be folded by whoever asks. */
function part(text: string): string {
  const encoded = encodeURIComponent(text.toWellFormed());
  return /^\.{1,2}$/.test(encoded) || encoded === '' ? 'empty' : encoded;
}

/** An organisation in which there is something to find for everybody. */
async function aWorld(): Promise<{
  readonly api: ApiServer;
  readonly callers: ReadonlyMap<string, Caller>;
}> {
  const api = await startApi(issuer.get());
  const { deps } = api;
  await deps.directory.apply(
    TENANT_ID,
    [boss, organiser, person, manager, admin].map(({ id, name, mail }) => ({
      after: {
        userId: id,
        name,
        mail,
        place: 'Leeds',
        reports: id === manager.id ? 3 : 0,
        managerId: boss.id,
      },
    })),
  );
  const organisers = [anOrganiser({ userId: organiser.id, name: organiser.name })];
  for (const [id, name] of [
    [ERG_ID, 'Parents and Carers'],
    [OTHER_ERG_ID, 'Prism'],
  ] as const) {
    const erg = anErg({ id, name, organisers });
    await createErg(deps, { tenantId: TENANT_ID, actorId: boss.id, erg, items: publishedItems() });
  }
  const callers = new Map<string, Caller>();
  const people: Readonly<Record<string, TestPerson>> = { person, organiser, manager, admin };
  for (const [name, who] of Object.entries(people)) {
    const caller = await api.as(who);
    await caller.consent();
    await caller.pledge({ id: pledgeId(1) });
    callers.set(name, caller);
  }
  const ofAnother = issuer.get().issuerUrl.replace(TENANT_ID, OTHER_TENANT);
  const claims = { tid: OTHER_TENANT, iss: ofAnother, roles: ['Alongside.Admin'] };
  callers.set(
    'somebody of another organisation',
    await api.as({ token: await issuer.get().tokenFor(admin, claims) }),
  );
  callers.set('a guest', await api.as(guest));
  callers.set('nobody', await api.as('nobody'));
  callers.set('somebody new', await api.as(employee(809)));
  return { api, callers };
}

const OTHER_TENANT = '7a1d0c52-0000-4000-8000-0000000000ff';

const Unread = z.object({ type: z.literal('about:blank'), title: z.string(), status: z.number() });

function expectSoundAnswer({ status, headers, text, body }: Answer, method: string): void {
  const type = headers.get('content-type') ?? '';
  expect(status, text).toBeLessThan(500);
  if (status >= 400) {
    expect(type, text).toBe('application/problem+json; charset=utf-8');
    // An answer to HEAD has no body.
    if (method === 'HEAD') return;
    // What the server could not read as a request is told without a code of ours.
    const problem = status === 431 ? Unread.parse(body) : Problem.parse(body);
    expect(problem.status).toBe(status);
    expect(problem.title).not.toBe('');
    expect(text).not.toMatch(/\bat .*:\d+:\d+|node_modules|Error:/);
  } else if (status === 204) {
    expect(text).toBe('');
  } else {
    expect(status).toBe(200);
    expect(type).toMatch(/^(?:application\/json|text\/(?:csv|calendar)|application\/zip)/);
  }
}

test('whatever is asked by whomever, there is an answer in time, a problem in words where it is none, and no failure', async () => {
  let left = fuzzRuns();
  const statuses = new Map<number, number>();
  while (left > 0) {
    const { api, callers } = await aWorld();
    const numRuns = Math.min(left, IN_ONE_WORLD);
    left -= numRuns;
    await fc.assert(
      fc.asyncProperty(
        await requestsFor(api, [...callers.keys()]),
        async ({ who, method, path, headers, raw }) => {
          const hasBody = raw !== undefined && method !== 'GET' && method !== 'HEAD';
          const sending = callers.get(who)?.send(method, path, undefined, {
            headers: { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...headers },
            ...(hasBody ? { raw } : {}),
          });
          const answer = await inTime(sending);
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          expectSoundAnswer(answer, method);
        },
      ),
      { numRuns, endOnFailure: true },
    );
    expect(api.deps.logged).toEqual([]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect((await (await api.as('nobody')).get('/health/live')).status).toBe(200);
  }
  // Some are good, or nothing was tried that lies behind the first check.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(fuzzRuns() / 40);
  process.stdout.write(`generated requests: ${JSON.stringify(Object.fromEntries(statuses))}\n`);
}, 1_800_000);

async function inTime(sending: Promise<Answer> | undefined): Promise<Answer> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), ANSWER_WITHIN_MS);
  const answer = await Promise.race([sending, late.promise]);
  clearTimeout(timer);
  if (answer === undefined) throw new Error(`No answer within ${ANSWER_WITHIN_MS} ms.`);
  return answer;
}
