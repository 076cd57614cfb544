import { addMinutes } from './cadence.ts';
import { type PersonChange, unchanged } from './decision.ts';
import { type ErgEvent, factsOf } from './erg-content.ts';
import type { MembershipMoment } from './membership-decisions.ts';
import { eventReminderId, parsePendingId } from './pending-ids.ts';
import type { Pending } from './pending.ts';
import type { EventEntry, Person } from './person.ts';
import { accepted, refused, type Result } from './result.ts';
import { MOST_RSVPS, type Rsvp } from './rsvp.ts';
import type { Instant } from './time.ts';

/** Why somebody does not say yes to an event, or take it back. */
export type RsvpRefusal =
  | 'consent-needed'
  | 'changed-meanwhile'
  | 'not-found'
  | 'event-over'
  | 'too-many-events';

/** An event of an ERG, as a person says yes to it. */
export interface EventOfErg {
  readonly ergId: string;
  readonly eventId: string;
  /** Undefined where there is none, or none any more. */
  readonly event: Pick<ErgEvent, 'words' | 'state' | 'timeRevision'> | undefined;
}

/** How long before an event its reminder may come, in minutes. */
const REMINDER_AHEAD_MINUTES = 24 * 60;

/** How many events that are over are let go in one change. */
const MOST_LET_GO = 10;

/**
 * Says yes to an event, or takes it back: at once, no reason asked, no notice to anybody. `seen` is the revision of
 * all that the person said yes to, as the client saw it: a yes repeated after a no does not say yes again. Saying yes
 * asks for a reminder the day before.
 */
export function answerEvent(
  person: Person,
  { ergId, eventId, event }: EventOfErg,
  ask: { readonly going: boolean; readonly seen: number },
  at: MembershipMoment,
): Result<PersonChange, RsvpRefusal> {
  if (person.profile.consent.state !== 'given') return refused('consent-needed');
  const before = person.rsvps.find((rsvp) => rsvp.eventId === eventId);
  if ((before !== undefined) === ask.going) return accepted(unchanged(person));
  if (ask.seen !== person.profile.rsvpsRevision) return refused('changed-meanwhile');
  const tidy = withoutEventsUntil(person, at.now, at);
  if (!ask.going) return accepted(changed(withoutRsvp(tidy, eventId, at), at));
  if (event?.state !== 'published') return refused('not-found');
  const facts = factsOf(event);
  if (facts.endsAt <= at.now) return refused('event-over');
  if (tidy.rsvps.length >= MOST_RSVPS) return refused('too-many-events');
  const rsvp: Rsvp = {
    ergId,
    eventId,
    startsAt: facts.startsAt,
    endsAt: facts.endsAt,
    timeRevision: event.timeRevision,
    since: at.now,
    revision: at.revision,
  };
  const going: Person = {
    ...tidy,
    rsvps: [...tidy.rsvps, rsvp],
    pendings: [...withoutReminders(tidy, eventId), ...reminderOf(rsvp, at.now)],
    outbox: withEntry(tidy, entryOf(rsvp, 'active', at)),
  };
  return accepted(changed(going, at));
}

/**
 * Brings a yes up to what the event is now: its time and its reminder follow; of one that does not take place nothing
 * is left. Somebody who did not say yes, or whose yes is up to date, stays as they are.
 */
export function followEvent(
  person: Person,
  { eventId, event }: EventOfErg,
  at: MembershipMoment,
): PersonChange {
  const before = person.rsvps.find((rsvp) => rsvp.eventId === eventId);
  if (before === undefined) return unchanged(person);
  if (event?.state !== 'published') return changed(withoutRsvp(person, eventId, at), at);
  const { startsAt, endsAt } = factsOf(event);
  const { timeRevision } = event;
  if (
    before.startsAt === startsAt &&
    before.endsAt === endsAt &&
    before.timeRevision === timeRevision
  ) {
    return unchanged(person);
  }
  const after: Rsvp = { ...before, startsAt, endsAt, timeRevision, revision: at.revision };
  const isMoved = before.timeRevision !== timeRevision;
  return changed(
    {
      ...person,
      rsvps: person.rsvps.map((rsvp) => (rsvp === before ? after : rsvp)),
      pendings: isMoved
        ? [...withoutReminders(person, eventId), ...reminderOf(after, at.now)]
        : person.pendings,
    },
    at,
  );
}

/**
 * The person without the events that ended until a moment, of many the first ten: neither they nor the list of an event remember
 * that they came. The same person where there are none.
 */
export function withoutEventsUntil(person: Person, until: Instant, at: MembershipMoment): Person {
  const over = person.rsvps.filter(({ endsAt }) => endsAt <= until).slice(0, MOST_LET_GO);
  if (over.length === 0) return person;
  const rest = over.reduce((left, { eventId }) => withoutRsvp(left, eventId, at), person);
  return changed(rest, at).person;
}

/** What the events must be told of somebody who is about to be erased: they come to none of them. */
export function leaveEvents(person: Person, at: MembershipMoment): readonly EventEntry[] {
  return person.rsvps.map((rsvp) => entryOf(rsvp, 'none', at));
}

/** A reminder comes the day before; whoever says yes later than that has just thought of it. */
function reminderOf({ ergId, eventId, startsAt, timeRevision }: Rsvp, now: Instant): Pending[] {
  const from = addMinutes(startsAt, -REMINDER_AHEAD_MINUTES);
  if (from <= now) return [];
  const id = eventReminderId({ ergId, eventId, revision: timeRevision });
  return [{ id, kind: 'event-reminder', from, until: startsAt }];
}

function withoutReminders({ pendings }: Person, eventId: string): readonly Pending[] {
  return pendings.filter(({ id }) => {
    const identity = parsePendingId(id);
    return identity.kind !== 'event-reminder' || identity.eventId !== eventId;
  });
}

function withoutRsvp(person: Person, id: string, at: MembershipMoment): Person {
  const rsvp = person.rsvps.find(({ eventId }) => eventId === id);
  if (rsvp === undefined) return person;
  return {
    ...person,
    rsvps: person.rsvps.filter((one) => one !== rsvp),
    pendings: withoutReminders(person, id),
    outbox: withEntry(person, entryOf(rsvp, 'none', at)),
  };
}

function entryOf(
  { ergId, eventId, since }: Rsvp,
  wanted: EventEntry['wanted'],
  at: MembershipMoment,
): EventEntry {
  return {
    id: `${at.outboxId}-${eventId}`,
    to: 'event',
    ergId,
    eventId,
    wanted,
    since,
    revision: at.revision,
    writtenAtMs: at.realMs,
  };
}

/** What waited for the same event is overtaken: its list only needs the last word. */
function withEntry({ outbox }: Person, entry: EventEntry): Person['outbox'] {
  const others = outbox.filter((one) => one.to !== 'event' || one.eventId !== entry.eventId);
  return [...others, entry];
}

function changed(person: Person, at: MembershipMoment): PersonChange {
  const profile = { ...person.profile, rsvpsRevision: at.revision };
  return { person: { ...person, profile }, past: [] };
}
