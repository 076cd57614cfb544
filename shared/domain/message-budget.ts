import { addDays } from './cadence.ts';
import type { Delivery } from './delivery.ts';
import type { Person, Profile } from './person.ts';
import type { LocalDate } from './time.ts';

/** The message budget is counted over this many local days, today included. */
export const BUDGET_DAYS = 7;

/** After so many messages without a sign of the person, half as many. */
const HALVED_AFTER = 2;

/** After so many, one last card that asks. */
const LAST_CARD_AFTER = 4;

/** Where a person stands who does not react: as ever, half as often, at the last card, or left alone. */
export type BackOff = 'none' | 'halved' | 'last-card' | 'silent';

/** How far a person's silence has brought them. */
export function backOffOf({ profile }: Person): BackOff {
  const ignored = profile.messagesSinceAct;
  if (ignored > LAST_CARD_AFTER) return 'silent';
  if (ignored === LAST_CARD_AFTER) return 'last-card';
  return ignored >= HALVED_AFTER ? 'halved' : 'none';
}

/** Whether the bot may write to this person of things that they did not ask for, budget of this week aside. */
export function isUnsolicitedAllowed(person: Person): boolean {
  return person.profile.settings.budget > 0 && backOffOf(person) !== 'silent';
}

/** The profile after a message that was sent: one that nobody asked for counts until the person does something. */
export function withMessageCounted(
  profile: Profile,
  { chargedOn, cause, date }: Pick<Delivery, 'chargedOn' | 'cause' | 'date'>,
): Profile {
  if (chargedOn === undefined) return profile;
  // A moment does not take the place of the last card, which alone ends the messages.
  const counted =
    cause === 'last-card'
      ? LAST_CARD_AFTER + 1
      : Math.min(profile.messagesSinceAct + 1, LAST_CARD_AFTER);
  return { ...profile, messagesSinceAct: counted, lastMessageOn: date };
}

/** The messages that went out or still may. */
function standingDeliveries(person: Person): readonly Delivery[] {
  return person.deliveries.filter(({ progress }) => progress.state !== 'given-up');
}

/** Whether one more unsolicited message fits on this local date, `more` besides those that stand being planned. */
export function isBudgetFreeOn(
  person: Person,
  date: LocalDate,
  more: readonly LocalDate[] = [],
): boolean {
  const days = backOffOf(person) === 'none' ? BUDGET_DAYS : 2 * BUDGET_DAYS;
  const from = addDays(date, 1 - days);
  // Later dates count too: one borrowed by a moment, or, after a journey west, one that bears tomorrow's date.
  return chargesSince(person, from, more) < person.profile.settings.budget;
}

/** The date against which a moment counts on this local date: its own, a week later where it borrows; or none. */
export function chargeOfMoment(person: Person, date: LocalDate): LocalDate | undefined {
  if (isBudgetFreeOn(person, date)) return date;
  const isBorrowable = chargesSince(person, addDays(date, 1), []) < person.profile.settings.budget;
  return isBorrowable ? addDays(date, BUDGET_DAYS) : undefined;
}

function chargesSince(person: Person, from: LocalDate, more: readonly LocalDate[]): number {
  const charged = standingDeliveries(person).map(({ chargedOn }) => chargedOn);
  return [...charged, ...more].filter((on) => on !== undefined && on >= from).length;
}

/** Whether this local date has had its one message; what was given up has too, unless an admin asked to try again. */
export function isDateTaken(person: Person, date: LocalDate, again: boolean): boolean {
  return person.deliveries.some(
    (delivery) =>
      delivery.date === date &&
      delivery.chargedOn !== undefined &&
      !(again && delivery.progress.state === 'given-up'),
  );
}

/** Whether a message about this very thing was tried on this date. */
export function isAboutTaken(
  person: Person,
  about: Pick<Delivery, 'date' | 'cause' | 'about'>,
  again: boolean,
): boolean {
  return person.deliveries.some(
    (delivery) =>
      delivery.date === about.date &&
      delivery.cause === about.cause &&
      delivery.about === about.about &&
      !(again && delivery.progress.state === 'given-up'),
  );
}
