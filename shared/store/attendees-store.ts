import type { EventEntry, PersonKey } from '../domain/person.ts';
import type { RosterSize } from '../domain/roster.ts';
import type { Instant } from '../domain/time.ts';
import type { RostersStore } from './rosters-store.ts';

/** Which event of which ERG. */
export interface EventKey {
  readonly tenantId: string;
  readonly ergId: string;
  readonly eventId: string;
}

/** The store of who comes to events. */
export type AttendeesStore = ReturnType<typeof createAttendeesStore>;

/** How many people one page of a list holds. */
const PAGE_SIZE = 100;

/** A band that was never shown may be shown at once. */
const NEVER_SHOWN: RosterSize = {
  count: 0,
  requested: 0,
  bandFrom: 0,
  bandSetAt: '1970-01-01T00:00:00.000Z',
};

/**
 * Who comes to an event: table `Rosters`, partition tenant_erg_event. The same rows, batches and exact count as a
 * roster, but no name: nobody is listed or found by theirs. Organisers are shown the band alone.
 */
export function createAttendeesStore(
  rosters: Pick<RostersStore, 'apply' | 'readMember' | 'readPage' | 'sizeOf' | 'open'>,
) {
  /** Carries one answer to an event to its list; one that is older than what the list knows changes nothing. */
  async function apply(person: PersonKey, entry: EventEntry, now: Instant): Promise<void> {
    const { id, wanted, since, revision, writtenAtMs } = entry;
    const ergId = attendeesRoster(entry);
    const line = { id, to: 'roster', ergId, wanted, since, revision, writtenAtMs } as const;
    await rosters.apply(person, { ...line, name: '', showToAllies: false }, now);
  }

  /** Makes room for an event: its first band may be shown as soon as it has one. One that exists is left alone. */
  async function open({ tenantId, ...event }: EventKey): Promise<void> {
    await rosters.open(tenantId, attendeesRoster(event), NEVER_SHOWN);
  }

  /** How many come, exactly, and the band that may be shown. */
  async function sizeOf({ tenantId, ...event }: EventKey, now: Instant): Promise<RosterSize> {
    return rosters.sizeOf(tenantId, attendeesRoster(event), now);
  }

  /** A page of those who come, 100 at most, in an order that says nothing about them. */
  async function readPage(
    { tenantId, ...event }: EventKey,
    continuation: string | undefined,
  ): Promise<{ readonly userIds: readonly string[]; readonly continuation?: string }> {
    const page = await rosters.readPage(tenantId, attendeesRoster(event), {
      of: 'active',
      limit: PAGE_SIZE,
      ...(continuation === undefined ? {} : { continuation }),
    });
    return {
      userIds: page.lines.map(({ userId }) => userId),
      ...(page.continuation === undefined ? {} : { continuation: page.continuation }),
    };
  }

  /** Since when the list says that somebody comes; undefined where it does not. One point read. */
  async function listedSince(
    { tenantId, userId }: PersonKey,
    event: Omit<EventKey, 'tenantId'>,
  ): Promise<Instant | undefined> {
    const found = await rosters.readMember(tenantId, attendeesRoster(event), userId);
    return found?.member.state === 'active' ? found.member.since : undefined;
  }

  /** Everybody who comes, page by page. */
  async function* everybody(event: EventKey): AsyncGenerator<string> {
    let continuation: string | undefined;
    do {
      const page = await readPage(event, continuation);
      yield* page.userIds;
      continuation = page.continuation;
    } while (continuation !== undefined);
  }

  return { apply, open, sizeOf, readPage, listedSince, everybody };
}

/** Under which id the list of an event stands among the rosters. */
export function attendeesRoster({ ergId, eventId }: Omit<EventKey, 'tenantId'>): string {
  return `${ergId}_${eventId}`;
}
