import type { Buddies } from './buddy.ts';
import type { CheckIn } from './check-in.ts';
import type { Delivery } from './delivery.ts';
import type { Invitation } from './invitation.ts';
import type { JournalEntry } from './journal.ts';
import type { Learning, LearntLesson } from './lesson.ts';
import type { Membership } from './membership.ts';
import type { Pending } from './pending.ts';
import type { Pledge } from './pledge.ts';
import type { Rsvp } from './rsvp.ts';
import type { Refusal } from './refusal.ts';
import type { Settings } from './settings.ts';
import type { Instant, LocalDate } from './time.ts';

/** Who somebody is: never a mail address or a user name. */
export interface PersonKey {
  readonly tenantId: string;
  /** The Entra object id. */
  readonly userId: string;
}

/** Consent to storing what taking part means. Nothing about taking part is stored before. */
export type Consent =
  | { readonly state: 'none' }
  | {
      readonly state: 'given';
      readonly version: number;
      readonly at: Instant;
      /** What was agreed to before, the oldest first. */
      readonly before?: readonly ConsentMoment[];
      /** They said *Not now* to this newer version: they are not asked about it again. */
      readonly notNow?: ConsentMoment;
    };

/** A version of the consent text, and when somebody said something about it. */
interface ConsentMoment {
  readonly version: number;
  readonly at: Instant;
}

/** The consent text in force; what each version covers says `consent-versions.ts`. */
export const CONSENT_VERSION = 2;

/** The one greeting that the bot sends. `declined` is *No thanks*, for good. */
export type Greeting =
  | { readonly state: 'none' }
  | { readonly state: 'sent'; readonly at: Instant }
  | { readonly state: 'declined'; readonly at: Instant };

/** The row whose ETag guards everything that a person owns. */
export interface Profile {
  readonly name: string;
  /** BCP 47, as Teams gives it. */
  readonly language: string;
  readonly consent: Consent;
  readonly greeting: Greeting;
  readonly settings: Settings;
  /** Grows with every change of anything of this person: max(real time in ms, last + 1). */
  readonly revision: number;
  readonly settingsRevision: number;
  readonly membershipsRevision: number;
  readonly rsvpsRevision: number;
  /** When the schedule looks at this person next; a hint for that time exists, or existed and is being handled. */
  readonly nextLookAt?: Instant;
  /** Unsolicited messages since the person last did anything: so many were ignored when the next is decided. */
  readonly messagesSinceAct: number;
  /** The local date of the last unsolicited message. */
  readonly lastMessageOn?: LocalDate;
  /** The lessons that messages told of, with the local date of the last time; the oldest first, of many the last. */
  readonly toldLessons?: readonly { readonly lessonId: string; readonly on: LocalDate }[];
  /** Ids of the pledges that ended or were deleted last: a late repetition does not make them anew. */
  readonly endedPledges: readonly string[];
  /** Ids of the journal entries that were deleted last: a late repetition does not write them anew. */
  readonly deletedEntries: readonly string[];
  /** Since when the person is no longer in the directory: no message is sent to them. Absent: they never left it. */
  readonly leftAt?: Instant;
  readonly life: 'living' | 'erasing';
}

/** The bot's chat with a person, learnt from authenticated activities only. */
export type Conversation =
  | {
      readonly state: 'reachable';
      /** Absent where the app is installed but the chat must be created first. */
      readonly conversationId?: string;
      readonly serviceUrl: string;
      readonly learntAt: Instant;
    }
  | { readonly state: 'uninstalled'; readonly at: Instant }
  | {
      readonly state: 'blocked';
      readonly conversationId?: string;
      readonly serviceUrl: string;
      readonly at: Instant;
    };

interface WaitingEntry {
  readonly id: string;
  /** The person's revision of that change; what it is carried to refuses an older one. */
  readonly revision: number;
  /** Real time. */
  readonly writtenAtMs: number;
}

/** What an ERG's roster must still be told. */
export interface RosterEntry extends WaitingEntry {
  readonly to: 'roster';
  readonly ergId: string;
  /** What the roster should say; `none` removes. */
  readonly wanted: 'active' | 'requested' | 'none';
  readonly showToAllies: boolean;
  readonly since: Instant;
  readonly name: string;
}

/** A changed name that must still replace the old one on every roster, and wherever else the person is named. */
export interface NamesEntry extends WaitingEntry {
  readonly to: 'names';
  readonly name: string;
}

/** What the list of those who come to an event must still be told. */
export interface EventEntry extends WaitingEntry {
  readonly to: 'event';
  readonly ergId: string;
  readonly eventId: string;
  /** What the list should say; `none` removes. */
  readonly wanted: 'active' | 'none';
  readonly since: Instant;
}

/** That somebody agreed, or is gone, which the audience of moments must still be told. */
export interface AudienceEntry extends WaitingEntry {
  readonly to: 'audience';
  readonly wanted: 'in' | 'out';
  readonly since: Instant;
}

/** What a pair of buddies must still be told: that it was asked, that this person said yes, or that it is over. */
export type BuddyEntry = WaitingEntry & { readonly to: 'buddy'; readonly pairId: string } & (
    | {
        readonly wanted: 'open';
        readonly name: string;
        readonly secretHash: string;
        readonly since: Instant;
        readonly until: Instant;
      }
    | {
        readonly wanted: 'join';
        readonly name: string;
        /** Of the link by which they said it. */
        readonly secretHash: string;
        readonly since: Instant;
      }
    | { readonly wanted: 'end' }
  );

/** What must still reach another partition. */
export type OutboxEntry = RosterEntry | NamesEntry | EventEntry | AudienceEntry | BuddyEntry;

/** What is current of one person: one partition, one query. What is past is read page by page when asked for. */
export interface Person {
  readonly key: PersonKey;
  readonly profile: Profile;
  readonly conversation?: Conversation;
  /** Pledges in hand: active and paused. */
  readonly pledges: readonly Pledge[];
  readonly memberships: readonly Membership[];
  /** The events that they said yes to. */
  readonly rsvps: readonly Rsvp[];
  /** Requests that were declined and memberships that were ended by organisers, until the person may ask again. */
  readonly refusals: readonly Refusal[];
  /** What organisers invited the person to, answered or not, until it is over. */
  readonly invitations: readonly Invitation[];
  readonly learning: Learning;
  /** Whom they asked to be their buddy, or said yes to. */
  readonly buddies: Buddies;
  readonly deliveries: readonly Delivery[];
  /** What waits to be told. */
  readonly pendings: readonly Pending[];
  readonly outbox: readonly OutboxEntry[];
}

/** A change of what is past, written in the same transaction as the change of the person. */
export type PastChange =
  | { readonly kind: 'put-check-in'; readonly checkIn: CheckIn }
  | { readonly kind: 'delete-check-in'; readonly pledgeId: string; readonly date: string }
  | { readonly kind: 'put-pledge'; readonly pledge: Pledge }
  | { readonly kind: 'delete-pledge'; readonly pledgeId: string }
  | { readonly kind: 'put-delivery'; readonly delivery: Delivery }
  | { readonly kind: 'put-lesson'; readonly lesson: LearntLesson }
  /** The moment is that at which it was done. */
  | { readonly kind: 'delete-lesson'; readonly lessonId: string; readonly at: Instant }
  | { readonly kind: 'put-journal-entry'; readonly entry: JournalEntry }
  | { readonly kind: 'delete-journal-entry'; readonly id: string };
