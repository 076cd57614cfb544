import { addDays, localDateAt } from './cadence.ts';
import type { Delivery, DeliveryItem, DeliveryOpening } from './delivery.ts';
import type { DeliveryMoment, SilenceReason } from './delivery-decision.ts';
import { isDayForNews, isSilentOn, openWindow, windowOfPending } from './delivery-windows.ts';
import { endingOn, unaskedItems, untoldPendings } from './due-items.ts';
import {
  backOffOf,
  BUDGET_DAYS,
  chargeOfMoment,
  isAboutTaken,
  isBudgetFreeOn,
  isDateTaken,
} from './message-budget.ts';
import { isSolicited, type Pending, type PendingKind } from './pending.ts';
import type { Person } from './person.ts';
import { nextQuestionOn } from './questions.ts';
import { accepted, refused, type Result } from './result.ts';
import type { Instant, LocalDate } from './time.ts';

/** A message as it would go out now: one card that holds everything due. */
export type MessagePlan = Pick<Delivery, 'date' | 'cause' | 'about' | 'items' | 'opening'> & {
  readonly chargedOn?: LocalDate;
};

/** How many things of a kind stand on one card; the others wait for their own turn. */
const MOST_ON_A_CARD: Readonly<Record<PendingKind, number>> = {
  'event-change': 1,
  'membership-news': 2,
  moment: 1,
  'event-reminder': 2,
  'requests-waiting': 2,
  announcement: 1,
  invitation: 1,
  lesson: 1,
};

/** So long without a message is a gap: longer than the longest cadence of one pledge. */
const GAP_DAYS = 42;

/** Everything that is due at a moment, in the window that is open, before the budget is asked. */
interface Due {
  readonly date: LocalDate;
  readonly asks: readonly DeliveryItem[];
  readonly solicited: readonly Pending[];
  readonly moments: readonly Pending[];
  readonly news: readonly Pending[];
}

/** What is asked of a moment besides the clock's two readings. */
type PlanMoment = Pick<DeliveryMoment, 'now' | 'tenant' | 'words' | 'again'>;

/** Plans the message of this moment for somebody who may be written to. Claims in flight are not looked at. */
export function planMessage(
  person: Person,
  moment: PlanMoment,
): Result<MessagePlan, SilenceReason> {
  const due = dueAt(person, moment);
  if (!due.ok) return due;
  const { date, solicited } = due.value;
  const asked = solicited.filter(
    (pending) => !isAboutTaken(person, about(date, pending), moment.again),
  );
  const charged = planCharged(person, due.value, asked, moment);
  if (charged.ok) return charged;
  const [first] = asked;
  return first === undefined
    ? charged
    : accepted(plan(person, date, itemsOf(asked, moment), undefined));
}

function dueAt(person: Person, moment: PlanMoment): Result<Due, SilenceReason> {
  const { now, tenant, words } = moment;
  const { zone } = person.profile.settings;
  const today = localDateAt(now, zone);
  const told = untoldPendings(person, now).filter(({ id, from }) => words.has(id) && from <= now);
  const asks = unaskedItems(person, now);
  if (told.length === 0 && asks.length === 0) return refused('nothing-due');
  const own = openWindow(person, today, 'own', now);
  const day = told.some(({ kind }) => windowOfPending(kind) === 'day')
    ? openWindow(person, today, 'day', now)
    : undefined;
  // The two never overlap across midnight: what is open is open on one date.
  const date = own ?? day;
  if (date === undefined) return refused('outside-window');
  if (isSilentOn(person, date, tenant) || isSilentOn(person, today, tenant))
    return refused('quiet');
  const inDay = day === undefined ? [] : told.filter(({ kind }) => windowOfPending(kind) === 'day');
  const isNewsDay = own !== undefined && isDayForNews(person, own);
  return accepted({
    date,
    asks: own === undefined ? [] : asks,
    solicited: inDay.filter(({ kind }) => isSolicited(kind)),
    moments: inDay.filter(({ kind }) => kind === 'moment'),
    news: isNewsDay ? told.filter(({ kind }) => windowOfPending(kind) === 'own') : [],
  });
}

