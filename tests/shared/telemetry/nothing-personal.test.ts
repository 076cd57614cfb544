import { randomUUID } from 'node:crypto';
import { SignJWT, generateKeyPair } from 'jose';
import { expect, onTestFinished, test, vi } from 'vitest';
import { collectDue } from '../../../bot/delivery/collect-due.ts';
import { compose } from '../../../main.ts';
import { createLog } from '../../../shared/program/log.ts';
import { TEAMS_CLIENTS } from '../../../shared/identity/token.ts';
import { createAzureStorage } from '../../../shared/store/azure-storage.ts';
import { startFakeConnector } from '../../bot/teams/fake-connector.ts';
import {
  aNewPledge,
  CLIENT_ID,
  employee,
  pledgeId,
  type TestPerson,
  useIssuer,
} from '../../support/api-server.ts';
import { breakableAzurite, type Passing } from '../../support/breakable-azurite.ts';
import { anErg, anOrganiser, ERG_ID, TENANT_ID } from '../../support/builders.ts';
import { testClock } from '../../support/command-deps.ts';
import { keptTelemetry } from './kept-telemetry.ts';
import { CONSENT_VERSION } from '../../../shared/domain/person.ts';

const issuer = useIssuer();

const olu = employee(701, {
  name: 'Oluwaseun Quartermaine',
  mail: 'olu.quartermaine@corp.example',
});
const ines = employee(702, { name: 'Inês Vasconcelos', mail: 'ines.vasconcelos@corp.example' });
const guest = employee(703, { name: 'Gudrun Gastfreund', guest: true });
const admin = employee(704, { name: 'Adaeze Adminster', roles: ['Alongside.Admin'] });

/** What people write: no other word of the program is like these. */
const WORDS = {
  pledge: 'Zebrafinch pledge words',
  note: 'Quokka note words',
  journal: 'Axolotl journal words',
  chat: 'Pangolin chat words',
  help: 'Narwhal report words',
};

interface Day {
  /** Everything that was logged. */
  readonly logged: string;
  readonly events: ReadonlySet<string>;
  /** Everything that would leave of spans and counters. */
  readonly traced: string;
  /** Secrets and ids that came about on the way. */
  readonly cameAbout: readonly string[];
}

