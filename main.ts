import { DefaultAzureCredential } from '@azure/identity';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { v7 as uuidV7 } from 'uuid';
import { createChatCommands } from './bot/chat-commands.ts';
import { createChatHandlers } from './bot/conversation/chat-handlers.ts';
import type { DeliveryDeps } from './bot/delivery/delivery-deps.ts';
import { bothMeters, NO_METER } from './bot/delivery/delivery-meter.ts';
import { keepCounts } from './bot/delivery/kept-counts.ts';
import { createReplyDebits, debitReplies } from './bot/delivery/reply-debits.ts';
import { MACHINE_TIMERS } from './bot/delivery/timers.ts';
import {
  startWorker,
  type Worker,
  type WorkerPace,
  type WorkerParts,
} from './bot/delivery/worker.ts';
import type { BotCredentials } from './bot/teams/bot-credentials.ts';
import { createConnectorSender } from './bot/teams/connector-sender.ts';
import { serviceUrlsAt, TEAMS_SERVICE_HOSTS } from './bot/teams/service-urls.ts';
import { createTeamsBot } from './bot/teams/teams-bot.ts';
import { readCatalogue } from './shared/catalogue/written.ts';
import type { CommandDeps, Log } from './shared/commands/deps.ts';
import type { AppFacts } from './shared/contract/app.ts';
import type { Clock } from './shared/domain/time.ts';
import { createGraphDirectory } from './shared/graph/graph-directory.ts';
import { createTokenCheck, TEAMS_CLIENTS, type TokenRules } from './shared/identity/token.ts';
import { createAzureStorage } from './shared/store/azure-storage.ts';
import { composeCommands } from './shared/program/compose-commands.ts';
import { readConfiguration, type Configuration } from './shared/program/configuration.ts';
import { createLog } from './shared/program/log.ts';
import { waitInRealTime } from './shared/program/wait-in-real-time.ts';
import { createLeasesStore } from './shared/store/leases-store.ts';
import { createPermitsStore } from './shared/store/permits-store.ts';
import type { Storage } from './shared/store/storage.ts';
import { createDeliveryTelemetry } from './shared/telemetry/delivery-meter.ts';
import { startTelemetry, type Telemetry } from './shared/telemetry/telemetry.ts';
import { createWebTelemetry } from './shared/telemetry/web-meter.ts';
import { registerApi } from './tab/api/api.ts';
import type { RequestLimits } from './tab/api/rate-limits.ts';
import { createReadiness } from './tab/api/readiness.ts';
import { createWebServer, type WebServer } from './tab/api/web-server.ts';

/** So long after a start the catalogue is read: first come those who waited for it. */
const CATALOGUE_AFTER_MS = 1_000;

/** What the program is made of. Every root gives these; the code behind them is the same everywhere. */
export interface Parts {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Log;
  readonly tokens: TokenRules;
  readonly bot: {
    readonly credentials: BotCredentials;
    /** The bot's app id; it also stands in the ids of chats. */
    readonly appId: string;
    readonly isServiceUrlAllowed: (url: string) => boolean;
  };
  /** The Teams app id. */
  readonly appId: string;
  /** Origins besides those of Teams that may frame the tab: none in production. */
  readonly hostOrigins: readonly string[];
  /** Whether the languages that are for tests alone are spoken: never in production. */
  readonly pseudoLanguages?: true;
  /** The key of pseudonyms in logs and audit. */
  readonly pseudonymKey: string;
  /** Whom the pages that need no sign-in name; the organisation's help desk unless given. */
  readonly supportMail?: string;
  /** The built tab. */
  readonly tabFolder: string;
  readonly roles: { readonly web: boolean; readonly worker: boolean };
  readonly workerPace?: WorkerPace;
  /** What the worker of this process does; everything unless given. */
  readonly workerParts?: WorkerParts;
  /** How many requests a second may go to one tenant's Teams; what Teams allows unless given. */
  readonly sendsASecond?: number;
  readonly bellDelayMs?: number;
  readonly requestLimits?: RequestLimits;
  /** What the directory of an organisation follows by itself; files alone unless given. */
  readonly directorySource?: CommandDeps['directorySource'];
  /** Ends when tables and queues have answered, where they are asked at the start; rejects where they do not. */
  readonly storageAsked?: Promise<unknown>;
  /** Counters and traces; none unless given. */
  readonly telemetry?: Telemetry;
}

