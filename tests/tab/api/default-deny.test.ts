import fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { accepted } from '../../../shared/domain/result.ts';
import { requireSignIn } from '../../../tab/api/authentication.ts';
import { answerProblems } from '../../../tab/api/problems.ts';
import { employee, expectProblem, startApi, useIssuer } from '../../support/api-server.ts';
import { TENANT_ID } from '../../support/builders.ts';
import { testDeps } from '../../support/command-deps.ts';

const issuer = useIssuer();

function guardedApp(isAdmin = false) {
  const app = fastify();
  answerProblems(app, testDeps().log);
  const key = { tenantId: TENANT_ID, userId: employee(1).id };
  const nothing = async () => undefined;
  requireSignIn(app, async () => accepted({ key, name: 'Somebody', isAdmin }), nothing, nothing);
  onTestFinished(() => app.close());
  return app;
}

test('a route that does not say what it is about cannot be registered', () => {
  const app = guardedApp();

  expect(() => app.get('/secrets', async () => 'everything')).toThrow(
    'GET /secrets does not say what it is about.',
  );
  expect(() => app.get('/secrets', { config: {} }, async () => 'everything')).toThrow();
});

test.each([
  { subject: 'catalogue', to: 'change', isAdmin: true },
  { subject: 'export', to: 'change', isAdmin: true },
  { subject: 'erg-page', to: 'change', isAdmin: true },
  { subject: 'erg-directory', to: 'change', isAdmin: false },
] as const)(
  'what the table of rights does not allow is refused: to $to $subject, admin $isAdmin',
  async ({ subject, to, isAdmin }) => {
    const app = guardedApp(isAdmin);
    app.get('/thing', { config: { right: { subject, to } } }, async () => 'done');

    const { statusCode, headers, body } = await app.inject('/thing');

    expect(statusCode).toBe(403);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(JSON.parse(body)).toMatchObject({ code: 'not-allowed' });
  },
);

test('what the table of rights allows to admins alone is open to admins', async () => {
  const app = guardedApp(true);
  const right = { subject: 'erg-directory', to: 'change' } as const;
  app.get('/thing', { config: { right } }, async () => 'done');

  expect((await app.inject('/thing')).body).toBe('done');
});

test.each(['Alongside.Admin', 'Alongside.Organiser', 'owner', 'admin'])(
  'the app role %s opens nothing of another person',
  async (role) => {
    const api = await startApi(issuer.get());
    const owner = await api.as(employee(1));
    await owner.consent();
    const { id } = await owner.pledge();

    const powerful = await api.as(employee(2, { roles: [role] }));

    expectProblem(await powerful.get(`/api/pledges/${id}`), 'not-found');
    expect((await powerful.get('/api/me/export')).body).toMatchObject({ rows: [] });
  },
);