/** A day of an organisation on which everything also goes wrong: whatever is said of it, by name. */
async function liveADay(): Promise<Day> {
  const lines: string[] = [];
  const { telemetry, spans, exported } = keptTelemetry();
  const clock = testClock('2026-03-02T12:00:00.000Z');
  const connector = await startFakeConnector();
  onTestFinished(() => connector.close());
  const azurite = await breakableAzurite();
  const storage = createAzureStorage({
    kind: 'connection-string',
    connectionString: azurite.connectionString,
    tablePrefix: `t${randomUUID().replaceAll('-', '')}`,
  });
  await storage.createAll();
  const alongside = await compose({
    storage,
    clock,
    log: createLog('info', { write: (line) => void lines.push(line) }),
    telemetry,
    tokens: {
      issuer: issuer.get().issuerUrl.replace(TENANT_ID, '{tid}'),
      keys: new URL(issuer.get().jwksUrl),
      audience: CLIENT_ID,
      tenantIds: [TENANT_ID],
      clients: TEAMS_CLIENTS,
    },
    bot: {
      appId: 'b81c6f0e-94d3-4b57-8a2e-6f15d90c37a4',
      credentials: { kind: 'none' },
      isServiceUrlAllowed: (url) => url === connector.serviceUrl,
    },
    appId: '5d2f9a70-3c1b-4e8a-9d64-0b7f2a61c8e5',
    hostOrigins: [],
    pseudonymKey: 'a key for tests that is long enough',
    tabFolder: '/nowhere',
    roles: { web: true, worker: true },
  });
  const url = await alongside.web.app.listen({ host: '127.0.0.1', port: 0 });
  const cameAbout: string[] = [];

  async function as(who: TestPerson) {
    const token = await issuer.get().tokenFor(who);
    cameAbout.push(token);
    return async (method: string, path: string, body?: unknown): Promise<unknown> => {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      return /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
    };
  }
  /** What somebody says to the bot. */
  async function says(who: TestPerson, fields: Readonly<Record<string, unknown>>): Promise<void> {
    await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer a.forged.token' },
      body: JSON.stringify({
        type: 'message',
        id: `activity-${who.id}`,
        channelId: 'msteams',
        serviceUrl: connector.serviceUrl,
        from: { id: `29:${who.id}`, name: who.name, aadObjectId: who.id },
        recipient: { id: '28:bot', name: 'Alongside' },
        conversation: { id: chatOf(who), conversationType: 'personal', tenantId: TENANT_ID },
        ...fields,
      }),
    });
  }

  // Everything goes well.
  await alongside.deps.directory.apply(
    TENANT_ID,
    [olu, ines, admin].map(({ id, name, mail }) => ({
      after: { userId: id, name, mail, place: 'Leeds', reports: 0 },
    })),
  );
  const organiser = anOrganiser({ userId: olu.id, name: olu.name });
  await alongside.deps.ergs.create(TENANT_ID, anErg({ organisers: [organiser] }), 0);
  const asInes = await as(ines);
  const asOlu = await as(olu);
  const rhythm = { budget: 1, day: 2, time: '09:00', zone: 'Europe/London' };
  for (const ask of [asInes, asOlu]) {
    expect(
      await ask('POST', '/api/consent', { version: CONSENT_VERSION, rhythm }),
    ).not.toHaveProperty('code');
  }
  for (const who of [ines, olu]) await says(who, { type: 'installationUpdate', action: 'add' });
  const form = { kind: 'own-words', words: WORDS.pledge };
  await asInes('POST', '/api/pledges', aNewPledge({ form }));
  await asInes('PUT', `/api/journal/${pledgeId(1)}`, { words: WORDS.journal, revision: 0 });
  const { membershipsRevision: revision } = (await asInes('GET', '/api/home')) as {
    membershipsRevision: number;
  };
  await asInes('POST', `/api/ergs/${ERG_ID}/join`, { revision, showToAllies: false });
  const buddies = (await asInes('POST', '/api/buddies', { id: pledgeId(9) })) as { secret: string };
  const link = (await asOlu('POST', `/api/ergs/${ERG_ID}/run/links`, {
    id: pledgeId(8),
    label: WORDS.help,
    days: 30,
  })) as { secret: string };
  cameAbout.push(buddies.secret, link.secret);
  await asOlu('GET', `/api/buddies/links/${buddies.secret}`);
  await asInes('GET', `/api/ergs/${ERG_ID}/links/${link.secret}`);
  await asInes('GET', `/api/admin/people?find=${encodeURIComponent(olu.name)}`);
  await says(ines, { text: WORDS.chat });

  // Who may not, and what is no request.
  await (
    await as(guest)
  )('GET', '/api/home');
  await asInes('GET', '/api/admin/health');
  await asInes('POST', '/api/pledges', `{"words": "${WORDS.pledge}`);
  await asInes('PUT', '/api/settings', { [WORDS.note]: ines.mail });
  await asInes('GET', `/api/pledges/${ines.id}/%zz?note=${encodeURIComponent(WORDS.note)}`);
  await asInes('GET', `/nothing/${ines.id}?${encodeURIComponent(WORDS.note)}`);
  await says(ines, { text: WORDS.chat, serviceUrl: `https://evil.example/${ines.id}` });
  await says(ines, {
    text: WORDS.chat,
    conversation: { id: chatOf(ines), conversationType: 'personal' },
  });

  // A week later the worker asks, once Teams takes it and once it does not.
  const worker = alongside.startWork();
  if (worker === undefined) throw new Error('There is no worker.');
  const refusal = { error: { code: 'ServiceError', message: `${ines.name} in ${chatOf(ines)}` } };
  connector.answerNext({ status: 500, body: refusal }, (_response, request) =>
    request.socket.destroy(),
  );
  for (let week = 1; week <= 2; week += 1) {
    const loaded = await alongside.deps.people.load({ tenantId: TENANT_ID, userId: ines.id });
    clock.set(loaded?.person.profile.nextLookAt ?? '');
    const before = connector.seen.length;
    await collectDue(alongside.deps);
    worker.wake();
    await expect.poll(() => connector.seen.length, { timeout: 20_000 }).toBeGreaterThan(before);
  }
  await asInes('PUT', `/api/pledges/${pledgeId(1)}/check-ins/2026-03-10`, {
    answer: 'did-it',
    note: WORDS.note,
    revision: null,
  });
  connector.answerNext((_response, request) => request.socket.destroy());
  await says(ines, { text: 'check in' });

  // Rows that nobody could have written.
  const people = storage.tables.table('People');
  const partitionKey = `${TENANT_ID}_${ines.id}`;
  for (const rowKey of [`c_pledge_${pledgeId(5)}`, `c_ally_${ERG_ID}`, ines.id]) {
    const cells = { words: WORDS.pledge, formJson: `{"${WORDS.note}` };
    await people.commit([{ kind: 'upsert', row: { partitionKey, rowKey, cells } }]);
  }
  await asInes('GET', '/api/home');
  await storage.queues.queue('packs').send(`{"people": "${ines.id}`);
  worker.wake();
  // It stays in the queue, for a program that can read it.
  await expect
    .poll(() => lines.some((line) => line.includes('"pack.unreadable"')), { timeout: 20_000 })
    .toBe(true);

  // Storage fails in each of its ways.
  for (const passing of ['cut', 'busy', 'forbidden'] satisfies Passing[]) {
    azurite.set(passing);
    await Promise.all([
      asInes('GET', '/api/home'),
      asOlu('GET', `/api/ergs/${ERG_ID}/run/roster`),
      asInes('POST', '/api/pledges', aNewPledge({ id: pledgeId(3), form })),
      says(ines, { text: WORDS.chat }),
    ]);
    worker.wake();
  }
  azurite.set('pass');
  await alongside.stop();
  const traced = JSON.stringify([
    spans().map(({ name, attributes, events, links, status, resource }) => ({
      name,
      attributes,
      events,
      links,
      status,
      resource: resource.attributes,
    })),
    await exported(),
  ]);
  const logged = lines.join('');
  const events = new Set(lines.map((line) => (JSON.parse(line) as { msg: string }).msg));
  return { logged, events, traced, cameAbout };
}