/** The program, put together and not yet listening. */
export interface Alongside {
  readonly deps: DeliveryDeps;
  readonly web: WebServer;
  /** Starts the worker, if this process has that role. */
  startWork(): Worker | undefined;
  /** Ends the worker, the server and what goes on in the background, in this order. */
  stop(): Promise<void>;
}

/** Puts the program together. Wires once; nothing else knows every part. */
export async function compose(parts: Parts): Promise<Alongside> {
  const { storage, clock, log } = parts;
  const { tables, queues } = storage;
  const wait = waitInRealTime;
  const { commandDeps, settled } = composeCommands(parts);
  const holder = `${hostname()}-${uuidV7()}`;
  const counts = keepCounts(commandDeps.deliveryCounts, {
    clock,
    timers: MACHINE_TIMERS,
    log,
    holder,
  });
  const telemetry =
    parts.telemetry === undefined ? NO_METER : createDeliveryTelemetry(parts.telemetry);
  const permits = createPermitsStore(tables, {
    realMs: clock.realMs,
    wait,
    ...(parts.sendsASecond === undefined ? {} : { fullPacePerSecond: parts.sendsASecond }),
  });
  const debits = createReplyDebits(permits, { timers: MACHINE_TIMERS, log });
  const commands = createChatCommands(commandDeps);
  const teamsBot = createTeamsBot({
    credentials: parts.bot.credentials,
    allowedServiceUrls: parts.bot.isServiceUrlAllowed,
    allowedTenants: (tenantId) => parts.tokens.tenantIds.includes(tenantId),
    pseudoLanguages: parts.pseudoLanguages === true,
    handlers: debitReplies(createChatHandlers({ commands, appId: parts.appId }), debits),
    onError: (error, where) => log.error('bot.failed', error, { where }),
  });
  const deps: DeliveryDeps = {
    ...commandDeps,
    permits,
    leases: createLeasesStore(tables, clock.realMs),
    sender: createConnectorSender({ token: teamsBot.token, botAppId: parts.bot.appId }),
    tenantIds: parts.tokens.tenantIds,
    appId: parts.appId,
    wait,
    timers: MACHINE_TIMERS,
    random: Math.random,
    meter: bothMeters(telemetry, counts.meter),
    holder,
  };
  const app: AppFacts = {
    appId: parts.appId,
    hostOrigins: parts.hostOrigins,
    ...(parts.pseudoLanguages === undefined ? {} : { pseudoLanguages: true }),
  };
  let worker: Worker | undefined;
  let stopping = false;
  const web = await createWebServer({
    log,
    tabFolder: parts.tabFolder,
    app,
    ...(parts.supportMail === undefined ? {} : { supportMail: parts.supportMail }),
    receiveActivity: teamsBot.receive,
    ...(parts.requestLimits === undefined ? {} : { activityLimits: parts.requestLimits }),
    ...(parts.telemetry === undefined ? {} : { meter: createWebTelemetry(parts.telemetry) }),
    isReady: createReadiness({
      askStorage: () =>
        Promise.all([
          tables.table('Permits').get('leases', 'readiness'),
          queues.queue('packs').approximateLength(),
        ]),
      // A worker that is still to be started has not turned yet.
      workerTurnedAtMs: () => (parts.roles.worker ? (worker?.turnedAtMs() ?? 0) : undefined),
      isStopping: () => stopping,
      realMs: clock.realMs,
      ...(parts.storageAsked === undefined ? {} : { storageAsked: parts.storageAsked }),
    }),
  });
  await registerApi(web.app, {
    deps,
    checkToken: createTokenCheck({ ...parts.tokens, guests: 'told' }, clock.realMs),
    app,
    ...(parts.requestLimits === undefined ? {} : { requestLimits: parts.requestLimits }),
  });
  return {
    deps,
    web,
    startWork() {
      if (parts.roles.worker) worker = startWorker(deps, parts.workerPace, parts.workerParts);
      return worker;
    },
    async stop() {
      // Said first, so that nothing new is sent here while the rest is finished.
      stopping = true;
      await worker?.stop();
      await web.app.close();
      await settled();
      await debits.stop();
      await counts.stop();
    },
  };
}

