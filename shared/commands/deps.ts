import type { MessageContent } from '../domain/message-content.ts';
import type { TenantEntry } from '../domain/tenant-entry.ts';
import type { TenantHelp } from '../domain/tenant-help.ts';
import type { TenantYear } from '../domain/tenant-year.ts';
import type { Clock } from '../domain/time.ts';
import type { DirectorySource } from '../graph/directory-source.ts';
import type { AttendeesStore } from '../store/attendees-store.ts';
import type { AudienceStore } from '../store/audience-store.ts';
import type { AuditStore } from '../store/audit-store.ts';
import type { BuddiesStore } from '../store/buddies-store.ts';
import type { Bells } from '../store/bells.ts';
import type { BroadcastsStore } from '../store/broadcasts-store.ts';
import type { DeliveryCountsStore } from '../store/delivery-counts-store.ts';
import type { DirectoryImportsStore } from '../store/directory-imports-store.ts';
import type { DirectorySyncStore } from '../store/directory-sync-store.ts';
import type { DirectoryStore } from '../store/directory-store.ts';
import type { ErasuresStore } from '../store/erasures-store.ts';
import type { ErgContentStore } from '../store/erg-content-store.ts';
import type { ErgsStore } from '../store/ergs-store.ts';
import type { ImportsStore } from '../store/imports-store.ts';
import type { InvitationsStore } from '../store/invitations-store.ts';
import type { LeaversStore } from '../store/leavers-store.ts';
import type { LinksStore } from '../store/links-store.ts';
import type { FailuresStore } from '../store/failures-store.ts';
import type { FiguresStore } from '../store/figures-store.ts';
import type { NewsLinesStore } from '../store/news-lines-store.ts';
import type { NewsStore } from '../store/news-store.ts';
import type { PilotStore } from '../store/pilot-store.ts';
import type { PeopleStore } from '../store/people-store.ts';
import type { PublicationCache } from '../store/publication-cache.ts';
import type { Published } from '../store/published.ts';
import type { PublishedContent } from '../store/published-content.ts';
import type { Queues } from '../store/queues.ts';
import type { ReleaseInputsStore } from '../store/release-inputs-store.ts';
import type { ReleasesStore } from '../store/releases-store.ts';
import type { ReportsStore } from '../store/reports-store.ts';
import type { RequestsRoundsStore } from '../store/requests-rounds-store.ts';
import type { RostersStore } from '../store/rosters-store.ts';
import type { ScheduleStore } from '../store/schedule-store.ts';
import type { TenantEntryStore } from '../store/tenant-entry-store.ts';
import type { TenantHelpStore } from '../store/tenant-help-store.ts';
import type { TenantYearStore } from '../store/tenant-year-store.ts';
import type { TenantRulesSource, TenantsStore } from '../store/tenants-store.ts';
import type { Entrance } from './entrance.ts';

/** What commands say about themselves. Fields carry no personal data: ids only as keyed pseudonyms. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, error: unknown, fields?: Readonly<Record<string, unknown>>): void;
}

/** The words of something that is told to people, and to whom and when. */
export interface KnownContent {
  readonly content: MessageContent;
  /** It is for allies of this ERG. */
  readonly ergId?: string;
  /** It is for these people alone, by their user ids. */
  readonly onlyFor?: readonly string[];
  /** Grows with every correction. */
  readonly revision: number;
  /** Whether it may be told now; not while it is held back or stopped. */
  readonly told: boolean;
  /** Where it may not be told now: whether it may be later. Else whoever waits for it waits no longer. */
  readonly held?: boolean;
}

/** Where the words of what waits to be told are found, by its id (`pending-ids.ts`). */
export interface ContentSource {
  /** Undefined where nothing is known under this id. */
  get(tenantId: string, id: string): Promise<KnownContent | undefined>;
}

/** All that a command may use. Wired once, by the composition root. */
export interface CommandDeps extends Published {
  readonly people: PeopleStore;
  readonly ergs: ErgsStore;
  readonly rosters: RostersStore;
  /** What ERGs write for others. */
  readonly ergContent: ErgContentStore;
  readonly publishedContent: PublishedContent;
  /** Who comes to events. */
  readonly attendees: AttendeesStore;
  /** In which round the requests of each ERG are. */
  readonly requestsRounds: RequestsRoundsStore;
  readonly schedule: ScheduleStore;
  readonly bells: Bells;
  readonly audit: AuditStore;
  /** Who was erased, for the day on which a backup is restored. */
  readonly erasures: ErasuresStore;
  readonly directory: DirectoryStore;
  readonly directoryImports: DirectoryImportsStore;
  readonly directorySync: DirectorySyncStore;
  /** What the directory of an organisation follows by itself; undefined where it comes from files. */
  readonly directorySource: (tenantId: string) => DirectorySource | undefined;
  /** Who left the directory. */
  readonly leavers: LeaversStore;
  readonly invitations: InvitationsStore;
  readonly imports: ImportsStore;
  readonly links: LinksStore;
  /** Pairs of buddies and what they share. */
  readonly buddies: BuddiesStore;
  readonly news: NewsStore;
  readonly newsLines: NewsLinesStore;
  /** Everybody who agreed. */
  readonly audience: AudienceStore;
  /** The words of what is told to many people. */
  readonly contents: ContentSource;
  /** What an admin decided for a tenant, at most ten seconds old. */
  readonly tenantRules: TenantRulesSource;
  readonly tenants: TenantsStore;
  readonly entry: TenantEntryStore;
  /** What admins of a tenant decided about who may take part, at most a minute old. */
  readonly publishedEntry: PublicationCache<TenantEntry>;
  /** Who is in the pilot group, and who may come in at all. */
  readonly pilot: PilotStore;
  readonly entrance: Entrance;
  readonly help: TenantHelpStore;
  /** Where people of a tenant get help, at most a minute old. */
  readonly publishedHelp: PublicationCache<TenantHelp>;
  readonly year: TenantYearStore;
  /** What the admins of a tenant decided about the year, at most a minute old. */
  readonly publishedYear: PublicationCache<TenantYear>;
  /** What organisers are told about their allies together. */
  readonly figures: FiguresStore;
  /** What was released to managers, and what that is computed from. */
  readonly releases: ReleasesStore;
  readonly releaseInputs: ReleaseInputsStore;
  readonly reports: ReportsStore;
  readonly failures: FailuresStore;
  readonly deliveryCounts: DeliveryCountsStore;
  readonly broadcasts: BroadcastsStore;
  readonly queues: Queues;
  readonly clock: Clock;
  /** A new UUIDv7. */
  readonly newId: () => string;
  readonly log: Log;
  /** Carries on after the answer was given; failures are logged, and the program waits for it when it stops. */
  readonly inBackground: (work: () => Promise<void>) => void;
}
