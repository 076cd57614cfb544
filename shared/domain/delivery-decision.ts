import type { Question } from './check-in.ts';
import { addDays, addMinutes, later, localDateAt, momentOf } from './cadence.ts';
import type { Delivery, DeliveryCause } from './delivery.ts';
import type { Person } from './person.ts';
import { nextQuestionOn, waitingQuestions } from './questions.ts';
import { minutesIntoHalfHour } from './spread.ts';
import type { Instant, LocalDate } from './time.ts';

/** How long after the person's time a message may still go out; later ones wait for the next day's window. */
export const WINDOW_MINUTES = 6 * 60;

/** The message budget is counted over this many local days, today included. */
const BUDGET_DAYS = 7;

/** How far ahead a day for a message is looked for: beyond the longest wait for a free budget, after a journey too. */
const DAYS_AHEAD = 10;

/** Why nothing is sent now. */
export type SilenceReason =
  | 'no-consent'
  | 'erasing'
  | 'stopped'
  | 'paused'
  | 'no-budget'
  | 'not-reachable'
  | 'nothing-due'
  | 'outside-window'
  | 'budget-used'
  | 'in-flight';

/** What to do for a person now. */
export type DeliveryDecision =
  | { readonly do: 'nothing'; readonly reason: SilenceReason; readonly untilMs?: number }
  | {
      readonly do: 'send';
      readonly date: LocalDate;
      readonly cause: DeliveryCause;
      readonly questions: readonly Question[];
      /** A claim whose lease has ended: the message may have gone out already. */
      readonly interrupted?: Delivery;
    }
  /** A claim whose lease has ended, and nothing of it is to be sent any more. */
  | { readonly do: 'close'; readonly delivery: Delivery };

/** Whether the bot may write to a person at all, leaving time aside. */
function silence(person: Person): SilenceReason | undefined {
  const { profile, conversation } = person;
  if (profile.life === 'erasing') return 'erasing';
  if (profile.consent.state !== 'given') return 'no-consent';
  if (profile.settings.messages.state === 'stopped') return 'stopped';
  if (profile.settings.budget === 0) return 'no-budget';
  if (conversation?.state !== 'reachable') return 'not-reachable';
  return undefined;
}

function isPausedOn(person: Person, date: LocalDate): boolean {
  const { messages } = person.profile.settings;
  return messages.state === 'paused' && date < messages.until;
}

/** When the message of this local date may go out at the earliest. */
function windowStart(person: Person, date: LocalDate): Instant {
  const { time, zone } = person.profile.settings;
  return addMinutes(momentOf(date, time, zone), minutesIntoHalfHour(person.key.userId));
}

/** Whether the message of this local date may go out at this moment. */
function isInWindow(person: Person, date: LocalDate, now: Instant): boolean {
  const start = windowStart(person, date);
  return start <= now && now < addMinutes(start, WINDOW_MINUTES);
}

/** The messages that went out or still may. */
function standingDeliveries(person: Person): readonly Delivery[] {
  return person.deliveries.filter((delivery) => delivery.progress.state !== 'given-up');
}

/** Whether one more unsolicited message fits on this local date. */
function isBudgetFreeOn(person: Person, date: LocalDate): boolean {
  const from = addDays(date, 1 - BUDGET_DAYS);
  // Later dates count too: after a journey west, the last message may bear tomorrow's date.
  const used = standingDeliveries(person).filter((delivery) => delivery.date >= from);
  return used.length < person.profile.settings.budget;
}

function isTaken(person: Person, date: LocalDate): boolean {
  return person.deliveries.some((delivery) => delivery.date === date);
}

function isSame(one: Question, other: Question): boolean {
  return one.pledgeId === other.pledgeId && one.date === other.date;
}