/** The message of this moment that counts against the budget, with everything else that is due. */
function planCharged(
  person: Person,
  due: Due,
  asked: readonly Pending[],
  moment: PlanMoment,
): Result<MessagePlan, SilenceReason> {
  const { date, asks, news } = due;
  const backOff = backOffOf(person);
  if (person.profile.settings.budget === 0) return refused('no-budget');
  if (backOff === 'silent') return refused('backed-off');
  const [first] = due.moments.filter(
    (pending) => !isAboutTaken(person, about(date, pending), moment.again),
  );
  const borrowed = first === undefined ? undefined : chargeOfMoment(person, date);
  if (first !== undefined && borrowed !== undefined) {
    const told = itemsOf([...asked, first, ...news], moment, asks);
    return accepted(plan(person, date, told, borrowed));
  }
  if (asks.length === 0 && news.length === 0) return refused('nothing-due');
  if (isDateTaken(person, date, moment.again) || !isBudgetFreeOn(person, date)) {
    return refused('budget-used');
  }
  if (asks.length === 0 && crowdsOut(person, date, moment.now)) return refused('budget-used');
  if (backOff === 'last-card') {
    // What was asked for goes first, alone; the last card stands alone too.
    if (asked.length > 0) return refused('nothing-due');
    return accepted(plan(person, date, [{ kind: 'last-card' }], date));
  }
  return accepted(plan(person, date, itemsOf([...asked, ...news], moment, asks), date));
}

/** Whether a less pressing message would take the budget of a question that comes within the week. */
function crowdsOut(person: Person, date: LocalDate, now: Instant): boolean {
  const { settings } = person.profile;
  const last = addDays(date, BUDGET_DAYS - 1);
  return person.pledges
    .filter(({ life }) => life.state === 'active')
    .flatMap((pledge) => [nextQuestionOn(pledge, settings, now), endingOn(pledge, settings)])
    .some(
      (next) =>
        next !== undefined && next > date && next <= last && !isBudgetFreeOn(person, next, [date]),
    );
}

function plan(
  person: Person,
  date: LocalDate,
  items: readonly DeliveryItem[],
  chargedOn: LocalDate | undefined,
): MessagePlan {
  const [first] = items;
  if (first === undefined) throw new Error('A message tells something.');
  const isAsking = items.some(({ kind }) => kind !== 'last-card');
  const opening: DeliveryOpening =
    chargedOn !== undefined && isAsking && isAfterGap(person, date) ? 'welcome-back' : 'plain';
  return {
    date,
    ...causeOf(first),
    items,
    opening,
    ...(chargedOn === undefined ? {} : { chargedOn }),
  };
}

function causeOf(first: DeliveryItem): Pick<Delivery, 'cause' | 'about'> {
  switch (first.kind) {
    case 'question':
      return { cause: 'check-in', about: '' };
    case 'ending':
      return { cause: 'ending', about: '' };
    case 'last-card':
      return { cause: 'last-card', about: '' };
    case 'pending':
      return { cause: first.of, about: first.id };
  }
}

function about(date: LocalDate, { kind, id }: Pending): Pick<Delivery, 'date' | 'cause' | 'about'> {
  return { date, cause: kind, about: id };
}

/** Items in the order of their weight: what waits before the questions, the questions and endings, the news. */
function itemsOf(
  pendings: readonly Pending[],
  { words }: PlanMoment,
  asks: readonly DeliveryItem[] = [],
): readonly DeliveryItem[] {
  const ofKind = (kind: PendingKind): DeliveryItem[] =>
    pendings
      .filter((pending) => pending.kind === kind)
      .slice(0, MOST_ON_A_CARD[kind])
      .map(({ id }) => ({ kind: 'pending', id, of: kind, revision: words.get(id) ?? 0 }));
  return [
    ...ofKind('event-change'),
    ...ofKind('membership-news'),
    ...ofKind('moment'),
    ...ofKind('event-reminder'),
    ...ofKind('requests-waiting'),
    ...asks,
    ...ofKind('announcement'),
    ...ofKind('invitation'),
    ...ofKind('lesson'),
  ];
}

/** Whether a message of this date comes after a pause or a long while without any. */
function isAfterGap(person: Person, date: LocalDate): boolean {
  const { lastMessageOn, settings } = person.profile;
  if (lastMessageOn === undefined) return false;
  const { messages } = settings;
  const isPauseOver =
    messages.state === 'paused' && lastMessageOn < messages.until && messages.until <= date;
  return isPauseOver || addDays(lastMessageOn, GAP_DAYS) <= date;
}