function chatOf(who: TestPerson): string {
  return `a:chat-of-${who.id}`;
}

test('a day on which everything happens and everything fails leaves nothing of anybody in logs and traces', async () => {
  const day = await liveADay();
  const { logged, traced, events, cameAbout } = day;

  // It did happen, and was told.
  for (const event of [
    'request',
    'request.failed',
    'bot.failed',
    'row.broken',
    'pack.unreadable',
    'delivery.given-up',
  ]) {
    expect(events).toContain(event);
  }
  expect([...events].some((event) => event.startsWith('worker.'))).toBe(true);
  expect(traced).toContain('delivery.pack');
  expect(traced).toContain('http.server.request.duration');

  const secrets = [
    TENANT_ID,
    ERG_ID,
    ...[olu, ines, guest, admin].flatMap(({ id, name, mail }) => [
      id,
      name,
      mail,
      ...name.split(' '),
    ]),
    ...Object.values(WORDS).flatMap((words) => [words, words.split(' ')[0] ?? '']),
    ...[1, 3, 5, 8, 9].map(pledgeId),
    chatOf(ines),
    'a:chat-of-',
    'evil.example',
    'a.forged.token',
    'devstoreaccount1',
    ...cameAbout,
  ];
  for (const [what, said] of Object.entries({ logged, traced })) {
    for (const secret of secrets) {
      for (const form of [
        secret,
        encodeURIComponent(secret),
        JSON.stringify(secret).slice(1, -1),
      ]) {
        expect(said.toLowerCase().includes(form.toLowerCase()), `${form} in what was ${what}`).toBe(
          false,
        );
      }
    }
    // Whatever else might be an id, an address, a mail or a token.
    expect(said).not.toMatch(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i);
    expect(said).not.toMatch(/https?:\/\//);
    expect(said).not.toMatch(/[\w.]+@[\w-]+\.(?:example|com)/);
    expect(said).not.toMatch(/Bearer|\beyJ/);
  }
}, 240_000);

test('neither does a bot whose tokens are checked, of what was forged', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {}); // The SDK's own words, kept quiet in production.
  const lines: string[] = [];
  const clock = testClock('2026-03-02T12:00:00.000Z');
  const storage = createAzureStorage({
    kind: 'connection-string',
    connectionString: (await breakableAzurite()).connectionString,
    tablePrefix: `t${randomUUID().replaceAll('-', '')}`,
  });
  const appId = 'b81c6f0e-94d3-4b57-8a2e-6f15d90c37a4';
  const alongside = await compose({
    storage,
    clock,
    log: createLog('info', { write: (line) => void lines.push(line) }),
    tokens: {
      issuer: issuer.get().issuerUrl,
      keys: new URL(issuer.get().jwksUrl),
      audience: CLIENT_ID,
      tenantIds: [TENANT_ID],
      clients: TEAMS_CLIENTS,
    },
    bot: {
      appId,
      credentials: { kind: 'identity', appId, tenantId: TENANT_ID },
      isServiceUrlAllowed: () => true,
    },
    appId: '5d2f9a70-3c1b-4e8a-9d64-0b7f2a61c8e5',
    hostOrigins: [],
    pseudonymKey: 'a key for tests that is long enough',
    tabFolder: '/nowhere',
    roles: { web: true, worker: false },
  });
  onTestFinished(() => alongside.stop());
  const url = await alongside.web.app.listen({ host: '127.0.0.1', port: 0 });
  const { privateKey } = await generateKeyPair('RS256');
  const forged = await new SignJWT({ iss: 'https://elsewhere.example', aud: ines.id })
    .setProtectedHeader({ alg: 'RS256', kid: olu.id })
    .setExpirationTime('1h')
    .sign(privateKey);

  const { status } = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${forged}` },
    body: JSON.stringify({
      type: 'message',
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/teams/',
      from: { id: '29:x', aadObjectId: ines.id, name: ines.name },
      recipient: { id: '28:bot' },
      conversation: { id: chatOf(ines), conversationType: 'personal', tenantId: TENANT_ID },
      text: WORDS.chat,
    }),
  });

  expect(status).toBeGreaterThanOrEqual(400);
  const logged = lines.join('');
  expect(logged).toContain('bot.failed');
  for (const secret of [ines.id, olu.id, 'elsewhere.example', forged, WORDS.chat, ines.name]) {
    expect(logged).not.toContain(secret);
  }
  told.mockRestore();
});
