import { DefaultAzureCredential } from '@azure/identity';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { v7 as uuidV7 } from 'uuid';
import { z } from 'zod';
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
import { createContentSource } from './shared/commands/content-source.ts';
import { createEventSource } from './shared/commands/event-source.ts';
import type { CommandDeps, Log } from './shared/commands/deps.ts';
import { accepted, refused, type Result } from './shared/domain/result.ts';
import type { Clock } from './shared/domain/time.ts';
import { createGraphDirectory } from './shared/graph/graph-directory.ts';
import { createTokenCheck, TEAMS_CLIENTS, type TokenRules } from './shared/identity/token.ts';
import { createAttendeesStore } from './shared/store/attendees-store.ts';
import { createAudienceStore } from './shared/store/audience-store.ts';
import { createAuditStore } from './shared/store/audit-store.ts';
import { createAzureStorage } from './shared/store/azure-storage.ts';
import { createBells } from './shared/store/bells.ts';
import { createBroadcastWords } from './shared/store/broadcast-words.ts';
import { createBroadcastsStore } from './shared/store/broadcasts-store.ts';
import { createDeliveryCountsStore } from './shared/store/delivery-counts-store.ts';
import { createDirectoryImportsStore } from './shared/store/directory-imports-store.ts';
import { createDirectorySyncStore } from './shared/store/directory-sync-store.ts';
import { createDirectoryStore } from './shared/store/directory-store.ts';
import { createErasuresStore } from './shared/store/erasures-store.ts';
import { createErgContentStore } from './shared/store/erg-content-store.ts';
import { createErgsStore } from './shared/store/ergs-store.ts';
import { createFailuresStore } from './shared/store/failures-store.ts';
import { createFiguresStore } from './shared/store/figures-store.ts';
import { createReleaseInputsStore } from './shared/store/release-inputs-store.ts';
import { createReleasesStore } from './shared/store/releases-store.ts';
import { createImportsStore } from './shared/store/imports-store.ts';
import { createInvitationsStore } from './shared/store/invitations-store.ts';
import { createLeaversStore } from './shared/store/leavers-store.ts';
import { createLeasesStore } from './shared/store/leases-store.ts';
import { createBuddiesStore } from './shared/store/buddies-store.ts';
import { createLinksStore } from './shared/store/links-store.ts';
import { createNewsLinesStore } from './shared/store/news-lines-store.ts';
import { createNewsStore } from './shared/store/news-store.ts';
import { createEntrance } from './shared/commands/entrance.ts';
import { createPeopleStore } from './shared/store/people-store.ts';
import { createPilotStore } from './shared/store/pilot-store.ts';
import { createPermitsStore } from './shared/store/permits-store.ts';
import { createPseudonymise } from './shared/store/pseudonyms.ts';
import { createPublished } from './shared/store/published.ts';
import { createPublishedContent } from './shared/store/published-content.ts';
import { createPublicationCache } from './shared/store/publication-cache.ts';
import { createReportsStore } from './shared/store/reports-store.ts';
import { createRequestsRoundsStore } from './shared/store/requests-rounds-store.ts';
import { createRostersStore } from './shared/store/rosters-store.ts';
import { createScheduleStore } from './shared/store/schedule-store.ts';
import type { Storage } from './shared/store/storage.ts';
import { createTenantEntryStore } from './shared/store/tenant-entry-store.ts';
import { createTenantHelpStore } from './shared/store/tenant-help-store.ts';
import { createTenantYearStore } from './shared/store/tenant-year-store.ts';
import { createTenantRules, createTenantsStore } from './shared/store/tenants-store.ts';
import { createDeliveryTelemetry } from './shared/telemetry/delivery-meter.ts';
import { startTelemetry, type Telemetry } from './shared/telemetry/telemetry.ts';
import { createWebTelemetry } from './shared/telemetry/web-meter.ts';
import { wordlessError } from './shared/telemetry/wordless-error.ts';
import { registerApi } from './tab/api/api.ts';
import type { RequestLimits } from './tab/api/rate-limits.ts';
import { createReadiness } from './tab/api/readiness.ts';
import { createWebServer, type WebServer } from './tab/api/web-server.ts';

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

/** What commands are made of. */
type CommandParts = Pick<
  Parts,
  'bellDelayMs' | 'clock' | 'directorySource' | 'log' | 'pseudonymKey' | 'storage'
>;

const waitInRealTime = async (ms: number, signal?: AbortSignal): Promise<void> => {
  await delay(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
    if (signal?.aborted !== true) throw error;
  });
};

