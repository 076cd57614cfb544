import { expect, test } from 'vitest';
import { createErg } from '../../../shared/commands/create-erg.ts';
import type { ImportRowsReply, ImportView } from '../../../shared/contract/imports.ts';
import type { LinksReply, MadeLinkReply } from '../../../shared/contract/links.ts';
import {
  type ApiServer,
  type Caller,
  employee,
  expectProblem,
  pledgeId,
  robin,
  sasha,
  startApi,
  useIssuer,
} from '../../support/api-server.ts';
import { anErg, anOrganiser, ERG_ID, TENANT_ID } from '../../support/builders.ts';
import { workOnImports } from '../../support/imports.ts';

const issuer = useIssuer();
const organiser = employee(181, { name: 'Olu Organiser' });
const ID = pledgeId(30);
const RUN = `/api/ergs/${ERG_ID}/run`;
const UPLOAD = `${RUN}/imports?id=${ID}`;

/** An ERG that is joined by invitation, its organiser, and Robin and Sasha in the directory. */
async function aRun() {
  const api = await startApi(issuer.get());
  const { deps } = api;
  await deps.directory.apply(
    TENANT_ID,
    [robin, sasha, organiser].map(({ id, name, mail }) => ({
      after: { userId: id, name, mail, place: '', reports: 0 },
    })),
  );
  const runs = anOrganiser({ userId: organiser.id, name: organiser.name });
  const erg = anErg({ joinPolicy: 'by-invitation', organisers: [runs] });
  await createErg(deps, { tenantId: TENANT_ID, actorId: robin.id, erg });
  return { api, olu: await api.as(organiser) };
}

function upload(olu: Caller, raw: string | Uint8Array<ArrayBuffer>, type = 'text/csv') {
  return olu.send('POST', UPLOAD, undefined, { raw, headers: { 'content-type': type } });
}

async function joinAs(who: Caller, invitation?: string) {
  const { membershipsRevision: revision } = await who.home();
  const ask = { revision, showToAllies: false };
  const body = invitation === undefined ? ask : { ...ask, invitation };
  return who.post(`/api/ergs/${ERG_ID}/join`, body);
}

async function actsOf({ deps }: ApiServer): Promise<readonly object[]> {
  const rows = await deps.storage.tables.table('Audit').readRange(`${TENANT_ID}_${ERG_ID}`, {});
  return rows.map(({ cells }) => ({ act: cells['act'], details: cells['detailsJson'] }));
}

