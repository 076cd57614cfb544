import { observancesIn } from '../../shared/catalogue/observance.ts';
import type { OfErg, YearEntry } from '../../shared/commands/read-year.ts';
import type {
  AdminObservanceView,
  AdminTimeView,
  AdminYearReply,
  YearEntryView,
  YearReply,
} from '../../shared/contract/year.ts';
import { startOf } from '../../shared/domain/erg-content.ts';
import { mayMoveByADay } from '../../shared/domain/observance-dates.ts';
import {
  lastDayOfYearFrom,
  type Observance,
  observanceOf,
  type TenantYear,
  timesIn,
} from '../../shared/domain/tenant-year.ts';
import type { LocalDate } from '../../shared/domain/time.ts';

/** For how many years admins see dates. */
const ADMIN_YEARS = 3;

/** A year from a day on, as everybody sees it. */
export function presentYear(from: LocalDate, entries: readonly YearEntry[]): YearReply {
  return { from, through: lastDayOfYearFrom(from), entries: entries.map(presentEntry) };
}

function presentEntry({ observance, time, lessons, events }: YearEntry): YearEntryView {
  const { id, title, sentence, region, language } = observance;
  const { first, last } = time;
  return {
    id,
    title,
    sentence,
    ...(region === undefined ? {} : { region }),
    ...(language === undefined ? {} : { language }),
    first,
    last,
    mayMoveByADay: time.mayMoveByADay,
    lessons: lessons.map((one) => ({ ...presentOfErg(one), minutes: one.item.words.minutes })),
    events: events.map((one) => ({
      ...presentOfErg(one),
      startsAt: startOf(one.item.words),
      zone: one.item.words.zone,
    })),
  };
}

function presentOfErg({
  ergId,
  ergName,
  item,
}: OfErg<{ readonly id: string; readonly words: { readonly title: string } }>) {
  return { id: item.id, ergId, ergName, title: item.words.title };
}

/** Every observance as admins look after it: their own first, then the built-in ones in the order of a year. */
export function presentAdminYear(
  tenant: TenantYear,
  { today, language }: { readonly today: LocalDate; readonly language: string },
): AdminYearReply {
  const thisYear = Number(today.slice(0, 4));
  const own = tenant.own.map((one): AdminObservanceView => {
    const { first, last, yearly } = one;
    return {
      ...presentObservance(observanceOf(one), tenant, thisYear),
      own: { first, last, yearly },
    };
  });
  const builtIn = observancesIn(language).map((one) => presentObservance(one, tenant, thisYear));
  return { observances: [...own, ...builtIn], revision: tenant.revision };
}

function presentObservance(
  observance: Observance,
  tenant: TenantYear,
  thisYear: number,
): AdminObservanceView {
  const { id, title, sentence, region, source, language, rule } = observance;
  return {
    id,
    title,
    sentence,
    ...(region === undefined ? {} : { region }),
    ...(source === undefined ? {} : { source }),
    ...(language === undefined ? {} : { language }),
    hidden: tenant.hidden.includes(id),
    mayMoveByADay: mayMoveByADay(rule),
    times: Array.from({ length: ADMIN_YEARS }, (_, n) => thisYear + n).flatMap((year) =>
      presentTimes(year, observance, tenant),
    ),
  };
}

function presentTimes(
  year: number,
  observance: Observance,
  tenant: TenantYear,
): readonly AdminTimeView[] {
  const times = timesIn(year, observance, tenant);
  // A place to say when it is, where nobody knows.
  if (times.length === 0) return [{ year, nth: 1, changed: false }];
  return times.map(({ nth, first, last, changed }) => ({
    year,
    nth,
    days: { first, last },
    changed,
  }));
}