/** Questions that no message has asked yet. */
function unaskedQuestions(person: Person, now: Instant): readonly Question[] {
  const asked = standingDeliveries(person).flatMap((delivery) => delivery.questions);
  return waitingQuestions(person, now).filter(
    (question) => !asked.some((other) => isSame(question, other)),
  );
}

/**
 * Decides what to send to a person now: nothing, or one card that holds everything due. From the person's own
 * rows alone, never from the hint that led here. `realMs` is real time, for leases.
 */
export function decideDelivery(person: Person, now: Instant, realMs: number): DeliveryDecision {
  const reason = silenceOn(person, now);
  const claim = person.deliveries.find((delivery) => delivery.progress.state === 'sending');
  if (claim !== undefined) return decideInterrupted(person, claim, reason, now, realMs);
  if (reason !== undefined) return { do: 'nothing', reason };
  const today = localDateAt(now, person.profile.settings.zone);
  const questions = unaskedQuestions(person, now);
  if (questions.length === 0) return { do: 'nothing', reason: 'nothing-due' };
  // The window that began yesterday may reach past midnight.
  const date = [today, addDays(today, -1)].find((candidate) => isInWindow(person, candidate, now));
  if (date === undefined) return { do: 'nothing', reason: 'outside-window' };
  if (isTaken(person, date) || !isBudgetFreeOn(person, date)) {
    return { do: 'nothing', reason: 'budget-used' };
  }
  return { do: 'send', date, cause: 'check-in', questions };
}

function silenceOn(person: Person, now: Instant): SilenceReason | undefined {
  const today = localDateAt(now, person.profile.settings.zone);
  return silence(person) ?? (isPausedOn(person, today) ? 'paused' : undefined);
}

/**
 * A message that was claimed: another worker's as long as its lease lives; then sent again with what nobody has
 * answered meanwhile, inside its own window only: never at night or days later.
 */
function decideInterrupted(
  person: Person,
  claim: Delivery,
  silent: SilenceReason | undefined,
  now: Instant,
  realMs: number,
): DeliveryDecision {
  const { progress, date, cause } = claim;
  if (progress.state === 'sending' && progress.leaseUntilMs > realMs) {
    return { do: 'nothing', reason: 'in-flight', untilMs: progress.leaseUntilMs };
  }
  const waiting = waitingQuestions(person, now);
  const questions = claim.questions.filter((asked) =>
    waiting.some((question) => isSame(question, asked)),
  );
  if (silent !== undefined || questions.length === 0 || !isInWindow(person, date, now)) {
    return { do: 'close', delivery: claim };
  }
  return { do: 'send', date, cause, questions, interrupted: claim };
}

/**
 * When to look at this person next: the first moment at which something due may be sent, given windows, pauses
 * and budget; undefined where nothing will come until the person changes something. Never before `now`.
 */
export function nextLookAt(person: Person, now: Instant): Instant | undefined {
  if (silence(person) !== undefined) return undefined;
  const { settings } = person.profile;
  const today = localDateAt(now, settings.zone);
  const upcoming = person.pledges
    .map((pledge) => nextQuestionOn(pledge, settings, now))
    .filter((date) => date !== undefined);
  const waiting = unaskedQuestions(person, now).length > 0 ? [addDays(today, -1)] : [];
  const looks = [...waiting, ...upcoming]
    .map((date) => firstLookFrom(person, date, now))
    .filter((look) => look !== undefined);
  return looks.toSorted()[0];
}

function firstLookFrom(person: Person, from: LocalDate, now: Instant): Instant | undefined {
  const { messages } = person.profile.settings;
  const first = messages.state === 'paused' ? later(from, messages.until) : from;
  for (let days = 0; days <= DAYS_AHEAD; days += 1) {
    const date = addDays(first, days);
    const start = windowStart(person, date);
    if (addMinutes(start, WINDOW_MINUTES) <= now) continue;
    if (isTaken(person, date) || !isBudgetFreeOn(person, date)) continue;
    return later(start, now);
  }
  return undefined;
}