test('a list becomes invitations: upload, preview row by row, confirm, report, and a person who says yes', async () => {
  const { api, olu } = await aRun();
  const file = `\uFEFFName;Mail\r\n"=1+1";${robin.mail}\r\nBo;nobody@example.com\r\n`;

  const uploaded = await upload(olu, file);
  expect(uploaded).toMatchObject({
    status: 200,
    body: { state: 'checking', rows: 2, rowsDone: 0 },
  });
  await workOnImports(api.deps);
  const checked = (await olu.get(`${RUN}/imports/${ID}`)).body as ImportView;
  expect(checked).toMatchObject({ state: 'checked', counts: { invite: 1, unknown: 1 } });
  const rows = (await olu.get(`${RUN}/imports/${ID}/rows`)).body as ImportRowsReply;
  expect(rows).toEqual({
    rows: [
      { row: 2, fate: 'invite' },
      { row: 3, fate: 'unknown' },
    ],
  });
  expect((await olu.get(`${RUN}/imports/${ID}/rows?fate=unknown`)).body).toEqual({
    rows: [{ row: 3, fate: 'unknown' }],
  });

  expect((await olu.post(`${RUN}/imports/${ID}/confirm`, undefined)).status).toBe(200);
  await workOnImports(api.deps);
  expect((await olu.get(`${RUN}/imports`)).body).toMatchObject({ imports: [{ state: 'done' }] });
  const report = await olu.get(`${RUN}/imports/${ID}/report.csv`);
  expect(report.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  // `text()` takes the byte order mark away.
  expect(report.text).toBe(
    'Row,What became of it\r\n2,Invited\r\n3,Not found in the directory\r\n',
  );

  const me = await api.as(robin);
  expect((await me.get('/api/home')).body).toMatchObject({
    consent: 'none',
    name: robin.name,
    invitations: [{ ergId: ERG_ID, name: 'Parents and Carers' }],
  });
  await me.consent();
  expect((await me.get(`/api/ergs/${ERG_ID}`)).body).toMatchObject({
    invitation: { ergId: ERG_ID },
  });
  expect(await joinAs(me)).toMatchObject({ body: { memberships: [{ state: 'active' }] } });
  expect((await me.home()).invitations).toEqual([]);

  const other = await api.as(sasha);
  await other.consent();
  expectProblem(await joinAs(other), 'by-invitation');
});

test('an invitation that got a no thanks is gone for the person', async () => {
  const { api, olu } = await aRun();
  await upload(olu, `mail\n${robin.mail}`, 'application/octet-stream');
  await workOnImports(api.deps);
  await olu.post(`${RUN}/imports/${ID}/confirm`, undefined);
  await workOnImports(api.deps);

  const me = await api.as(robin);
  expect((await me.delete(`/api/ergs/${ERG_ID}/invitation`)).status).toBe(204);
  expect((await me.get('/api/home')).body).toMatchObject({ invitations: [] });
  expect((await me.delete(`/api/ergs/${ERG_ID}/invitation`)).status).toBe(204);
});

test.each([
  ['file', 'zip-file', 'PK\u0003\u0004mail\nann@example.org'],
  ['file', 'not-utf-8', Buffer.from('mail,name\nann@example.org,Zoë', 'latin1')],
  ['file', 'not-utf-8', Buffer.from('\uFEFFmail\nann@example.org', 'utf16le')],
  ['file', 'empty-file', ''],
  ['file.1', 'repeated-column', 'mail,mail\na@example.org,b@example.org'],
  ['file.2', 'cell-too-large', `mail,name\na@example.org,${'x'.repeat(7 * 1024 * 1024)}`],
])('a file is refused at %s: %s, and nothing is kept', async (path, reason, raw) => {
  const { api, olu } = await aRun();
  const before = await api.rows();
  const refused = await upload(olu, typeof raw === 'string' ? raw : new Uint8Array(raw));
  expectProblem(refused, 'invalid');
  expect(refused.body).toMatchObject({ fields: [{ path, reason }] });
  expect(refused.text.length).toBeLessThan(600);
  expect(await api.rows()).toEqual(before);
});

test('a file of ten megabytes, and what is no file, are refused before they are read', async () => {
  const { api, olu } = await aRun();
  const before = await api.rows();
  expectProblem(await upload(olu, 'x'.repeat(10 * 1024 * 1024)), 'too-large');
  expectProblem(await upload(olu, '{"mail":"a@example.org"}', 'application/json'), 'not-json');
  const text = { raw: 'mail', headers: { 'content-type': 'text/csv' } };
  expectProblem(await olu.send('POST', '/api/pledges', undefined, text), 'not-json');
  expect(await api.rows()).toEqual(before);
});

test('names that a spreadsheet would take for formulas leave as text, and the export stands in the log', async () => {
  const { api, olu } = await aRun();
  const names = [
    '=HYPERLINK("http://evil.example","Click")',
    '+49 123',
    '-2+3',
    '@SUM(A1)',
    '\uFF1D1+1',
    '\t=1',
    'Ann "Winnie" Winter, née <b>Bo</b>',
    'Zo\u202Eëxe.exe',
    'פלוני אלמוני',
  ];
  for (const [n, name] of names.entries()) {
    const key = { tenantId: TENANT_ID, userId: employee(300 + n).id };
    const entry = {
      id: '',
      to: 'roster',
      ergId: ERG_ID,
      wanted: 'active',
      showToAllies: false,
      since: '2026-02-01T10:00:00.000Z',
      name,
      revision: 10,
      writtenAtMs: 0,
    } as const;
    await api.deps.rosters.apply(key, entry, api.deps.clock.now());
  }
  const { text, headers } = await olu.get(`${RUN}/export.csv`);
  expect(headers.get('content-disposition')).toBe('attachment; filename="roster.csv"');
  const [head, ...lines] = text.split('\r\n');
  expect(head).toBe('Name,Since,Role');
  expect(lines.toSorted()).toEqual(
    [
      '',
      `"'=HYPERLINK(""http://evil.example"",""Click"")",2026-02-01,Ally`,
      "'+49 123,2026-02-01,Ally",
      "'-2+3,2026-02-01,Ally",
      "'@SUM(A1),2026-02-01,Ally",
      "'\uFF1D1+1,2026-02-01,Ally",
      "'=1,2026-02-01,Ally",
      '"Ann ""Winnie"" Winter, née <b>Bo</b>",2026-02-01,Ally',
      'Zoëxe.exe,2026-02-01,Ally',
      'פלוני אלמוני,2026-02-01,Ally',
    ].toSorted(),
  );
  const raw = await fetch(`${api.url}${RUN}/export.csv`, {
    headers: { authorization: `Bearer ${await issuer.get().tokenFor(organiser)}` },
  });
  const bytes = new Uint8Array(await raw.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(await actsOf(api)).toContainEqual({
    act: 'roster.exported',
    details: JSON.stringify({ allies: names.length }),
  });
});

test('a link lets in until it is withdrawn or over, and says the same whatever is wrong with it', async () => {
  const { api, olu } = await aRun();
  const make = async (n: number, days: number) => {
    const body = { id: pledgeId(n), label: 'For the newsletter', days };
    return (await olu.post(`${RUN}/links`, body)).body as MadeLinkReply;
  };
  const { link, secret } = await make(40, 1);
  expect(secret).toMatch(/^[\w-]{22}$/);
  const listed = (await olu.get(`${RUN}/links`)).body as LinksReply;
  expect(listed.links).toEqual([link]);
  expect(JSON.stringify([listed, await api.rows()])).not.toContain(secret);

  const me = await api.as(robin);
  await me.consent();
  expect((await me.get(`/api/ergs/${ERG_ID}/links/${secret}`)).body).toEqual({
    ergId: ERG_ID,
    name: 'Parents and Carers',
  });
  expect(await joinAs(me, secret)).toMatchObject({ body: { memberships: [{ state: 'active' }] } });
  // The record of a join, and nothing about which link it was.
  const mine = (await api.rows()).filter(({ partitionKey }) => partitionKey.endsWith(robin.id));
  expect(JSON.stringify(mine)).not.toContain(link.id);

  const { link: other, secret: withdrawn } = await make(41, 90);
  await olu.delete(`${RUN}/links/${other.id}`);
  api.clock.advanceMs(86_400_000);
  const you = await api.as(sasha);
  await you.consent();
  for (const bad of [secret, withdrawn, 'AAAAAAAAAAAAAAAAAAAAAA', 'x']) {
    expectProblem(await joinAs(you, bad), 'link-over');
    expectProblem(await you.get(`/api/ergs/${ERG_ID}/links/${bad}`), 'link-over');
  }
  expectProblem(await you.get(`/api/ergs/${pledgeId(99)}/links/${secret}`), 'link-over');
  expect((await you.home()).memberships).toEqual([]);
  expect((await olu.get(`${RUN}/links`)).body).toMatchObject({
    links: [{ state: 'withdrawn' }, { state: 'expired' }],
  });
});

test('a link makes somebody an ally whose request waits', async () => {
  const { api, olu } = await aRun();
  const loaded = await api.deps.ergs.load(TENANT_ID, ERG_ID);
  if (loaded === undefined) throw new Error('The ERG is there.');
  await api.deps.ergs.commit(loaded, { ...loaded.erg, joinPolicy: 'on-request', revision: 2 }, []);
  const me = await api.as(robin);
  await me.consent();
  expect(await joinAs(me)).toMatchObject({ body: { memberships: [{ state: 'requested' }] } });
  const body = { id: pledgeId(40), label: 'A link', days: 7 };
  const { secret } = (await olu.post(`${RUN}/links`, body)).body as MadeLinkReply;
  expect(await joinAs(me, secret)).toMatchObject({ body: { memberships: [{ state: 'active' }] } });
  expect(await actsOf(api)).toContainEqual({
    act: 'link.created',
    details: JSON.stringify({ label: 'A link', days: 7 }),
  });
});
