import path from 'node:path';
import { type Alongside, compose, type Parts } from '../../main.ts';
import { createLog } from '../../shared/program/log.ts';
import type { DirectoryEntry } from '../../shared/domain/directory.ts';
import type { DirectorySource } from '../../shared/graph/directory-source.ts';
import { createGraphDirectory } from '../../shared/graph/graph-directory.ts';
import { TEAMS_CLIENTS } from '../../shared/identity/token.ts';
import { createAzureStorage } from '../../shared/store/azure-storage.ts';
import type { StorageObserver } from '../../shared/store/storage.ts';
import { LANGUAGES, PSEUDO_LANGUAGES } from '../../shared/domain/languages.ts';
import { createLocalChat, type LocalChat } from './chat.ts';
import { createMovableClock } from './clock.ts';
import { type ChatLog, openChatLog } from './connector/chat-log.ts';
import { connectorRoutes } from './connector/connector-routes.ts';
import { createConversations } from './connector/conversations.ts';
import {
  DEMO_TENANT_ID,
  demoDirectory,
  demoPeople,
  loadDemoOrganisation,
} from './demo-organisation.ts';
import { graphStandInToken, startGraphStandIn } from './graph-stand-in.ts';
import { startIssuer } from './issuer.ts';
import { localPage } from './local-page.ts';
import { localRoutes } from './local-routes.ts';
import { productTimeQueues } from './product-time-queues.ts';
import { runDue } from './run-due.ts';
import { writeState } from './state-file.ts';

/** What a local start may be told. */
export interface LocalStart {
  readonly dataDir: string;
  readonly port: number;
  /** How many made-up colleagues there are besides the demo organisation; none unless given. They install the app themselves. */
  readonly colleagues?: number;
  /** Whether its directory follows a stand-in for Microsoft Graph, which knows everybody of the demo organisation. */
  readonly graph?: boolean;
  /** Told of every request to storage before it leaves; for tests that stop the program at one. */
  readonly observe?: StorageObserver;
  readonly bellDelayMs?: Parts['bellDelayMs'];
  readonly workerPace?: Parts['workerPace'];
}

/** Alongside, listening. */
export interface LocalAlongside {
  readonly url: string;
  readonly alongside: Alongside;
}

// Ids of the demo installation; they name nothing outside it.
const APP_ID = '5d2f9a70-3c1b-4e8a-9d64-0b7f2a61c8e5';
const BOT_ID = 'b81c6f0e-94d3-4b57-8a2e-6f15d90c37a4';
const CLIENT_ID = '3e7a1d58-6b0c-4f92-a5d1-94c82b7f06e3';
/** Only spreads ids of made-up people; production has a key of its own. */
const PSEUDONYM_KEY = 'the demo organisation has nothing to hide';

/**
 * Starts what works on storage, on 127.0.0.1: the issuer, the program itself, the connector and the local Teams. What has to be
 * ended again is added to `endings`, in the order of its start, also where it throws.
 * @throws LocalSetupProblem with one sentence that says what to do
 */
