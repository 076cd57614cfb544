import { z } from 'zod';
import type { Buddies } from '../domain/buddy.ts';
import { ANSWERS, type CheckIn } from '../domain/check-in.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { Learning, LearntLesson } from '../domain/lesson.ts';
import type { Membership } from '../domain/membership.ts';
import type { Conversation, OutboxEntry, Profile } from '../domain/person.ts';
import { LESSON_FORMATS } from '../domain/message-content.ts';
import { PENDING_KINDS, type Pending } from '../domain/pending.ts';
import { PILLARS } from '../domain/pillar.ts';
import { CADENCES, type Pledge } from '../domain/pledge.ts';
import type { Rsvp } from '../domain/rsvp.ts';
import type { Refusal } from '../domain/refusal.ts';

// Rows are read by these schemas and by nothing else. They let unknown properties pass, so that a row
// written by a newer version can still be read.

const Text = z.string();
const Weekday = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
]);

/** A check-in, beside its pledge and in the past. */
export const CheckInRow: z.ZodType<CheckIn> = z.object({
  pledgeId: Text,
  date: Text,
  answer: z.enum(ANSWERS),
  note: Text.exactOptional(),
  answeredAt: Text,
  via: z.enum(['tab', 'chat']),
  revision: z.number(),
});

/** A pledge, in hand and in the past. */
export const PledgeRow: z.ZodType<Pledge> = z.object({
  id: Text,
  pillar: z.enum(PILLARS),
  form: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('if-then'),
      cue: Text,
      action: Text,
      selfTalk: Text.exactOptional(),
    }),
    z.object({ kind: z.literal('plain-goal'), goal: Text, phrases: z.array(Text) }),
    z.object({ kind: z.literal('own-words'), words: Text }),
  ]),
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('catalogue'), templateId: Text }),
    z.object({
      kind: z.literal('ask'),
      ergId: Text,
      askId: Text,
      title: Text.exactOptional(),
      question: Text.exactOptional(),
    }),
    z.object({ kind: z.literal('own') }),
  ]),
  wordsFrom: z.enum(['catalogue', 'person']),
  ergId: Text.exactOptional(),
  cadence: z.enum(CADENCES),
  startedOn: Text,
  endsOn: Text,
  askFrom: Text.exactOptional(),
  life: z.discriminatedUnion('state', [
    z.object({ state: z.literal('active') }),
    z.object({ state: z.literal('paused'), since: Text }),
    z.object({ state: z.literal('completed'), on: Text }),
    z.object({ state: z.literal('let-go'), on: Text }),
  ]),
  recent: z.array(CheckInRow),
  createdAt: Text,
  revision: z.number(),
});

const ConsentMomentRow = z.object({ version: z.number(), at: Text });

/** The row whose ETag guards the partition. */
export const ProfileRow: z.ZodType<Profile> = z.object({
  name: Text,
  language: Text,
  consent: z.discriminatedUnion('state', [
    z.object({ state: z.literal('none') }),
    z.object({
      state: z.literal('given'),
      version: z.number(),
      at: Text,
      before: z.array(ConsentMomentRow).exactOptional(),
      notNow: ConsentMomentRow.exactOptional(),
    }),
  ]),
  greeting: z.discriminatedUnion('state', [
    z.object({ state: z.literal('none') }),
    z.object({ state: z.literal('sent'), at: Text }),
    z.object({ state: z.literal('declined'), at: Text }),
  ]),
  settings: z.object({
    budget: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
    day: Weekday,
    time: Text,
    zone: Text,
    messages: z.discriminatedUnion('state', [
      z.object({ state: z.literal('on') }),
      z.object({ state: z.literal('paused'), until: Text }),
      z.object({ state: z.literal('stopped') }),
    ]),
    quietDates: z.array(z.object({ from: Text, through: Text })).default([]),
    showWords: z.boolean(),
  }),
  revision: z.number(),
  settingsRevision: z.number(),
  membershipsRevision: z.number(),
  rsvpsRevision: z.number().default(0),
  nextLookAt: Text.exactOptional(),
  messagesSinceAct: z.number().default(0),
  lastMessageOn: Text.exactOptional(),
  toldLessons: z.array(z.object({ lessonId: Text, on: Text })).exactOptional(),
  endedPledges: z.array(Text).default([]),
  deletedEntries: z.array(Text).default([]),
  leftAt: Text.exactOptional(),
  life: z.enum(['living', 'erasing']),
});

/** Where the bot reaches a person. */
export const ConversationRow: z.ZodType<Conversation> = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('reachable'),
    conversationId: Text.exactOptional(),
    serviceUrl: Text,
    learntAt: Text,
  }),
  z.object({ state: z.literal('uninstalled'), at: Text }),
  z.object({
    state: z.literal('blocked'),
    conversationId: Text.exactOptional(),
    serviceUrl: Text,
    at: Text,
  }),
]);

/** That a person is an ally of an ERG, or asked to be. */
export const MembershipRow: z.ZodType<Membership> = z.object({
  ergId: Text,
  state: z.enum(['active', 'requested']),
  since: Text,
  showToAllies: z.boolean(),
  muted: z.boolean().default(false),
  askedAtRevision: z.number(),
  revision: z.number(),
  approval: z
    .object({
      revision: z.number(),
      was: z.object({ since: Text, revision: z.number() }),
    })
    .exactOptional(),
});