/** Puts together what commands need, for the program and for those who operate it. */
export function composeCommands(parts: CommandParts): {
  readonly commandDeps: CommandDeps;
  /** Waits for what was begun in the background. */
  settled(): Promise<void>;
} {
  const { storage, clock, log } = parts;
  const { tables, queues } = storage;
  const background = new Set<Promise<void>>();
  const report = (broken: object) => log.warn('row.broken', { ...broken });
  const wait = waitInRealTime;
  const pseudonymise = createPseudonymise(parts.pseudonymKey);
  const ergs = createErgsStore(tables, report, clock.realMs);
  const news = createNewsStore(tables, report);
  const tenants = createTenantsStore(tables, report);
  const entry = createTenantEntryStore(tables, report);
  const publishedEntry = createPublicationCache(entry.read, clock.realMs);
  const pilot = createPilotStore(tables, report);
  const audience = createAudienceStore(tables, { report, realMs: clock.realMs, wait });
  const help = createTenantHelpStore(tables, report);
  const year = createTenantYearStore(tables, report);
  const broadcasts = createBroadcastsStore(tables, report);
  const ergContent = createErgContentStore(tables, report);
  const published = createPublished({ ergs, news }, clock.realMs);
  const { publishedErgs } = published;
  const publishedContent = createPublishedContent(ergContent, clock.realMs);
  const rosters = createRostersStore(tables, { report, realMs: clock.realMs, wait });
  const commandDeps: CommandDeps = {
    people: createPeopleStore(tables, report),
    ergs,
    rosters,
    ergContent,
    publishedContent,
    attendees: createAttendeesStore(rosters),
    requestsRounds: createRequestsRoundsStore(tables, report),
    schedule: createScheduleStore(tables),
    bells: createBells(queues, {
      realMs: clock.realMs,
      ...(parts.bellDelayMs === undefined ? {} : { delayMs: parts.bellDelayMs }),
    }),
    audit: createAuditStore(tables, pseudonymise, report),
    erasures: createErasuresStore(tables, pseudonymise),
    directory: createDirectoryStore(tables, report),
    directorySync: createDirectorySyncStore(tables, report),
    directorySource: parts.directorySource ?? (() => undefined),
    directoryImports: createDirectoryImportsStore(tables, report),
    leavers: createLeaversStore(tables, report),
    invitations: createInvitationsStore(tables, report),
    imports: createImportsStore(tables, report),
    links: createLinksStore(tables, report),
    buddies: createBuddiesStore(tables, report),
    news,
    newsLines: createNewsLinesStore(tables, report, clock.realMs),
    audience,
    ...published,
    tenants,
    tenantRules: createTenantRules(tenants, clock.realMs),
    entry,
    publishedEntry,
    pilot,
    entrance: createEntrance({ publishedEntry, audience, pilot }, clock.realMs),
    help,
    publishedHelp: createPublicationCache(help.read, clock.realMs),
    year,
    publishedYear: createPublicationCache(year.read, clock.realMs),
    figures: createFiguresStore(tables, { report, pseudonymise }),
    releases: createReleasesStore(tables, { report, pseudonymise }),
    releaseInputs: createReleaseInputsStore(tables, pseudonymise),
    reports: createReportsStore(tables, report),
    failures: createFailuresStore(tables, report),
    deliveryCounts: createDeliveryCountsStore(tables, report),
    broadcasts,
    contents: createContentSource({
      broadcasts: createBroadcastWords(broadcasts, clock),
      publishedErgs,
      publishedContent,
      ergs,
      rosters,
      clock,
      events: createEventSource({ ergContent, publishedErgs }),
    }),
    queues,
    clock,
    newId: () => uuidV7(),
    log,
    inBackground(work) {
      const running = work()
        .catch((error: unknown) => log.error('background.failed', error))
        .finally(() => background.delete(running));
      background.add(running);
    },
  };
  return {
    commandDeps,
    async settled() {
      await Promise.all(background);
    },
  };
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
  let worker: Worker | undefined;
  let stopping = false;
  const web = await createWebServer({
    log,
    tabFolder: parts.tabFolder,
    hostOrigins: parts.hostOrigins,
    ...(parts.supportMail === undefined ? {} : { supportMail: parts.supportMail }),
    receiveActivity: teamsBot.receive,
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
    }),
  });
  await registerApi(web.app, {
    deps,
    checkToken: createTokenCheck({ ...parts.tokens, guests: 'told' }),
    app: {
      appId: parts.appId,
      hostOrigins: [...parts.hostOrigins],
      ...(parts.pseudoLanguages === undefined ? {} : { pseudoLanguages: true }),
    },
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

const list = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim()))
  .pipe(z.array(z.string().min(1)).min(1));

