import type { LocalDate, Weekday } from './time.ts';

/** The calendars besides the civil one that dates are computed in. `islamic` is Umm al-Qura, of Saudi Arabia. */
export type OtherCalendar = 'hebrew' | 'islamic';

/** How the first day of an observance is found in a year of the civil calendar. */
export type DateRule =
  | {
      /** The same day each year. */
      readonly kind: 'fixed';
      /** From 1 to 12. */
      readonly month: number;
      readonly day: number;
      /** The first year in which there was one; absent: long ago. */
      readonly since?: number;
    }
  | {
      /** The first, second, third or fourth such weekday of a month. */
      readonly kind: 'weekday';
      readonly month: number;
      readonly weekday: Weekday;
      readonly nth: 1 | 2 | 3 | 4;
    }
  | {
      /** So many days after Easter Sunday; negative before. */
      readonly kind: 'easter';
      readonly church: 'western' | 'orthodox';
      readonly afterDays: number;
    }
  | {
      /** A day of another calendar. */
      readonly kind: 'calendar';
      readonly calendar: OtherCalendar;
      /** The month's code in Temporal, `M01`: in the Hebrew calendar Tishri, in the Islamic one Muharram. */
      readonly month: `M${string}`;
      readonly day: number;
    }
  | {
      /** Dates that somebody else publishes, or that cannot be computed well; in other years there is none. */
      readonly kind: 'listed';
      readonly days: readonly LocalDate[];
    }
  | {
      /** An admin says when it is, each year anew. */
      readonly kind: 'by-admin';
    };

/** When an observance is, whatever the language. */
export interface ObservanceDates {
  readonly rule: DateRule;
  /** In days; `month`: the whole month that begins on the first day, of the calendar of the rule. */
  readonly length: number | 'month';
}

/** Some days in a row, both ends included. */
export interface Stretch {
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/** How many days an observance has at most. */
export const LONGEST_OBSERVANCE_DAYS = 92;
