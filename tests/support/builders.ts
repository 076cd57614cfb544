import { NO_BUDDIES } from '../../shared/domain/buddy.ts';
import type { CheckIn } from '../../shared/domain/check-in.ts';
import type { Delivery } from '../../shared/domain/delivery.ts';
import type { Erg, Organiser } from '../../shared/domain/erg.ts';
import type { JournalEntry } from '../../shared/domain/journal.ts';
import { NO_LEARNING } from '../../shared/domain/lesson.ts';
import type { Membership } from '../../shared/domain/membership.ts';
import type { MembershipMoment } from '../../shared/domain/membership-decisions.ts';
import {
  CONSENT_VERSION,
  type Conversation,
  type Person,
  type Profile,
} from '../../shared/domain/person.ts';
import type { Pledge } from '../../shared/domain/pledge.ts';
import type { Settings } from '../../shared/domain/settings.ts';

// Fixed ids and times. Everything is built around Monday 2 March 2026; the person's day is Tuesday.

export const TENANT_ID = '7a1d0c52-0000-4000-8000-000000000001';
export const USER_ID = '5b2e9f10-0000-4000-8000-000000000002';
export const ERG_ID = 'e7900000-0000-4000-8000-000000000003';
export const OTHER_ERG_ID = 'e7900000-0000-4000-8000-000000000004';
export const PLEDGE_ID = '0195a000-0000-7000-8000-000000000005';
export const OTHER_PLEDGE_ID = '0195a000-0000-7000-8000-000000000006';

/** Monday 2 March 2026, noon in London. */
export const NOON = '2026-03-02T12:00:00.000Z';

/** A moment of a decision: noon of 2 March 2026, revision 100, unless said otherwise; real time is product time. */
export function at(fields: Partial<MembershipMoment> = {}): MembershipMoment {
  const now = fields.now ?? NOON;
  return { revision: 100, realMs: Date.parse(now), outboxId: 'outbox-1', ...fields, now };
}

/** What may be said about a person: fields of the person, the profile and the settings side by side. */
export type PersonFields = Partial<Omit<Person, 'key' | 'profile' | 'conversation'>> &
  Partial<Omit<Profile, 'settings'>> &
  Partial<Settings> & {
    readonly userId?: string;
    /** `null`: the bot has never met this person. */
    readonly conversation?: Conversation | null;
  };

/** A consenting person in London, written to once a week on Tuesdays from 09:00, reachable, with nothing in hand. */
export function aPerson(fields: PersonFields = {}): Person {
  const {
    userId = USER_ID,
    conversation = {
      state: 'reachable',
      conversationId: 'a:conversation-1',
      serviceUrl: 'https://smba.example/emea/',
      learntAt: NOON,
    },
    pledges = [],
    memberships = [],
    rsvps = [],
    refusals = [],
    invitations = [],
    learning = NO_LEARNING,
    buddies = NO_BUDDIES,
    deliveries = [],
    pendings = [],
    outbox = [],
    budget = 1,
    day = 2,
    time = '09:00',
    zone = 'Europe/London',
    messages = { state: 'on' },
    quietDates = [],
    showWords = false,
    ...profile
  } = fields;
  return {
    key: { tenantId: TENANT_ID, userId },
    profile: {
      name: 'Robin Example',
      language: 'en',
      consent: { state: 'given', version: CONSENT_VERSION, at: NOON },
      greeting: { state: 'none' },
      revision: 10,
      settingsRevision: 10,
      membershipsRevision: 10,
      rsvpsRevision: 10,
      messagesSinceAct: 0,
      endedPledges: [],
      deletedEntries: [],
      life: 'living',
      settings: { budget, day, time, zone, messages, quietDates, showWords },
      ...profile,
    },
    ...(conversation === null ? {} : { conversation }),
    pledges,
    memberships,
    rsvps,
    refusals,
    invitations,
    learning,
    buddies,
    deliveries,
    pendings,
    outbox,
  };
}

/** An active pledge in own words, every fortnight for 12 weeks from 2 March 2026, never asked about yet. */
export function aPledge(fields: Partial<Pledge> = {}): Pledge {
  return {
    id: PLEDGE_ID,
    pillar: 'listen',
    form: { kind: 'own-words', words: 'Let people finish.' },
    source: { kind: 'own' },
    wordsFrom: 'person',
    cadence: 'fortnightly',
    startedOn: '2026-03-02',
    endsOn: '2026-05-25',
    life: { state: 'active' },
    recent: [],
    createdAt: NOON,
    revision: 10,
    ...fields,
  };
}

/** An ally of `ERG_ID`, not shown to other allies. */
export function aMembership(fields: Partial<Membership> = {}): Membership {
  return {
    ergId: ERG_ID,
    state: 'active',
    since: NOON,
    showToAllies: false,
    muted: false,
    askedAtRevision: 9,
    revision: 10,
    ...fields,
  };
}

/** An entry about nothing in particular, written on 2 March 2026 at noon in London. */
export function aJournalEntry(fields: Partial<JournalEntry> = {}): JournalEntry {
  return {
    id: '0195a000-0000-7000-8000-000000000007',
    words: 'I listened, and it was quiet.',
    writtenAt: NOON,
    revision: 10,
    ...fields,
  };
}

/** *I did it*, for 10 March 2026, answered in the tab that day at ten. */
export function aCheckIn(fields: Partial<CheckIn> = {}): CheckIn {
  const date = fields.date ?? '2026-03-10';
  return {
    pledgeId: PLEDGE_ID,
    date,
    answer: 'did-it',
    answeredAt: `${date}T10:00:00.000Z`,
    via: 'tab',
    revision: 10,
    ...fields,
  };
}

/** A check-in card that was sent on 10 March 2026 and asked about that date. */
export function aDelivery(fields: Partial<Delivery> = {}): Delivery {
  const date = fields.date ?? '2026-03-10';
  return {
    date,
    cause: 'check-in',
    about: '',
    items: [{ kind: 'question', pledgeId: PLEDGE_ID, date }],
    opening: 'plain',
    chargedOn: date,
    progress: {
      state: 'sent',
      activityId: 'activity-1',
      sentAt: `${date}T09:10:00.000Z`,
      uncertain: false,
    },
    attempts: 1,
    ...fields,
  };
}

/** Somebody whom an admin appointed to run an ERG. */
export function anOrganiser(fields: Partial<Organiser> = {}): Organiser {
  return {
    userId: '5b2e9f10-0000-4000-8000-0000000000aa',
    name: 'Olu Example',
    since: NOON,
    appointedBy: 'admin',
    ...fields,
  };
}

/** An open ERG with one organiser. */
export function anErg(fields: Partial<Erg> = {}): Erg {
  return {
    id: ERG_ID,
    name: 'Parents and Carers',
    purpose: 'For everyone who looks after somebody.',
    tags: ['care'],
    places: ['Leeds'],
    picture: '🌱',
    contact: 'carers@example.com',
    joinPolicy: 'open',
    organisers: [anOrganiser()],
    state: 'active',
    askAgainAfterDays: 30,
    revision: 1,
    ...fields,
  };
}