const GRAPH_SCOPE = 'https://graph.microsoft.com/.default';
const ENTRA = 'https://login.microsoftonline.com';

/** Exit codes: sysexits.h says 78 for a configuration that does not fit. */
const BAD_CONFIGURATION = 78;
const FAILED = 1;

async function startInProduction(): Promise<void> {
  const config = readConfiguration(process.env);
  if (!config.ok) {
    process.stderr.write(`The configuration does not fit:\n${config.reason}\n`);
    process.exitCode = BAD_CONFIGURATION;
    return;
  }
  const log = createLog('info');
  keepLibrariesQuiet(log);
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      // Node itself would write the error with all of its words.
      log.error('process.failed', error);
      process.exit(FAILED);
    });
  }
  try {
    await startWith(config.value, log);
  } catch (error) {
    log.error('start.failed', error);
    process.exit(FAILED);
  }
}

/** What libraries write to the console may hold tokens and what people wrote: that they spoke is told, not what. */
function keepLibrariesQuiet(log: Log): void {
  for (const level of ['log', 'info', 'debug', 'trace', 'warn', 'error', 'dir'] as const) {
    console[level] = () => log.warn('library.spoke', { level });
  }
}

async function startWith(config: Configuration, log: Log): Promise<void> {
  const credential = new DefaultAzureCredential({ managedIdentityClientId: config.BOT_APP_ID });
  const storage = createAzureStorage({
    kind: 'identity',
    tablesUrl: config.TABLES_URL,
    queuesUrl: config.QUEUES_URL,
    credential,
  });
  const graph = createGraphDirectory({
    fetch,
    token: async () => (await credential.getToken(GRAPH_SCOPE)).token,
    realMs: Date.now,
  });
  const roles = { web: config.ROLES.includes('web'), worker: config.ROLES.includes('worker') };
  // Else the exporter also tells its maker how it is used.
  process.env['APPLICATION_INSIGHTS_NO_STATSBEAT'] = 'true';
  const telemetry = await startTelemetry({
    connectionString: config.APPLICATIONINSIGHTS_CONNECTION_STRING,
    roles,
  });
  // Together: putting the program together takes as long as storage takes to say that the tables are there.
  const created = storage.createAll();
  const [, alongside] = await Promise.all([
    created,
    compose({
      ...(telemetry === undefined ? {} : { telemetry }),
      storage,
      clock: { now: () => new Date().toISOString(), realMs: Date.now },
      log,
      tokens: {
        issuer: `${ENTRA}/{tid}/v2.0`,
        keys: new URL(`${ENTRA}/common/discovery/v2.0/keys`),
        audience: config.TAB_CLIENT_ID,
        tenantIds: config.TENANT_IDS,
        clients: TEAMS_CLIENTS,
      },
      bot: {
        appId: config.BOT_APP_ID,
        credentials: {
          kind: 'identity',
          appId: config.BOT_APP_ID,
          tenantId: config.BOT_TENANT_ID,
        },
        isServiceUrlAllowed: serviceUrlsAt(TEAMS_SERVICE_HOSTS),
      },
      directorySource: (tenantId) =>
        config.DIRECTORY === 'graph' && tenantId === config.BOT_TENANT_ID ? graph : undefined,
      appId: config.TEAMS_APP_ID,
      hostOrigins: [],
      pseudonymKey: config.PSEUDONYM_KEY,
      ...(config.SUPPORT_MAIL === undefined ? {} : { supportMail: config.SUPPORT_MAIL }),
      tabFolder: fileURLToPath(new URL('./dist/tab', import.meta.url)),
      roles,
      storageAsked: created,
    }),
  ]);
  // A worker without the web role still answers health questions.
  await alongside.web.app.listen({ host: '0.0.0.0', port: config.PORT });
  alongside.startWork();
  // Whoever asks sooner has it read for them.
  setTimeout(readCatalogue, CATALOGUE_AFTER_MS).unref();
  const end = async () => {
    try {
      await alongside.stop();
    } catch (error) {
      log.error('stop.failed', error);
      process.exitCode = 1;
    } finally {
      await telemetry?.stop();
    }
  };
  let ending: Promise<void> | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void (ending ??= end()));
  }
}

if (import.meta.main) await startInProduction();
