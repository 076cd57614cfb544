import type { Clock } from '../domain/time.ts';
import type { AuditStore } from '../store/audit-store.ts';
import type { Bells } from '../store/bells.ts';
import type { DirectoryStore } from '../store/directory-store.ts';
import type { ErgDirectoryLine, ErgsStore } from '../store/ergs-store.ts';
import type { PeopleStore } from '../store/people-store.ts';
import type { RostersStore } from '../store/rosters-store.ts';
import type { ScheduleStore } from '../store/schedule-store.ts';

/** What commands say about themselves. Fields carry no personal data: ids only as keyed pseudonyms. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, error: unknown, fields?: Readonly<Record<string, unknown>>): void;
}

/** All that a command may use. Wired once, by the composition root. */
export interface CommandDeps {
  readonly people: PeopleStore;
  readonly ergs: ErgsStore;
  readonly rosters: RostersStore;
  readonly schedule: ScheduleStore;
  readonly bells: Bells;
  readonly audit: AuditStore;
  readonly directory: DirectoryStore;
  /** The directory of ERGs by tenant, at most a minute old. */
  readonly publishedErgs: {
    readonly get: (tenantId: string) => Promise<readonly ErgDirectoryLine[]>;
    readonly forget: (tenantId: string) => void;
  };
  readonly clock: Clock;
  /** A new UUIDv7. */
  readonly newId: () => string;
  readonly log: Log;
  /** Carries on after the answer was given; failures are logged, and the program waits for it when it stops. */
  readonly inBackground: (work: () => Promise<void>) => void;
}
