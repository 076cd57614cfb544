import { addDays, later, localDateAt, momentOf } from './cadence.ts';
import { neverReason } from './delivery-decision.ts';
import { isSilentOn, windowOfPending, windowStart } from './delivery-windows.ts';
import { endingOn, firstDateOf, unaskedItems, untoldPendings, wasTold } from './due-items.ts';
import { isBudgetFreeOn, isDateTaken, isUnsolicitedAllowed } from './message-budget.ts';
import { withLessonToCome } from './lesson-reminder.ts';
import { planMessage } from './message-plan.ts';
import { isSolicited, type Pending } from './pending.ts';
import type { Person } from './person.ts';
import { nextQuestionOn } from './questions.ts';
import { OPEN_TENANT, type TenantRules } from './tenant-rules.ts';
import type { Instant, LocalDate } from './time.ts';

/** How far ahead a day for a message is looked for; where none is found, it is looked for again then. */
const DAYS_AHEAD = 62;

/** No id of anything that waits. */
export const NOTHING_HELD: ReadonlySet<string> = new Set();

/** Held back where there is no lesson left to tell: nobody is looked at for that until they change something, or what they put off comes back. */
export const NO_LESSON = 'lesson';

/**
 * When to look at this person next: the first moment at which something due may be sent, given windows, pauses,
 * quiet dates and budget; undefined where nothing will come until somebody changes something. Never before `now`.
 * Things that wait are taken to have words; those that are `held` back are looked for tomorrow at the soonest, so that
 * nobody is looked at over and over while they are.
 */
export function nextLookAt(
  whole: Person,
  now: Instant,
  tenant: TenantRules = OPEN_TENANT,
  held: ReadonlySet<string> = NOTHING_HELD,
): Instant | undefined {
  if (neverReason(whole) !== undefined) return undefined;
  const { settings } = whole.profile;
  const today = localDateAt(now, settings.zone);
  const waiting = held.size === 0 ? whole : tomorrow(whole, held, today);
  const person = withLessonToCome(waiting, now, held.has(NO_LESSON));
  const coming = whatComes(person, now, today);
  if (coming === undefined) return undefined;
  const words = new Map(person.pendings.map(({ id }) => [id, 1]));
  // The window that began yesterday may reach past midnight. While an organisation is stopped, tomorrow is looked at.
  const earliest = addDays(today, tenant.messages === 'stopped' ? 1 : -1);
  const first = later(earliest, firstDateThat(coming, today, settings.zone));
  for (let days = 0; days <= DAYS_AHEAD; days += 1) {
    const date = addDays(first, days);
    if (isSilentOn(person, date, tenant)) continue;
    for (const at of momentsOf(person, coming, date, now)) {
      const planned = planMessage(person, { now: at, tenant, words, again: false });
      if (planned.ok) return at;
    }
  }
  return windowStart(person, addDays(first, DAYS_AHEAD), 'own');
}

/** The person as they will be when what is held back is looked for. */
function tomorrow(person: Person, held: ReadonlySet<string>, today: LocalDate): Person {
  const soonest = momentOf(addDays(today, 1), '00:00', person.profile.settings.zone);
  const pendings = person.pendings.map((pending) =>
    held.has(pending.id) ? { ...pending, from: later(pending.from, soonest) } : pending,
  );
  return { ...person, pendings };
}

/** The first local date on which something comes. */
function firstDateThat({ asksFrom, pendings }: Coming, today: LocalDate, zone: string): LocalDate {
  const told = pendings.map((pending) => firstDateOf(pending, addDays(today, -1), zone));
  const dates = [...told, ...(asksFrom === undefined ? [] : [asksFrom])];
  return dates.toSorted()[0] ?? today;
}

/** What may be told to a person from now on. */
interface Coming {
  /** The first local date with a question or an ending; undefined where none comes, or none may be told. */
  readonly asksFrom: LocalDate | undefined;
  readonly pendings: readonly Pending[];
}

function whatComes(person: Person, now: Instant, today: LocalDate): Coming | undefined {
  const isAllowed = isUnsolicitedAllowed(person);
  const pendings = untoldPendings(person, now).filter(({ kind }) => isAllowed || isSolicited(kind));
  const asksFrom = isAllowed ? firstAskOn(person, now, today) : undefined;
  return asksFrom === undefined && pendings.length === 0 ? undefined : { asksFrom, pendings };
}

function firstAskOn(person: Person, now: Instant, today: LocalDate): LocalDate | undefined {
  const { settings } = person.profile;
  if (unaskedItems(person, now).length > 0) return addDays(today, -1);
  const dates = person.pledges
    .filter(({ life }) => life.state === 'active')
    .flatMap((pledge) => {
      const ending = { kind: 'ending', pledgeId: pledge.id, endsOn: pledge.endsOn } as const;
      return [
        nextQuestionOn(pledge, settings, now),
        wasTold(person, ending) ? undefined : endingOn(pledge, settings),
      ];
    })
    .filter((date) => date !== undefined);
  return dates.toSorted()[0];
}

/** The moments of a local date, not before `now`, at which something might begin to be sendable; in order. */
function momentsOf(
  person: Person,
  { asksFrom, pendings }: Coming,
  date: LocalDate,
  now: Instant,
): readonly Instant[] {
  const { zone } = person.profile.settings;
  const ofDate = pendings.filter((pending) => firstDateOf(pending, date, zone) === date);
  const isOwnFree = isBudgetFreeOn(person, date) && !isDateTaken(person, date, false);
  const isAsking = asksFrom !== undefined && asksFrom <= date;
  const isOwn = isAsking || ofDate.some(({ kind }) => windowOfPending(kind) === 'own');
  const byDay = ofDate.filter(({ kind }) => windowOfPending(kind) === 'day');
  const starts = [
    ...(isOwn && isOwnFree ? [windowStart(person, date, 'own')] : []),
    ...(byDay.length === 0 ? [] : [windowStart(person, date, 'day')]),
  ];
  // Something may begin to wait in the middle of a window.
  const begins = ofDate.map(({ from }) => from);
  return [
    ...new Set([...starts, ...(starts.length === 0 ? [] : begins)].map((at) => later(at, now))),
  ].toSorted();
}
