import { expect, test } from 'vitest';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { makeLink } from '../../../shared/commands/invitation-links.ts';
import { uploadDirectory } from '../../../shared/commands/upload-directory.ts';
import { uploadImport } from '../../../shared/commands/upload-import.ts';
import { askAdminToPublish, createNews } from '../../../shared/commands/run-news.ts';
import { MadeAskReply } from '../../../shared/contract/buddies.ts';
import type { ProblemCode } from '../../../shared/contract/problem.ts';
import {
  type Answer,
  type ApiServer,
  bodyOf,
  type Caller,
  employee,
  expectOk,
  expectProblem,
  pledgeId,
  startApi,
  type TestPerson,
  useIssuer,
} from '../../support/api-server.ts';
import { aMoment } from '../../support/broadcasts.ts';
import { anErg, anOrganiser, ERG_ID, OTHER_ERG_ID, TENANT_ID } from '../../support/builders.ts';
import { publishedItems } from '../../support/content.ts';
import { NEWS_ID } from '../../support/news.ts';
import { valueOf } from '../../support/outcomes.ts';
import {
  audienceOf,
  type DocumentedRoute,
  everyRoute,
  filledIn,
  nameOf,
  refusalCodeOf,
} from './every-route.ts';
import { type Audience, colleague, madeLink, uploadedImport } from './route-table.ts';

const issuer = useIssuer();
const OTHER_TENANT = '7a1d0c52-0000-4000-8000-0000000000ff';

const boss = employee(180, { name: 'Bao Boss' });
const organiser = employee(181, { name: 'Olu Organiser' });
const otherOrganiser = employee(182, { name: 'Oz Organiser' });
const ally = employee(183, { name: 'Ali Ally' });
const person = employee(184, { name: 'Pat Person' });
const manager = employee(185, { name: 'Mo Manager' });
const admin = employee(186, { name: 'Ada Admin', roles: ['Alongside.Admin'] });
const owner = employee(187, { name: 'Owen Owner' });

/** Everybody who asks. `null` is nobody; `stranger` is somebody of another organisation, with every role there is. */
const CALLERS = {
  nobody: null,
  'somebody of another organisation': 'stranger',
  'an employee': person,
  'an ally': ally,
  'an organiser of another ERG': otherOrganiser,
  'an organiser': organiser,
  'a manager': manager,
  'an admin': admin,
} as const satisfies Record<string, TestPerson | 'stranger' | null>;
type CallerName = keyof typeof CALLERS;

/** Whom each audience lets in where the thing is one's own, or of the ERG that one runs. */
const LETS_IN: Readonly<Record<Exclude<Audience, 'public'>, readonly CallerName[]>> = {
  anyone: [
    'an employee',
    'an ally',
    'an organiser of another ERG',
    'an organiser',
    'a manager',
    'an admin',
  ],
  owner: [
    'an employee',
    'an ally',
    'an organiser of another ERG',
    'an organiser',
    'a manager',
    'an admin',
  ],
  ally: ['an ally'],
  organiser: ['an organiser'],
  manager: ['a manager'],
  admin: ['an admin'],
  'organiser-or-admin': ['an organiser', 'an admin'],
};

/** Codes that say "not for you"; everything else is an answer about the matter itself. */
const SHUT_OUT: readonly ProblemCode[] = [
  'sign-in-needed',
  'not-for-this-organisation',
  'not-allowed',
  'not-found',
];

/** An organisation with two ERGs, an organiser each, and a pledge and a journal of `owner` that are nobody else's. */
async function aWorld(): Promise<ApiServer> {
  const api = await startApi(issuer.get());
  const { deps } = api;
  const everybody = [boss, organiser, otherOrganiser, ally, person, manager, admin, colleague];
  await deps.directory.apply(
    TENANT_ID,
    everybody.map(({ id, name, mail }) => ({
      after: {
        userId: id,
        name,
        mail,
        place: 'Leeds',
        reports: id === manager.id ? 1 : 0,
        managerId: boss.id,
      },
    })),
  );
  for (const [id, name, by] of [
    [ERG_ID, 'Parents and Carers', organiser],
    [OTHER_ERG_ID, 'Prism', otherOrganiser],
  ] as const) {
    const runs = anOrganiser({ userId: by.id, name: by.name });
    const erg = anErg({ id, name, organisers: [runs] });
    await createErg(deps, { tenantId: TENANT_ID, actorId: boss.id, erg, items: publishedItems() });
    const actor = { userId: by.id, as: 'organiser' } as const;
    const ask = { tenantId: TENANT_ID, ergId: id, actor };
    const bytes = Buffer.from('mail\nnobody@example.com');
    await uploadImport(deps, ask, { id: uploadedImport, bytes });
    await makeLink(deps, ask, { id: madeLink, label: 'A link', days: 7 });
    // In both ERGs under one id, so that a path names the one or the other.
    const aboutNews = { ...ask, newsId: NEWS_ID };
    const { revision } = valueOf(
      await createNews(deps, aboutNews, { content: aMoment(), days: 14 }),
    );
    valueOf(await askAdminToPublish(deps, aboutNews, revision));
  }
  for (const n of [1, 77]) {
    await deps.reports.add(TENANT_ID, {
      id: pledgeId(n),
      about: { kind: 'template', id: 'listen-ask' },
      reason: 'other',
      words: '',
      at: deps.clock.now(),
    });
  }
  const everyone = `id,name,mail,manager,place\n${boss.id},${boss.name},,,`;
  const file = { id: uploadedImport, bytes: Buffer.from(everyone) };
  expect((await uploadDirectory(deps, TENANT_ID, file)).ok).toBe(true);
  await (await api.as(boss)).consent();
  await inOne(api, owner);
  return api;
}

