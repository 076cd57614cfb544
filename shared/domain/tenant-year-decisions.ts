import { accepted, refused, type Result } from './result.ts';
import {
  type ChangedDates,
  isSameTime,
  type OwnObservance,
  type TenantYear,
  type YearTime,
} from './tenant-year.ts';

/** What an admin asks for. */
export type YearChange =
  | { readonly do: 'show' | 'hide'; readonly observanceId: string }
  | { readonly do: 'write'; readonly own: OwnObservance }
  | { readonly do: 'remove'; readonly observanceId: string }
  | { readonly do: 'date'; readonly dates: ChangedDates }
  | { readonly do: 'undate'; readonly time: YearTime };

/**
 * Why the year does not change. `not-found`: there is no such observance. `too-many-observances`: no room for one more,
 * or for more dates.
 */
export type YearRefusal = 'not-found' | 'changed-meanwhile' | 'too-many-observances';

/** What is done to an observance, as the audit log tells it. */
export interface YearAct {
  readonly act:
    | 'observance.hidden'
    | 'observance.shown'
    | 'observance.added'
    | 'observance.changed'
    | 'observance.removed'
    | 'observance.dated'
    | 'observance.undated';
  readonly title: string;
}

/** How many observances of its own an organisation has at most: all stand in one row. */
export const MOST_OWN_OBSERVANCES = 40;

/** How many dates an organisation has changed at most, those of years that are over not counted. */
export const MOST_CHANGED_DATES = 160;

/** The year before and after a change; without an act nothing changes. */
export interface YearDecision {
  readonly year: TenantYear;
  readonly act?: YearAct;
}

/**
 * Decides a change of the year. What is so already changes nothing; `seen` is the revision that the admin saw. Dates of
 * years before the last one are forgotten.
 */
export function decideYear(
  before: TenantYear,
  change: YearChange,
  about: {
    readonly builtIn: readonly { readonly id: string; readonly title: string }[];
    readonly seen: number;
    readonly thisYear: number;
  },
): Result<YearDecision, YearRefusal> {
  const decided = decide(before, change, about.builtIn);
  if (!decided.ok || decided.value.act === undefined) return decided;
  if (before.revision !== about.seen) return refused('changed-meanwhile');
  const { year, act } = decided.value;
  const dates = year.dates.filter((one) => one.year >= about.thisYear - 1);
  if (year.own.length > MOST_OWN_OBSERVANCES || dates.length > MOST_CHANGED_DATES) {
    return refused('too-many-observances');
  }
  return accepted({ year: { ...year, dates, revision: before.revision + 1 }, act });
}

function decide(
  before: TenantYear,
  change: YearChange,
  builtIn: readonly { readonly id: string; readonly title: string }[],
): Result<YearDecision, YearRefusal> {
  const unchanged = accepted({ year: before });
  switch (change.do) {
    case 'hide':
    case 'show': {
      const { observanceId: id } = change;
      const title = builtIn.find((one) => one.id === id)?.title;
      // One's own is removed instead.
      if (title === undefined) return refused('not-found');
      const others = before.hidden.filter((one) => one !== id);
      const wasHidden = others.length < before.hidden.length;
      if (wasHidden === (change.do === 'hide')) return unchanged;
      const hidden = change.do === 'hide' ? [...others, id] : others;
      const act = change.do === 'hide' ? 'observance.hidden' : 'observance.shown';
      return accepted({ year: { ...before, hidden }, act: { act, title } });
    }
    case 'write': {
      const { own } = change;
      const known = before.own.find(({ id }) => id === own.id);
      if (known !== undefined && isSameOwn(known, own)) return unchanged;
      const next =
        known === undefined
          ? [...before.own, own]
          : before.own.map((one) => (one.id === own.id ? own : one));
      const act = known === undefined ? 'observance.added' : 'observance.changed';
      return accepted({ year: { ...before, own: next }, act: { act, title: own.title } });
    }
    case 'remove': {
      const { observanceId } = change;
      const known = before.own.find(({ id }) => id === observanceId);
      if (known === undefined) return unchanged;
      const year = {
        ...before,
        own: before.own.filter(({ id }) => id !== observanceId),
        dates: before.dates.filter((one) => one.observanceId !== observanceId),
      };
      return accepted({ year, act: { act: 'observance.removed', title: known.title } });
    }
    case 'date': {
      const { dates } = change;
      const title = titleOf(before, builtIn, dates.observanceId);
      if (title === undefined) return refused('not-found');
      const known = before.dates.find((one) => isSameTime(one, dates));
      if (known?.first === dates.first && known.last === dates.last) return unchanged;
      const others = before.dates.filter((one) => !isSameTime(one, dates));
      const year = { ...before, dates: [...others, dates] };
      return accepted({ year, act: { act: 'observance.dated', title } });
    }
    case 'undate': {
      const { time } = change;
      const title = titleOf(before, builtIn, time.observanceId);
      if (title === undefined) return refused('not-found');
      const others = before.dates.filter((one) => !isSameTime(one, time));
      if (others.length === before.dates.length) return unchanged;
      const year = { ...before, dates: others };
      return accepted({ year, act: { act: 'observance.undated', title } });
    }
  }
}

function titleOf(
  { own }: TenantYear,
  builtIn: readonly { readonly id: string; readonly title: string }[],
  id: string,
): string | undefined {
  return [...builtIn, ...own].find((one) => one.id === id)?.title;
}

function isSameOwn(one: OwnObservance, other: OwnObservance): boolean {
  const text = ({ title, sentence, region, first, last, yearly }: OwnObservance): string =>
    JSON.stringify([title, sentence, region, first, last, yearly]);
  return text(one) === text(other);
}
