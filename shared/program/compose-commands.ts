import { v7 as uuidV7 } from 'uuid';
import { createContentSource } from '../commands/content-source.ts';
import { createEventSource } from '../commands/event-source.ts';
import type { CommandDeps, Log } from '../commands/deps.ts';
import type { Clock } from '../domain/time.ts';
import { createAttendeesStore } from '../store/attendees-store.ts';
import { createAudienceStore } from '../store/audience-store.ts';
import { createAuditStore } from '../store/audit-store.ts';
import { createBells } from '../store/bells.ts';
import { createBroadcastWords } from '../store/broadcast-words.ts';
import { createBroadcastsStore } from '../store/broadcasts-store.ts';
import { createDeliveryCountsStore } from '../store/delivery-counts-store.ts';
import { createDirectoryImportsStore } from '../store/directory-imports-store.ts';
import { createDirectorySyncStore } from '../store/directory-sync-store.ts';
import { createDirectoryStore } from '../store/directory-store.ts';
import { createErasuresStore } from '../store/erasures-store.ts';
import { createErgContentStore } from '../store/erg-content-store.ts';
import { createErgsStore } from '../store/ergs-store.ts';
import { createFailuresStore } from '../store/failures-store.ts';
import { createFiguresStore } from '../store/figures-store.ts';
import { createReleaseInputsStore } from '../store/release-inputs-store.ts';
import { createReleasesStore } from '../store/releases-store.ts';
import { createImportsStore } from '../store/imports-store.ts';
import { createInvitationsStore } from '../store/invitations-store.ts';
import { createLeaversStore } from '../store/leavers-store.ts';
import { createBuddiesStore } from '../store/buddies-store.ts';
import { createLinksStore } from '../store/links-store.ts';
import { createNewsLinesStore } from '../store/news-lines-store.ts';
import { createNewsStore } from '../store/news-store.ts';
import { createEntrance } from '../commands/entrance.ts';
import { createPeopleStore } from '../store/people-store.ts';
import { createPilotStore } from '../store/pilot-store.ts';
import { createPseudonymise } from '../store/pseudonyms.ts';
import { createPublished } from '../store/published.ts';
import { createPublishedContent } from '../store/published-content.ts';
import { createPublicationCache } from '../store/publication-cache.ts';
import { createReportsStore } from '../store/reports-store.ts';
import { createRequestsRoundsStore } from '../store/requests-rounds-store.ts';
import { createRostersStore } from '../store/rosters-store.ts';
import { createScheduleStore } from '../store/schedule-store.ts';
import type { Storage } from '../store/storage.ts';
import { createTenantEntryStore } from '../store/tenant-entry-store.ts';
import { createTenantHelpStore } from '../store/tenant-help-store.ts';
import { createTenantYearStore } from '../store/tenant-year-store.ts';
import { createTenantRules, createTenantsStore } from '../store/tenants-store.ts';
import { waitInRealTime } from './wait-in-real-time.ts';

/** What commands are made of. */
interface CommandParts {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Log;
  /** The key of pseudonyms in logs and audit. */
  readonly pseudonymKey: string;
  readonly bellDelayMs?: number;
  /** What the directory of an organisation follows by itself; files alone unless given. */
  readonly directorySource?: CommandDeps['directorySource'];
  /** How it is waited before something is tried again: in real time unless given. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Ids that follow the time at which they were made unless given. */
  readonly newId?: CommandDeps['newId'];
}

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
  const { wait = waitInRealTime, newId = uuidV7 } = parts;
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
    newId: () => newId(),
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