/** What a connection string of Application Insights must hold: the exporter takes it in lower case only. */
const INSTRUMENTATION_KEY =
  /(?:^|;)InstrumentationKey=[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:;|$)/;

/** An address of storage: a secret in it would be written wherever addresses are. */
const storageUrl = z.url({ protocol: /^https$/ }).refine((text) => {
  // What is no address at all is refused above.
  if (!URL.canParse(text)) return true;
  const { username, password, search, hash } = new URL(text);
  return [username, password, search, hash].every((part) => part === '');
}, 'An https address alone, without a key or a query');

const NO_ID = '00000000-0000-0000-0000-000000000000';
/** Any GUID: not every directory makes them as the RFC of UUIDs wants them. */
const id = z
  .guid()
  .toLowerCase()
  .refine((text) => text !== NO_ID, 'This is the GUID of nothing');

/** What App Service gives in place of a secret that it could not read. */
const UNREAD_SECRET = /^@Microsoft\.KeyVault\(/i;
const FEWEST_CHARACTERS_OF_A_KEY = 12;
const secretKey = z
  .string()
  .min(32)
  .refine((text) => !UNREAD_SECRET.test(text), 'The reference to the secret was not followed')
  .refine((text) => new Set(text).size >= FEWEST_CHARACTERS_OF_A_KEY, 'Too easy to guess');

/** The configuration of production, from the environment. There is no way here to switch authentication off. */
const Configuration = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(8080),
  ROLES: list.pipe(z.array(z.enum(['web', 'worker']))).default(['web', 'worker']),
  TABLES_URL: storageUrl,
  QUEUES_URL: storageUrl,
  TENANT_IDS: list.pipe(z.array(id)),
  TAB_CLIENT_ID: id,
  TEAMS_APP_ID: id,
  BOT_APP_ID: id,
  BOT_TENANT_ID: id,
  PSEUDONYM_KEY: secretKey,
  /** Whether the directory of the bot's tenant follows Microsoft Entra; needs `User.Read.All`. */
  DIRECTORY: z.enum(['files', 'graph']).default('files'),
  /** Whom the pages that need no sign-in name. */
  SUPPORT_MAIL: z.email().optional(),
  APPLICATIONINSIGHTS_CONNECTION_STRING: z.string().regex(INSTRUMENTATION_KEY).optional(),
});

const GRAPH_SCOPE = 'https://graph.microsoft.com/.default';
const ENTRA = 'https://login.microsoftonline.com';

/** Exit codes: sysexits.h says 78 for a configuration that does not fit. */
const BAD_CONFIGURATION = 78;
const FAILED = 1;

/** The configuration of production. Refused with every setting that is bad, by name: what was given may be a secret. */
export function readConfiguration(
  env: Readonly<Record<string, string | undefined>>,
): Result<z.output<typeof Configuration>, string> {
  const parsed = Configuration.safeParse(env);
  return parsed.success ? accepted(parsed.data) : refused(z.prettifyError(parsed.error));
}

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

async function startWith(config: z.output<typeof Configuration>, log: Log): Promise<void> {
  const credential = new DefaultAzureCredential({ managedIdentityClientId: config.BOT_APP_ID });
  const storage = createAzureStorage({
    kind: 'identity',
    tablesUrl: config.TABLES_URL,
    queuesUrl: config.QUEUES_URL,
    credential,
  });
  await storage.createAll();
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
  const alongside = await compose({
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
  });
  // A worker without the web role still answers health questions.
  await alongside.web.app.listen({ host: '0.0.0.0', port: config.PORT });
  alongside.startWork();
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

/** A log over pino, on stderr. Of errors the kind and the place are written, never their words: see `wordlessError`. */
export function createLog(
  level: 'info' | 'warn' | 'silent',
  // Written at once: what was buffered would be lost with the process.
  to: pino.DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log {
  const logger = pino({ level }, to);
  return {
    info: (event, fields) => logger.info(fields ?? {}, event),
    warn: (event, fields) => logger.warn(fields ?? {}, event),
    error: (event, error, fields) => logger.error({ ...fields, err: wordlessError(error) }, event),
  };
}

if (import.meta.main) await startInProduction();
