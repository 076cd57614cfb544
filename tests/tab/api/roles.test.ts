import { expect, test } from 'vitest';
import type { ProblemCode } from '../../../shared/contract/problem.ts';
import { anErg, TENANT_ID } from '../../support/builders.ts';
import {
  type ApiServer,
  expectProblem,
  robin,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { audienceOf, everyRoute, filledIn } from './every-route.ts';

const issuer = useIssuer();
const OTHER_TENANT = '7a1d0c52-0000-4000-8000-0000000000ff';

/** Everybody who is not an admin here, and how they are refused what admins do. */
const OTHERS: Readonly<
  Record<string, { readonly code: ProblemCode; readonly claims: Readonly<Record<string, unknown>> }>
> = {
  'an employee': { code: 'not-allowed', claims: {} },
  'an employee with no roles at all': { code: 'not-allowed', claims: { roles: undefined } },
  'an organiser': { code: 'not-allowed', claims: { roles: ['Alongside.Organiser'] } },
  'a manager': { code: 'not-allowed', claims: { roles: ['Alongside.Manager'] } },
  'an admin of something else': {
    code: 'not-allowed',
    claims: { roles: ['Admin', 'Global.Admin'] },
  },
  'a role in another case': { code: 'not-allowed', claims: { roles: ['alongside.admin'] } },
  'a role that only begins alike': { code: 'not-allowed', claims: { roles: ['Alongside.Admins'] } },
  'the role as text, which no real token has': {
    code: 'sign-in-needed',
    claims: { roles: 'Alongside.Admin' },
  },
  'the role among scopes': {
    code: 'not-allowed',
    claims: { scp: 'access_as_user Alongside.Admin' },
  },
  'the role among groups': { code: 'not-allowed', claims: { groups: ['Alongside.Admin'] } },
  'a guest with the role': {
    code: 'not-for-guests',
    claims: { roles: ['Alongside.Admin'], acct: 1 },
  },
};

async function adminRoutesOf(api: ApiServer) {
  await api.deps.ergs.create(TENANT_ID, anErg(), 0);
  return (await everyRoute(api)).filter((route) => audienceOf(route) === 'admin');
}

test.each(Object.entries(OTHERS))(
  '%s is refused every route for admins, and nothing is changed',
  async (_who, { code, claims }) => {
    const api = await startApi(issuer.get());
    const token = await issuer.get().tokenFor({ ...robin, roles: [] }, claims);
    const me = await api.as({ token });
    const routes = await adminRoutesOf(api);
    const changed = api.changes();
    for (const route of routes) {
      const { path, body } = filledIn(route);
      expectProblem(await me.send(route.method, path, body), code);
    }
    expect(api.changes()).toBe(changed);
  },
);

test('an admin of another organisation is refused every route for admins', async () => {
  const api = await startApi(issuer.get());
  const iss = issuer.get().issuerUrl.replace(TENANT_ID, OTHER_TENANT);
  const claims = { roles: ['Alongside.Admin'], tid: OTHER_TENANT, iss };
  const me = await api.as({ token: await issuer.get().tokenFor(robin, claims) });
  const routes = await adminRoutesOf(api);
  const changed = api.changes();
  for (const route of routes) {
    const { path, body } = filledIn(route);
    expectProblem(await me.send(route.method, path, body), 'not-for-this-organisation');
  }
  expect(api.changes()).toBe(changed);
});

test('nobody who is not signed in gets to a route for admins', async () => {
  const api = await startApi(issuer.get());
  const nobody = await api.as('nobody');
  const routes = await adminRoutesOf(api);
  const changed = api.changes();
  for (const route of routes) {
    const { path, body } = filledIn(route);
    expectProblem(await nobody.send(route.method, path, body), 'sign-in-needed');
  }
  expect(api.changes()).toBe(changed);
});