/** That a person was declined or removed. */
export const RefusalRow: z.ZodType<Refusal> = z.object({
  ergId: Text,
  kind: z.enum(['declined', 'removed']),
  at: Text,
  askAgainFrom: Text,
  revision: z.number(),
  was: MembershipRow,
  pledgeIds: z.array(Text),
});

/** That a person said yes to an event. */
export const RsvpRow: z.ZodType<Rsvp> = z.object({
  ergId: Text,
  eventId: Text,
  startsAt: Text,
  endsAt: Text,
  timeRevision: z.number(),
  since: Text,
  revision: z.number(),
});

/** That a person was invited to an ERG. It may stand alone, where nothing else of the person is kept. */
export const InvitationRow: z.ZodType<Invitation> = z.object({
  ergId: Text,
  at: Text,
  until: Text,
  importId: Text.exactOptional(),
  state: z.enum(['open', 'answered']),
  revision: z.number(),
});

const DeliveryItemRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('question'), pledgeId: Text, date: Text }),
  z.object({ kind: z.literal('ending'), pledgeId: Text, endsOn: Text }),
  z.object({
    kind: z.literal('pending'),
    id: Text,
    of: z.enum(PENDING_KINDS),
    revision: z.number(),
  }),
  z.object({ kind: z.literal('last-card') }),
]);

/** One message of the ledger. */
export const DeliveryRow: z.ZodType<Delivery> = z.object({
  date: Text,
  cause: z.enum(['check-in', 'ending', 'last-card', ...PENDING_KINDS]),
  about: Text.default(''),
  items: z.array(DeliveryItemRow),
  opening: z.enum(['plain', 'welcome-back']).default('plain'),
  chargedOn: Text.exactOptional(),
  progress: z.discriminatedUnion('state', [
    z.object({ state: z.literal('sending'), claimId: Text, leaseUntilMs: z.number() }),
    z.object({
      state: z.literal('sent'),
      activityId: Text,
      sentAt: Text,
      uncertain: z.boolean(),
    }),
    z.object({ state: z.literal('given-up'), reason: Text, at: Text }),
  ]),
  attempts: z.number(),
});

/** What waits to be told to a person. */
export const PendingRow: z.ZodType<Pending> = z.object({
  id: Text,
  kind: z.enum(PENDING_KINDS),
  from: Text,
  until: Text,
  ergId: Text.exactOptional(),
  pack: z.number().exactOptional(),
});

const WaitingEntryRow = z.object({ id: Text, revision: z.number(), writtenAtMs: z.number() });

const BuddyEntryRow = WaitingEntryRow.extend({ to: z.literal('buddy'), pairId: Text });

const OutboxKinds = z.discriminatedUnion('to', [
  WaitingEntryRow.extend({
    to: z.literal('roster'),
    ergId: Text,
    wanted: z.enum(['active', 'requested', 'none']),
    showToAllies: z.boolean(),
    since: Text,
    name: Text,
  }),
  WaitingEntryRow.extend({ to: z.literal('names'), name: Text }),
  WaitingEntryRow.extend({
    to: z.literal('event'),
    ergId: Text,
    eventId: Text,
    wanted: z.enum(['active', 'none']),
    since: Text,
  }),
  WaitingEntryRow.extend({ to: z.literal('audience'), wanted: z.enum(['in', 'out']), since: Text }),
  z.discriminatedUnion('wanted', [
    BuddyEntryRow.extend({
      wanted: z.literal('open'),
      name: Text,
      secretHash: Text,
      since: Text,
      until: Text,
    }),
    BuddyEntryRow.extend({ wanted: z.literal('join'), name: Text, secretHash: Text, since: Text }),
    BuddyEntryRow.extend({ wanted: z.literal('end') }),
  ]),
]);

/** What must still reach another partition. Rows of the time when that was always a roster do not say so. */
export const OutboxRow: z.ZodType<OutboxEntry> = z.preprocess(
  (row) => (typeof row === 'object' ? { to: 'roster', ...row } : row),
  OutboxKinds,
);

/** What a person did with lessons. */
export const LearningRow: z.ZodType<Learning> = z.object({
  revision: z.number(),
  done: z.array(z.object({ lessonId: Text, at: Text })).default([]),
  later: z.array(z.object({ lessonId: Text, from: Text })).default([]),
  notForMe: z.array(Text).default([]),
});

/** Whom a person asked to be their buddy, or said yes to. */
export const BuddiesRow: z.ZodType<Buddies> = z.object({
  ties: z.array(
    z.discriminatedUnion('state', [
      z.object({ pairId: Text, state: z.literal('asked'), at: Text, until: Text }),
      z.object({ pairId: Text, state: z.literal('agreed'), at: Text, to: Text }),
    ]),
  ),
  ended: z.array(Text).default([]),
});

/** A lesson that a person did, in the past. */
export const LearntLessonRow: z.ZodType<LearntLesson> = z.object({
  lessonId: Text,
  ergId: Text.exactOptional(),
  title: Text,
  pillar: z.enum(PILLARS),
  format: z.enum(LESSON_FORMATS),
  minutes: z.number(),
  at: Text,
});

/** An entry of a person's journal, in the past. */
export const JournalEntryRow: z.ZodType<JournalEntry> = z.object({
  id: Text,
  words: Text,
  about: z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('lesson'),
        lessonId: Text,
        ergId: Text.exactOptional(),
        title: Text,
      }),
      z.object({ kind: z.literal('check-in'), pledgeId: Text, date: Text, title: Text }),
    ])
    .exactOptional(),
  writtenAt: Text,
  changedAt: Text.exactOptional(),
  revision: z.number(),
});
