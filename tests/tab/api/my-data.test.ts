import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { answerEvent } from '../../../shared/commands/answer-event.ts';
import { createErg } from '../../../shared/commands/create-erg.ts';
import { invitePerson } from '../../../shared/commands/invite-person.ts';
import { learnConversation } from '../../../shared/commands/learn-conversation.ts';
import { ExportReply } from '../../../shared/contract/settings.ts';
import {
  type ApiServer,
  bodyOf,
  employee,
  expectOk,
  robin,
  sasha,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { anErg, ERG_ID, OTHER_ERG_ID, TENANT_ID } from '../../support/builders.ts';
import { EVENT_ID, publishedItems } from '../../support/content.ts';
import { valueOf } from '../../support/outcomes.ts';

const issuer = useIssuer();
const key = { tenantId: TENANT_ID, userId: robin.id };
const NOTE = 'A note with <b>marks</b> & "quotes"';

/** Robin with a pledge that was answered, an ERG, an event, an invitation, a place in the directory. */
async function robinWithALife() {
  const api = await startApi(issuer.get());
  const { deps } = api;
  const me = await api.as(robin);
  await me.consent();
  const chat = { conversationId: 'a:robin', serviceUrl: 'https://smba.example/emea/' };
  await learnConversation(deps, { key }, chat);
  await createErg(deps, {
    tenantId: TENANT_ID,
    actorId: sasha.id,
    erg: anErg(),
    items: publishedItems(),
  });
  await createErg(deps, {
    tenantId: TENANT_ID,
    actorId: sasha.id,
    erg: anErg({ id: OTHER_ERG_ID, name: 'Carers at Work' }),
  });
  const join = { revision: (await me.home()).membershipsRevision, showToAllies: false };
  expectOk(await me.post(`/api/ergs/${ERG_ID}/join`, join));
  const event = { ergId: ERG_ID, eventId: EVENT_ID };
  const seen = (await deps.people.load(key))?.person.profile.rsvpsRevision ?? 0;
  valueOf(await answerEvent(deps, { key }, event, { going: true, seen }));
  const invitation = { at: deps.clock.now(), until: '2026-05-01T12:00:00.000Z' };
  await deps.invitations.remember(TENANT_ID, OTHER_ERG_ID, [robin.id], invitation);
  await invitePerson(deps, key, { ergId: OTHER_ERG_ID, ...invitation });
  await deps.directory.apply(TENANT_ID, [
    { after: { userId: robin.id, name: robin.name, mail: robin.mail, place: 'Leeds', reports: 0 } },
  ]);
  await me.pledge();
  api.clock.set('2026-03-10T12:00:00.000Z');
  for (const { pledgeId: id, date } of (await me.home()).due) {
    const body = { answer: 'did-it', note: NOTE, revision: null };
    expectOk(await me.put(`/api/pledges/${id}/check-ins/${date}`, body));
  }
  await deps.settled();
  return { api, me };
}

async function zipOf(api: ApiServer, who = robin) {
  const token = await issuer.get().tokenFor({ ...who, name: who.name });
  const response = await fetch(`${api.url}/api/me/export.zip`, {
    headers: { authorization: `Bearer ${token}`, 'accept-language': 'en-GB' },
  });
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  return {
    response,
    names: Object.keys(files),
    page: strFromU8(files['my-data.html'] ?? new Uint8Array()),
    json: JSON.parse(strFromU8(files['my-data.json'] ?? new Uint8Array())) as unknown,
  };
}

test('the export is one zip of a page to read and the same as JSON', async () => {
  const { api, me } = await robinWithALife();

  const { response, names, page, json } = await zipOf(api);

  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/zip');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('content-disposition')).toBe(
    'attachment; filename="alongside-my-data-2026-03-10.zip"',
  );
  expect(names).toEqual(['my-data.html', 'my-data.json']);
  expect(json).toEqual((await me.get('/api/me/export')).body);
  expect(page).toContain('<html lang="en-GB" dir="ltr">');
  for (const words of ['Robin Example', '10 March 2026', 'I did it', 'Leeds', 'Carers at Work']) {
    expect(page).toContain(words);
  }
  expect(page).toContain('A note with &lt;b&gt;marks&lt;/b&gt; &amp; &quot;quotes&quot;');
});

test('it holds what is kept about somebody in other places, and says what it does not hold', async () => {
  const { me } = await robinWithALife();

  const { elsewhere, notIncluded } = bodyOf(await me.get('/api/me/export'), ExportReply);

  const kinds = elsewhere.map(({ row }) => row.split('_')[0] ?? '');
  expect(kinds.toSorted()).toEqual([
    'attendee',
    'directory',
    'invited',
    'participation',
    'roster',
    'schedule',
  ]);
  expect(elsewhere).toContainEqual({
    row: `roster_${ERG_ID}`,
    values: expect.objectContaining({ name: robin.name, state: 'active' }),
  });
  expect(notIncluded.map(({ what }) => what)).toContain('Released figures');
  expect(notIncluded.every(({ why }) => why.length > 20)).toBe(true);
});

test('it holds nothing of others, and a stranger’s is empty', async () => {
  const { api } = await robinWithALife();
  const stranger = employee(150, { name: 'Sam Stranger' });

  const { page, json } = await zipOf(api, stranger);

  expect(json).toMatchObject({ rows: [], elsewhere: [] });
  expect(page).toContain('Nothing is kept.');
  expect(page).not.toContain('Robin');
  expect((await zipOf(api)).page).not.toContain(sasha.name);
});

test('a row that cannot be read stands in the JSON as it is, and the page says so', async () => {
  const { api } = await robinWithALife();
  const partitionKey = `${TENANT_ID}_${robin.id}`;
  const people = api.deps.storage.tables.table('People');
  await people.commit([
    { kind: 'upsert', row: { partitionKey, rowKey: 'c_profile', cells: { settingsJson: '{' } } },
  ]);

  const { page, json } = await zipOf(api);

  expect(json).toMatchObject({
    rows: expect.arrayContaining([{ row: 'c_profile', values: { settings: '{' } }]) as unknown,
  });
  expect(page).toContain('could not be read for this page');
});

test('it costs one range and a point read for each place that may hold something', async () => {
  const { api, me } = await robinWithALife();
  await me.get('/api/me/export');
  const before = api.requests.length;

  await me.get('/api/me/export');

  // The range; the directory, who left, the pilot, who agreed, the next look; an ERG, an event, an invitation.
  expect(api.requests.length - before).toBe(9);
});