export async function startAlongside(
  start: LocalStart,
  connectionString: string,
  endings: (() => Promise<void> | void)[],
): Promise<LocalAlongside> {
  const { dataDir } = start;
  const storage = createAzureStorage(
    { kind: 'connection-string', connectionString },
    start.observe === undefined ? {} : { observe: start.observe },
  );
  await storage.createAll();
  const issuer = await startIssuer({ dataDir, tenantId: DEMO_TENANT_ID, clientId: CLIENT_ID });
  endings.push(() => issuer.stop());
  const clock = createMovableClock({ dataDir });
  const chatLog = openChatLog({ dataDir, now: () => clock.now() });
  endings.push(() => chatLog.close());

  const queues = productTimeQueues(storage.queues, clock);
  const directorySource =
    start.graph === true ? await demoGraph(endings, start.colleagues) : undefined;

  let url = '';
  const alongside = await compose({
    storage: { ...storage, queues },
    clock,
    log: createLog('warn'),
    tokens: {
      issuer: issuer.issuerUrl.replace(DEMO_TENANT_ID, '{tid}'),
      keys: new URL(issuer.jwksUrl),
      audience: CLIENT_ID,
      tenantIds: [DEMO_TENANT_ID],
      clients: TEAMS_CLIENTS,
    },
    bot: {
      appId: BOT_ID,
      credentials: { kind: 'none' },
      // The Agents Playground has a connector of its own on another port of this machine.
      isServiceUrlAllowed: (text) => /^http:\/\/(127\.0\.0\.1|localhost):\d+\//.test(`${text}/`),
    },
    appId: APP_ID,
    directorySource: () => directorySource,
    // The page around the tab has the tab's own origin.
    hostOrigins: [],
    pseudoLanguages: true,
    pseudonymKey: PSEUDONYM_KEY,
    tabFolder: path.resolve(import.meta.dirname, '../../dist/tab'),
    roles: { web: true, worker: true },
    ...(start.bellDelayMs === undefined ? {} : { bellDelayMs: start.bellDelayMs }),
    ...(start.workerPace === undefined ? {} : { workerPace: start.workerPace }),
  });
  endings.push(() => alongside.stop());
  const { deps, web } = alongside;

  const cast = demoPeople();
  const people = demoPeople(start.colleagues);
  const conversations = createConversations({
    log: chatLog,
    tenantId: DEMO_TENANT_ID,
    personIds: people.map((person) => person.id),
    installedAtFirst: false,
  });
  const chat = createLocalChat({
    log: chatLog,
    conversations,
    tenantId: DEMO_TENANT_ID,
    bot: { id: BOT_ID, name: 'Alongside' },
    serverUrl: () => url,
    now: () => clock.now(),
  });
  await loadDemoOrganisation(deps, start.colleagues);
  const worker = alongside.startWork();
  await web.app.register(connectorRoutes, {
    prefix: '/connector',
    log: chatLog,
    conversations,
    tenantId: DEMO_TENANT_ID,
    people,
  });
  await web.app.register(localRoutes, {
    people,
    issuer,
    clock,
    log: chatLog,
    chat,
    setup: {
      appName: 'Alongside',
      appId: APP_ID,
      botId: BOT_ID,
      tenantId: DEMO_TENANT_ID,
      tab: { entityId: 'home', contentUrl: '/tab/?locale={locale}&theme={theme}' },
      languages: [...LANGUAGES, ...PSEUDO_LANGUAGES].map((tag) => ({
        tag,
        name: new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag,
      })),
    },
    nextLookAt: async (userId: string) => {
      const loaded = await deps.people.load({ tenantId: DEMO_TENANT_ID, userId });
      return loaded?.person.profile.nextLookAt;
    },
    afterClockMoved: async () => {
      await queues.bringForward();
      if (worker !== undefined) await runDue(deps, worker);
    },
  });
  await web.app.register(localPage, {});
  await web.app.listen({ host: '127.0.0.1', port: start.port });
  const address = web.app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : start.port;
  url = `http://127.0.0.1:${port}`;
  writeState(dataDir, 'server.json', { port });
  await installForEverybody(chat, chatLog);
  return { url: `http://localhost:${port}`, alongside };

  /** As an organisation does: the app is there from the first start; who removes it is left alone. */
  async function installForEverybody(localChat: LocalChat, log: ChatLog): Promise<void> {
    const known = log.installations();
    for (const person of cast) {
      if (!person.guest && !known.has(person.id)) await localChat.setInstalled(person, true, 'en');
    }
  }
}

/** The demo organisation in a stand-in for Graph, as a source. */
async function demoGraph(
  endings: (() => Promise<void> | void)[],
  colleagues: number | undefined,
): Promise<DirectorySource> {
  const graph = await startGraphStandIn();
  endings.push(() => graph.stop());
  graph.put(...demoDirectory(colleagues).map(toGraphUser));
  return createGraphDirectory({
    fetch,
    token: graphStandInToken,
    realMs: Date.now,
    baseUrl: graph.url,
  });
}

function toGraphUser({ userId, name, mail, place, managerId }: DirectoryEntry) {
  return {
    id: userId,
    displayName: name,
    mail: mail === '' ? null : mail,
    officeLocation: place === '' ? null : place,
    ...(managerId === undefined ? {} : { manager: managerId }),
  };
}
