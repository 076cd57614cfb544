import type { Question } from './check-in.ts';
import { addDays, later, localDateAt, momentOf, onOrAfter } from './cadence.ts';
import type { DeliveryItem } from './delivery.ts';
import { isMuted } from './membership.ts';
import { isSolicited, type Pending, PENDING_KINDS } from './pending.ts';
import type { Person } from './person.ts';
import type { Pledge } from './pledge.ts';
import { waitingQuestions } from './questions.ts';
import type { Settings } from './settings.ts';
import type { Instant, LocalDate } from './time.ts';

/** That the period of a pledge is over. */
export interface Ending {
  readonly pledgeId: string;
  readonly endsOn: LocalDate;
}

/** The local date on which a person is told that the period of a pledge is over: their own weekday after it. */
export function endingOn(pledge: Pledge, settings: Pick<Settings, 'day'>): LocalDate {
  return onOrAfter(addDays(pledge.endsOn, 1), settings.day);
}

/** The pledges whose period is over and that wait for what is to become of them; the oldest end first. */
export function waitingEndings(person: Person, now: Instant): readonly Ending[] {
  const { settings } = person.profile;
  const today = localDateAt(now, settings.zone);
  return person.pledges
    .filter((pledge) => pledge.life.state === 'active' && pledge.endsOn < today)
    .filter((pledge) => {
      const on = endingOn(pledge, settings);
      return on < today || (on === today && momentOf(on, settings.time, settings.zone) <= now);
    })
    .map(({ id, endsOn }) => ({ pledgeId: id, endsOn }))
    .toSorted((one, other) => compare(one.endsOn, other.endsOn));
}

/**
 * What waits to be told and still may be: its time has not passed, and the person is still an ally where it is for
 * allies, and did not mute the ERG. The others are to be dropped.
 */
export function currentPendings(person: Person, now: Instant): readonly Pending[] {
  return person.pendings.filter(
    (pending) =>
      now < pending.until &&
      (pending.ergId === undefined || isAlly(person, pending.ergId)) &&
      !isOfMutedErg(person, pending),
  );
}

/**
 * Whether something is news of an ERG that the person muted. What they asked for themselves is still told, and so is
 * a moment, which is for everybody.
 */
export function isOfMutedErg(
  { memberships }: Person,
  { kind, ergId }: Pick<Pending, 'kind' | 'ergId'>,
): boolean {
  if (ergId === undefined || kind === 'moment' || isSolicited(kind)) return false;
  return isMuted(memberships, ergId);
}

function isAlly(person: Person, ergId: string): boolean {
  return person.memberships.some(
    (membership) => membership.ergId === ergId && membership.state === 'active',
  );
}

/** Whether a message that stands has asked or told this; a card too large to send counts, since it never will be. */
export function wasTold(person: Person, item: DeliveryItem): boolean {
  return person.deliveries.some(
    ({ items, progress }) =>
      (progress.state !== 'given-up' || progress.reason === 'too-large') &&
      items.some((other) => isSameItem(other, item)),
  );
}

/** Whether two items are about the same thing, whatever its words. */
export function isSameItem(one: DeliveryItem, other: DeliveryItem): boolean {
  if (one.kind === 'question' && other.kind === 'question') {
    return one.pledgeId === other.pledgeId && one.date === other.date;
  }
  if (one.kind === 'ending' && other.kind === 'ending') {
    return one.pledgeId === other.pledgeId && one.endsOn === other.endsOn;
  }
  if (one.kind === 'pending' && other.kind === 'pending') return one.id === other.id;
  return one.kind === 'last-card' && other.kind === 'last-card';
}

/** Questions and endings that wait and that no message has asked yet, as items of a card. */
export function unaskedItems(person: Person, now: Instant): readonly DeliveryItem[] {
  const items: readonly DeliveryItem[] = [
    ...waitingQuestions(person, now).map(asItem),
    ...waitingEndings(person, now).map((ending) => ({ kind: 'ending', ...ending }) as const),
  ];
  return items.filter((item) => !wasTold(person, item));
}

function asItem(question: Question): DeliveryItem {
  return { kind: 'question', ...question };
}

/** What waits and was not told yet, the most pressing first. */
export function untoldPendings(person: Person, now: Instant): readonly Pending[] {
  return currentPendings(person, now)
    .filter(({ id, kind }) => !wasTold(person, { kind: 'pending', id, of: kind, revision: 0 }))
    .toSorted(
      (one, other) =>
        PENDING_KINDS.indexOf(one.kind) - PENDING_KINDS.indexOf(other.kind) ||
        compare(one.from, other.from) ||
        compare(one.id, other.id),
    );
}

/** Whether a message of these items is one that nobody asked for. */
export function isUnsolicited(items: readonly DeliveryItem[]): boolean {
  return items.some((item) => item.kind !== 'pending' || !isSolicited(item.of));
}

/** The first local date, from this one on, on which something pending may be told. */
export function firstDateOf(pending: Pending, today: LocalDate, zone: string): LocalDate {
  return later(today, localDateAt(pending.from, zone));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
