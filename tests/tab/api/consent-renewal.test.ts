import { expect, test } from 'vitest';
import { HomeReply } from '../../../shared/contract/home.ts';
import { CONSENT_VERSION } from '../../../shared/domain/person.ts';
import {
  aNewPledge,
  bodyOf,
  expectOk,
  expectProblem,
  pledgeId,
  robin,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { aPerson, TENANT_ID } from '../../support/builders.ts';

const issuer = useIssuer();
const AGREED_AT = '2025-06-02T09:00:00.000Z';

/** Robin, who agreed before lessons, the journal and buddies were there. */
async function robinOfTheFirstVersion() {
  const api = await startApi(issuer.get());
  const consent = { state: 'given', version: 1, at: AGREED_AT } as const;
  const person = aPerson({ userId: robin.id, consent });
  await api.deps.people.commit(undefined, person, []);
  const me = await api.as(robin);
  const tryAll = async () => [
    await me.put('/api/lessons/listen-ask/mark', {
      mark: 'later',
      revision: (await me.home()).learningRevision,
    }),
    await me.put(`/api/journal/${pledgeId(5)}`, { words: 'A thought.', revision: 0 }),
    await me.post('/api/buddies', { id: pledgeId(6) }),
  ];
  return { api, me, tryAll };
}

test('nothing is stored that the version somebody agreed to does not cover', async () => {
  const { api, me, tryAll } = await robinOfTheFirstVersion();
  expect(await me.home()).toMatchObject({
    consentVersion: 1,
    renewal: { version: CONSENT_VERSION, state: 'asked' },
  });
  const before = await api.rows();

  for (const answer of await tryAll()) expectProblem(answer, 'newer-consent-needed');

  expect(await api.rows()).toEqual(before);
  // What the older version covers goes on.
  expectOk(await me.post('/api/pledges', aNewPledge()));
});

test('*Not now* is stored with its time, and is not asked about again', async () => {
  const { api, me, tryAll } = await robinOfTheFirstVersion();
  const body = { version: CONSENT_VERSION, answer: 'not-now' };

  const home = bodyOf(await me.post('/api/consent/renewal', body), HomeReply);

  expect(home).toMatchObject({ consentVersion: 1, renewal: { state: 'not-now' } });
  for (const answer of await tryAll()) expectProblem(answer, 'newer-consent-needed');
  const key = { tenantId: TENANT_ID, userId: robin.id };
  expect((await api.deps.people.load(key))?.person.profile.consent).toMatchObject({
    version: 1,
    at: AGREED_AT,
    notNow: { version: CONSENT_VERSION, at: api.clock.now() },
  });
});

test('*Agree* opens what is new', async () => {
  const { api, me, tryAll } = await robinOfTheFirstVersion();

  const body = { version: CONSENT_VERSION, answer: 'agree' };
  const home = bodyOf(await me.post('/api/consent/renewal', body), HomeReply);

  expect(home).toMatchObject({ consentVersion: CONSENT_VERSION, consentedAt: api.clock.now() });
  expect(home).not.toHaveProperty('renewal');
  for (const answer of await tryAll()) expectOk(answer);
});

test('an answer to another version, or of who agreed to nothing, changes nothing', async () => {
  const { me } = await robinOfTheFirstVersion();
  const other = { version: CONSENT_VERSION + 1, answer: 'agree' };
  expectProblem(await me.post('/api/consent/renewal', other), 'changed-meanwhile');
  const api = await startApi(issuer.get());
  const nobody = await api.as(robin);
  const body = { version: CONSENT_VERSION, answer: 'agree' };
  expectProblem(await nobody.post('/api/consent/renewal', body), 'consent-needed');
  expect(await api.rows()).toEqual([]);
});
