/** A moment in UTC with milliseconds, `2026-03-02T09:00:00.000Z`; texts of this form sort by time. */
export type Instant = string;

/** A calendar date without a zone, `2026-03-02`. */
export type LocalDate = string;

/** A wall-clock time, `09:00`, 24 hours. */
export type LocalTime = string;

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/**
 * The two clocks of the program. Product time is what a person lives in and can be moved on a local
 * machine; real time measures leases, permits and ages of rows, and never jumps.
 */
export interface Clock {
  /** Product time. */
  now(): Instant;
  /** Real time in milliseconds since 1970. */
  realMs(): number;
}
