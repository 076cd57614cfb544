import { type ContentOf, lessonContent } from '../domain/message-content.ts';
import {
  type ErgRoundKey,
  type EventReminderKey,
  type LessonTellingKey,
  type MembershipNewsKey,
  parsePendingId,
  type PendingIdentity,
} from '../domain/pending-ids.ts';
import { DEALT_WITH_REVISION, WAITING_REVISION } from '../domain/requests-round.ts';
import type { Erg } from '../domain/erg.ts';
import type { ErgDirectoryLine } from '../store/erg-rows.ts';
import { createSharedReads } from '../store/shared-reads.ts';
import type { CommandDeps, ContentSource, KnownContent } from './deps.ts';
import { findLessonFor } from './lessons-for-person.ts';

/** Where the events of ERGs are read. */
export interface EventSource {
  /**
   * An event as a reminder tells it, and the revision of its time; undefined where there is none, or it is not
   * to take place.
   */
  read(
    tenantId: string,
    ergId: string,
    eventId: string,
  ): Promise<
    { readonly content: ContentOf<'event-reminder'>; readonly timeRevision: number } | undefined
  >;
}

/** What an ERG is called, and whether it is still there. */
type Named = Pick<Erg, 'name' | 'state'>;

/**
 * The words of everything that is told to people, by its id: broadcasts from where they are kept, everything else from
 * what the id says and what is true of the ERG now. What is read is shared by all who ask within two seconds.
 */
export function createContentSource(
  deps: Pick<CommandDeps, 'publishedErgs' | 'publishedContent' | 'ergs' | 'rosters' | 'clock'> & {
    /** The words of broadcasts. */
    readonly broadcasts: ContentSource;
    readonly events?: EventSource;
  },
): ContentSource {
  const reads = createSharedReads<KnownContent | undefined>(deps.clock.realMs);

  async function nameOf(tenantId: string, ergId: string): Promise<Named | undefined> {
    const lines: readonly ErgDirectoryLine[] = await deps.publishedErgs.get(tenantId);
    const line = lines.find(({ id }) => id === ergId);
    // One that is newer than what is known of the directory here.
    return line ?? deps.ergs.read(tenantId, ergId);
  }

  async function membershipNews(
    tenantId: string,
    { news, ergId, askAgainOn }: MembershipNewsKey,
  ): Promise<KnownContent | undefined> {
    const erg = await nameOf(tenantId, ergId);
    if (erg === undefined) return undefined;
    const again = askAgainOn === undefined ? {} : { askAgainOn };
    return {
      content: { kind: 'membership-news', news, ergId, ergName: erg.name, ...again },
      revision: 1,
      told: erg.state === 'active',
    };
  }

  async function invitation(
    tenantId: string,
    { ergId }: ErgRoundKey,
  ): Promise<KnownContent | undefined> {
    const erg = await nameOf(tenantId, ergId);
    if (erg === undefined) return undefined;
    return {
      content: { kind: 'invitation', ergId, ergName: erg.name },
      revision: 1,
      told: erg.state === 'active',
    };
  }

  /** The head is read for who runs the ERG at this moment: the number is for nobody else. */
  async function requestsWaiting(
    tenantId: string,
    { ergId }: ErgRoundKey,
  ): Promise<KnownContent | undefined> {
    const [erg, size] = await Promise.all([
      deps.ergs.read(tenantId, ergId),
      deps.rosters.sizeOf(tenantId, ergId, deps.clock.now()),
    ]);
    if (erg === undefined) return undefined;
    const waiting = erg.state === 'active' ? size.requested : 0;
    return {
      content: { kind: 'requests-waiting', ergId, ergName: erg.name, waiting },
      revision: waiting > 0 ? WAITING_REVISION : DEALT_WITH_REVISION,
      told: waiting > 0,
      onlyFor: erg.organisers.map(({ userId }) => userId),
    };
  }

  async function eventReminder(
    tenantId: string,
    { ergId, eventId, revision }: EventReminderKey,
  ): Promise<KnownContent | undefined> {
    const event = await deps.events?.read(tenantId, ergId, eventId);
    if (event === undefined) return undefined;
    // One that was moved has a reminder of its own.
    return { content: event.content, revision: 1, told: event.timeRevision === revision };
  }

  /** As long as it stands; a built-in one's title is the catalogue's, in the language of whoever reads. */
  async function lesson(
    tenantId: string,
    { lessonId, ergId, cause }: LessonTellingKey,
  ): Promise<KnownContent | undefined> {
    const about = { lessonId, ...(ergId === undefined ? {} : { ergId }) };
    const found = await findLessonFor(deps, tenantId, about, 'en');
    if (found === undefined) return undefined;
    return {
      content: lessonContent(found, cause),
      revision: 1,
      told: true,
      ...(ergId === undefined ? {} : { ergId }),
    };
  }

  function read(
    tenantId: string,
    identity: Exclude<PendingIdentity, { readonly kind: 'broadcast' }>,
  ): Promise<KnownContent | undefined> {
    switch (identity.kind) {
      case 'membership-news':
        return membershipNews(tenantId, identity);
      case 'invitation':
        return invitation(tenantId, identity);
      case 'requests-waiting':
        return requestsWaiting(tenantId, identity);
      case 'event-reminder':
        return eventReminder(tenantId, identity);
      case 'lesson':
        return lesson(tenantId, identity);
    }
  }

  return {
    get(tenantId, id) {
      const identity = parsePendingId(id);
      // Those of a broadcast are shared there, and know the moment at which a hold ends.
      return identity.kind === 'broadcast'
        ? deps.broadcasts.get(tenantId, id)
        : reads.get(`${tenantId} ${id}`, () => read(tenantId, identity));
    },
  };
}
