import { localDateAt } from './cadence.ts';
import type { Delivery, DeliveryCause, DeliveryItem, DeliveryOpening } from './delivery.ts';
import { isInWindow, isSilentOn, windowOfItem } from './delivery-windows.ts';
import { currentPendings, isOfMutedErg, isUnsolicited, waitingEndings } from './due-items.ts';
import { planMessage } from './message-plan.ts';
import { backOffOf, isUnsolicitedAllowed } from './message-budget.ts';
import { isSolicited, type Pending } from './pending.ts';
import type { Person } from './person.ts';
import { waitingQuestions } from './questions.ts';
import type { TenantRules } from './tenant-rules.ts';
import type { Instant, LocalDate } from './time.ts';

/** Why nothing is sent now. */
export type SilenceReason =
  | 'no-consent'
  | 'erasing'
  | 'left'
  | 'stopped'
  | 'tenant-stopped'
  | 'paused'
  | 'quiet'
  | 'no-budget'
  | 'backed-off'
  | 'not-reachable'
  | 'nothing-due'
  | 'outside-window'
  | 'budget-used'
  | 'in-flight';

/** What a decision is taken from, besides the person. */
export interface DeliveryMoment {
  /** Product time. */
  readonly now: Instant;
  /** Real time, for leases alone. */
  readonly realMs: number;
  readonly tenant: TenantRules;
  /**
   * The revision of the words of each thing that waits and may be told now, by its id; what is not here was stopped,
   * withdrawn or is not known, and is not told.
   */
  readonly words: ReadonlyMap<string, number>;
  /** An admin asked to try again: what was given up today may be tried once more today. */
  readonly again: boolean;
}

/** What to do for a person now. */
export type DeliveryDecision =
  | { readonly do: 'nothing'; readonly reason: SilenceReason; readonly untilMs?: number }
  | {
      readonly do: 'send';
      readonly date: LocalDate;
      readonly cause: DeliveryCause;
      /** The id of what caused it; empty for check-ins, endings and the last card. */
      readonly about: string;
      readonly items: readonly DeliveryItem[];
      readonly opening: DeliveryOpening;
      /** Absent where it does not count against the budget. */
      readonly chargedOn?: LocalDate;
      /** A claim whose lease has ended: the message may have gone out already. */
      readonly interrupted?: Delivery;
    }
  /** A claim whose lease has ended, and nothing of it is to be sent any more. */
  | { readonly do: 'close'; readonly delivery: Delivery };

/** Whether the bot may write to a person at all, leaving time and the budget aside. */
export function neverReason(person: Person): SilenceReason | undefined {
  const { profile, conversation } = person;
  if (profile.life === 'erasing') return 'erasing';
  if (profile.leftAt !== undefined) return 'left';
  if (profile.consent.state !== 'given') return 'no-consent';
  if (profile.settings.messages.state === 'stopped') return 'stopped';
  if (conversation?.state !== 'reachable') return 'not-reachable';
  return undefined;
}

/** Whether nothing will come of a thing that waits for this person, until they change something themselves. */
export function isHopeless(person: Person, about: Pick<Pending, 'kind' | 'ergId'>): boolean {
  if (neverReason(person) !== undefined || isOfMutedErg(person, about)) return true;
  return !isSolicited(about.kind) && !isUnsolicitedAllowed(person);
}

/** Why the bot does not write to a person at this moment, whatever is due. */
function silenceAt(person: Person, { now, tenant }: DeliveryMoment): SilenceReason | undefined {
  const never = neverReason(person);
  if (never !== undefined) return never;
  if (tenant.messages === 'stopped') return 'tenant-stopped';
  const { zone, messages } = person.profile.settings;
  const today = localDateAt(now, zone);
  if (messages.state === 'paused' && today < messages.until) return 'paused';
  return undefined;
}

/**
 * Decides what to send to a person now: nothing, or one card that holds everything due. From the person's own
 * rows alone, never from the hint that led here.
 */
export function decideDelivery(person: Person, moment: DeliveryMoment): DeliveryDecision {
  const reason = silenceAt(person, moment);
  const claim = person.deliveries.find((delivery) => delivery.progress.state === 'sending');
  if (claim !== undefined) return decideInterrupted(person, claim, reason, moment);
  if (reason !== undefined) return { do: 'nothing', reason };
  const plan = planMessage(person, moment);
  return plan.ok ? { do: 'send', ...plan.value } : { do: 'nothing', reason: plan.reason };
}

/**
 * A message that was claimed: another worker's as long as its lease lives; then sent again with what is still due of
 * it, inside its own window only: never at night or days later.
 */
function decideInterrupted(
  person: Person,
  claim: Delivery,
  silent: SilenceReason | undefined,
  moment: DeliveryMoment,
): DeliveryDecision {
  const { progress, date, cause, about, opening, chargedOn } = claim;
  if (progress.state === 'sending' && progress.leaseUntilMs > moment.realMs) {
    return { do: 'nothing', reason: 'in-flight', untilMs: progress.leaseUntilMs };
  }
  const items = itemsStillDue(person, claim.items, moment);
  const { now, tenant } = moment;
  const isLate = !items.some((item) => isInWindow(person, date, windowOfItem(item), now));
  const today = localDateAt(now, person.profile.settings.zone);
  const isQuiet = isSilentOn(person, date, tenant) || isSilentOn(person, today, tenant);
  if (silent !== undefined || items.length === 0 || isLate || isQuiet) {
    return { do: 'close', delivery: claim };
  }
  return {
    do: 'send',
    date,
    cause,
    about,
    items,
    opening,
    ...(chargedOn === undefined || !isUnsolicited(items) ? {} : { chargedOn }),
    interrupted: claim,
  };
}

function itemsStillDue(
  person: Person,
  items: readonly DeliveryItem[],
  { now, words }: DeliveryMoment,
): readonly DeliveryItem[] {
  const questions = waitingQuestions(person, now);
  const endings = waitingEndings(person, now);
  const pendings = currentPendings(person, now);
  const isAllowed = isUnsolicitedAllowed(person);
  return items.flatMap((item): DeliveryItem[] => {
    switch (item.kind) {
      case 'question': {
        const waits = questions.some(
          ({ pledgeId, date }) => pledgeId === item.pledgeId && date === item.date,
        );
        return waits && isAllowed ? [item] : [];
      }
      case 'ending': {
        const waits = endings.some(
          ({ pledgeId, endsOn }) => pledgeId === item.pledgeId && endsOn === item.endsOn,
        );
        return waits && isAllowed ? [item] : [];
      }
      case 'pending': {
        const revision = words.get(item.id);
        const isCurrent = pendings.some(({ id }) => id === item.id);
        const isToBeTold = isAllowed || isSolicited(item.of);
        return revision !== undefined && isCurrent && isToBeTold ? [{ ...item, revision }] : [];
      }
      case 'last-card':
        return backOffOf(person) === 'last-card' && isAllowed ? [item] : [];
    }
  });
}