/** Somebody who agreed and has a pledge and a journal entry; who is an ally has joined. */
async function inOne(api: ApiServer, who: TestPerson): Promise<Caller> {
  const me = await api.as(who);
  await me.consent();
  const number = who === owner ? 77 : 1;
  await me.pledge({ id: pledgeId(number) });
  expectOk(await me.put(`/api/journal/${pledgeId(number)}`, { words: 'Mine.', revision: 0 }));
  await beBuddies(api, me, pledgeId(number));
  if (who === ally) {
    const { membershipsRevision: revision } = await me.home();
    const joined = await me.post(`/api/ergs/${ERG_ID}/join`, { revision, showToAllies: false });
    expect(joined.status, joined.text).toBe(200);
  }
  return me;
}

/** Lets somebody and the boss be buddies, so that there is a pair that is the caller's own. */
async function beBuddies(api: ApiServer, me: Caller, id: string): Promise<void> {
  const { secret } = bodyOf(await me.post('/api/buddies', { id }), MadeAskReply);
  const bao = await api.as(boss);
  expect((await bao.post(`/api/buddies/links/${secret}/accept`, undefined)).status).toBe(200);
  expect((await me.post(`/api/buddies/${id}/confirm`, undefined)).status).toBe(200);
}

async function callerIn(api: ApiServer, name: CallerName): Promise<Caller> {
  const who = CALLERS[name];
  return who === null || who === 'stranger' ? asCaller(api, name) : inOne(api, who);
}

/** One of those who ask, as they stand in a world: they do nothing yet. */
async function asCaller(api: ApiServer, name: CallerName): Promise<Caller> {
  const who = CALLERS[name];
  if (who === null) return api.as('nobody');
  if (who !== 'stranger') return api.as(who);
  const iss = issuer.get().issuerUrl.replace(TENANT_ID, OTHER_TENANT);
  const claims = { roles: ['Alongside.Admin'], tid: OTHER_TENANT, iss };
  return api.as({ token: await issuer.get().tokenFor(organiser, claims) });
}

type Whose = 'own' | 'of another';

/** The path of a route for the caller's own thing, or for another's: another ERG, somebody else's pledge. */
function addressed(route: DocumentedRoute, whose: Whose) {
  if (whose === 'own') return filledIn(route);
  return filledIn(route, isAboutErg(route) ? OTHER_ERG_ID : pledgeId(77));
}

function isAboutErg({ path }: DocumentedRoute): boolean {
  return path.includes('/ergs/{id}');
}

/** How somebody is refused; undefined where they are let in. */
function refusalOf(
  route: DocumentedRoute,
  name: CallerName,
  whose: Whose,
): ProblemCode | undefined {
  const audience = audienceOf(route);
  if (audience === 'public') return undefined;
  if (name === 'nobody') return 'sign-in-needed';
  if (name === 'somebody of another organisation') return 'not-for-this-organisation';
  if (whose === 'of another' && audience === 'owner') return 'not-found';
  const runsOther = name === 'an organiser of another ERG';
  // The other ERG is run by the other organiser; nobody but they is more there than anybody else.
  const asWhom =
    whose === 'of another' && isAboutErg(route)
      ? runsOther
        ? 'an organiser'
        : name === 'an organiser' || name === 'an ally'
          ? 'an employee'
          : name
      : name;
  return LETS_IN[audience].includes(asWhom) ? undefined : refusalCodeOf(route);
}

function expectLetIn(answer: Answer, what: string): void {
  const { code } = (answer.body ?? {}) as { readonly code?: ProblemCode };
  expect(answer.status, what).toBeLessThan(500);
  expect(SHUT_OUT, `${what}: ${answer.text}`).not.toContain(code);
}

/** Routes about one thing are tried on another's, too; `/api/home` has no other. */
async function attempts(api: ApiServer): Promise<readonly (readonly [DocumentedRoute, Whose])[]> {
  return (await everyRoute(api)).flatMap((route) =>
    route.path.includes('{id}')
      ? ([
          [route, 'own'],
          [route, 'of another'],
        ] as const)
      : ([[route, 'own']] as const),
  );
}

test.each(Object.keys(CALLERS) as CallerName[])(
  '%s gets to what is promised to them, and to nothing else',
  async (name) => {
    const api = await aWorld();
    const me = await callerIn(api, name);
    const before = await api.rows();
    const open: (readonly [DocumentedRoute, Whose])[] = [];
    for (const [route, whose] of await attempts(api)) {
      const refusal = refusalOf(route, name, whose);
      if (refusal === undefined) {
        open.push([route, whose]);
        continue;
      }
      const { path, body } = addressed(route, whose);
      const answer = await me.send(route.method, path, body);
      expect(answer.status, `${nameOf(route)} ${whose}: ${answer.text}`).toBeGreaterThanOrEqual(
        400,
      );
      expectProblem(answer, refusal);
    }
    expect(await api.rows()).toEqual(before);

    for (const [route, whose] of open) {
      // What they may read is all there; what they may do changes things: each in a world of its own, of the same rows. What
      // waits in queues is left behind: who may do what does not depend on it.
      const caller =
        route.method === 'GET'
          ? me
          : await asCaller(await startApi(issuer.get(), { rows: before }), name);
      const { path, body } = addressed(route, whose);
      expectLetIn(await caller.send(route.method, path, body), `${nameOf(route)} ${whose}`);
    }
  },
  // Every act that changes something has a world of its own.
  240_000,
);
