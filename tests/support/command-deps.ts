import { NO_METER } from '../../bot/delivery/delivery-meter.ts';
import { MACHINE_TIMERS } from '../../bot/delivery/timers.ts';
import type { DeliveryDeps } from '../../bot/delivery/delivery-deps.ts';
import type { Sender } from '../../bot/ports.ts';
import { createContentSource } from '../../shared/commands/content-source.ts';
import { createEventSource } from '../../shared/commands/event-source.ts';
import type { Clock, Instant } from '../../shared/domain/time.ts';
import type { DirectorySource } from '../../shared/graph/directory-source.ts';
import { createAttendeesStore } from '../../shared/store/attendees-store.ts';
import { createAudienceStore } from '../../shared/store/audience-store.ts';
import { createAuditStore } from '../../shared/store/audit-store.ts';
import { createBells } from '../../shared/store/bells.ts';
import { createBroadcastWords } from '../../shared/store/broadcast-words.ts';
import { createBroadcastsStore } from '../../shared/store/broadcasts-store.ts';
import { createDeliveryCountsStore } from '../../shared/store/delivery-counts-store.ts';
import { createDirectoryImportsStore } from '../../shared/store/directory-imports-store.ts';
import { createDirectorySyncStore } from '../../shared/store/directory-sync-store.ts';
import { createDirectoryStore } from '../../shared/store/directory-store.ts';
import { createErasuresStore } from '../../shared/store/erasures-store.ts';
import { createErgContentStore } from '../../shared/store/erg-content-store.ts';
import { createErgsStore } from '../../shared/store/ergs-store.ts';
import { createFailuresStore } from '../../shared/store/failures-store.ts';
import { createFiguresStore } from '../../shared/store/figures-store.ts';
import { createReleaseInputsStore } from '../../shared/store/release-inputs-store.ts';
import { createReleasesStore } from '../../shared/store/releases-store.ts';
import { createImportsStore } from '../../shared/store/imports-store.ts';
import { createInvitationsStore } from '../../shared/store/invitations-store.ts';
import { createLeaversStore } from '../../shared/store/leavers-store.ts';
import { createLeasesStore } from '../../shared/store/leases-store.ts';
import { createBuddiesStore } from '../../shared/store/buddies-store.ts';
import { createLinksStore } from '../../shared/store/links-store.ts';
import { createMemoryStorage } from '../../shared/store/memory-storage.ts';
import { createNewsLinesStore } from '../../shared/store/news-lines-store.ts';
import { createNewsStore } from '../../shared/store/news-store.ts';
import { createEntrance } from '../../shared/commands/entrance.ts';
import { createPeopleStore } from '../../shared/store/people-store.ts';
import { createPilotStore } from '../../shared/store/pilot-store.ts';
import { createPermitsStore } from '../../shared/store/permits-store.ts';
import { createPseudonymise } from '../../shared/store/pseudonyms.ts';
import { createPublished } from '../../shared/store/published.ts';
import { createPublishedContent } from '../../shared/store/published-content.ts';
import { createPublicationCache } from '../../shared/store/publication-cache.ts';
import { createReportsStore } from '../../shared/store/reports-store.ts';
import { createRequestsRoundsStore } from '../../shared/store/requests-rounds-store.ts';
import { createRostersStore } from '../../shared/store/rosters-store.ts';
import { createScheduleStore } from '../../shared/store/schedule-store.ts';
import type { Storage, StorageObserver } from '../../shared/store/storage.ts';
import { createTenantEntryStore } from '../../shared/store/tenant-entry-store.ts';
import { createTenantHelpStore } from '../../shared/store/tenant-help-store.ts';
import { createTenantYearStore } from '../../shared/store/tenant-year-store.ts';
import { createTenantRules, createTenantsStore } from '../../shared/store/tenants-store.ts';
import { TENANT_ID } from './builders.ts';

/** A clock that a test moves: product and real time go together. */
export interface TestClock extends Clock {
  /** Sets both clocks. */
  set(now: Instant): void;
  /** Moves both clocks on. */
  advanceMs(ms: number): void;
}

/** A clock that stands still until it is moved. */
export function testClock(now: Instant): TestClock {
  let ms = Date.parse(now);
  return {
    now: () => new Date(ms).toISOString(),
    realMs: () => ms,
    set(next) {
      ms = Date.parse(next);
    },
    advanceMs(by) {
      ms += by;
    },
  };
}

/** What a test looks at besides the deps themselves. */
export interface TestDeps extends DeliveryDeps {
  readonly clock: TestClock;
  readonly storage: Storage;
  /** Everything that was logged as a warning or an error. */
  readonly logged: readonly { readonly event: string; readonly error?: unknown }[];
  /** Waits for what was begun in the background. */
  settled(): Promise<void>;
}

/** A sender that nobody gave a chat: a test that sends gives its own. */
const NO_SENDER: Sender = {
  send: () => Promise.reject(new Error('This test did not expect anything to be sent.')),
  update: () => Promise.reject(new Error('This test did not expect anything to be updated.')),
};

/** Real stores and commands over the fake storage, or over one that is given, with a clock and ids that stand still. */
export function testDeps(
  options: {
    readonly now?: Instant;
    /** One clock for several programs, one after the other. */
    readonly clock?: TestClock;
    readonly storage?: Storage;
    readonly observe?: StorageObserver;
    readonly sender?: Sender;
    /** What the directory follows; nothing unless given. */
    readonly directorySource?: DirectorySource;
    readonly bellDelayMs?: number;
    /** Waiting moves the clock on unless said otherwise. */
    readonly wait?: DeliveryDeps['wait'];
  } = {},
): TestDeps {
  const clock = options.clock ?? testClock(options.now ?? '2026-03-02T09:00:00.000Z');
  const storage =
    options.storage ??
    createMemoryStorage({
      realMs: clock.realMs,
      ...(options.observe === undefined ? {} : { observe: options.observe }),
    });
  const { tables, queues } = storage;
  const logged: { event: string; error?: unknown }[] = [];
  const running = new Set<Promise<void>>();
  const report = (broken: object) =>
    void logged.push({ event: `row.broken ${JSON.stringify(broken)}` });
  const pseudonymise = createPseudonymise('a key for tests that is long enough');
  const ergs = createErgsStore(tables, report, clock.realMs);
  const news = createNewsStore(tables, report);
  const tenants = createTenantsStore(tables, report);
  const entry = createTenantEntryStore(tables, report);
  const publishedEntry = createPublicationCache(entry.read, clock.realMs);
  const pilot = createPilotStore(tables, report);
  const audience = createAudienceStore(tables, {
    report,
    realMs: clock.realMs,
    wait: async () => {},
  });
  const help = createTenantHelpStore(tables, report);
  const year = createTenantYearStore(tables, report);
  const broadcasts = createBroadcastsStore(tables, report);
  const ergContent = createErgContentStore(tables, report);
  const published = createPublished({ ergs, news }, clock.realMs);
  const { publishedErgs } = published;
  const publishedContent = createPublishedContent(ergContent, clock.realMs);
  const rosters = createRostersStore(tables, {
    report,
    realMs: clock.realMs,
    wait: async () => {},
  });
  const wait = options.wait ?? (async (ms: number) => clock.advanceMs(ms));
  let ids = 0;
  return {
    storage,
    logged,
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
      ...(options.bellDelayMs === undefined ? {} : { delayMs: options.bellDelayMs }),
    }),
    audit: createAuditStore(tables, pseudonymise, report),
    erasures: createErasuresStore(tables, pseudonymise),
    directory: createDirectoryStore(tables, report),
    directorySync: createDirectorySyncStore(tables, report),
    directorySource: () => options.directorySource,
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
    clock,
    newId: () => {
      ids += 1;
      return `01900000-0000-7000-8000-${String(ids).padStart(12, '0')}`;
    },
    log: {
      info: () => {},
      warn: (event) => void logged.push({ event }),
      error: (event, error) => void logged.push({ event, error }),
    },
    inBackground(work) {
      const begun = work()
        .catch((error: unknown) => void logged.push({ event: 'background.failed', error }))
        .finally(() => running.delete(begun));
      running.add(begun);
    },
    async settled() {
      await Promise.all(running);
    },
    queues,
    permits: createPermitsStore(tables, { realMs: clock.realMs, random: () => 0.5 }),
    meter: NO_METER,
    timers: MACHINE_TIMERS,
    random: () => 0.5,
    leases: createLeasesStore(tables, clock.realMs),
    sender: options.sender ?? NO_SENDER,
    tenantIds: [TENANT_ID],
    appId: '5d2f9a70-3c1b-4e8a-9d64-0b7f2a61c8e5',
    wait,
    holder: 'test',
  };
}
