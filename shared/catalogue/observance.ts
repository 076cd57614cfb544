import { z } from 'zod';
import type { DateRule, ObservanceDates, OtherCalendar } from '../domain/observance.ts';
import type { Weekday } from '../domain/time.ts';
import { jsonIn, written } from './written.ts';

/** A built-in observance with its words. */
export interface BuiltInObservance extends ObservanceDates {
  readonly id: string;
  readonly title: string;
  /** One sentence of what it is. */
  readonly sentence: string;
  /** Who sets the date. */
  readonly source: string;
  /** Where it is kept; absent where that is in many countries. */
  readonly region?: string;
  /** The language of the words, which may be the fallback. */
  readonly language: string;
}

/**
 * The new year of the Chinese calendar, as the Hong Kong Observatory publishes it (hko.gov.hk, Gregorian-Lunar Calendar
 * Conversion Table). Listed: ICU, behind Temporal and Intl, computes 7 February 2027 and 2 February 2030, because the new
 * moon is minutes from midnight in those years.
 */
const LUNAR_NEW_YEAR: DateRule = {
  kind: 'listed',
  days: [
    '2025-01-29',
    '2026-02-17',
    '2027-02-06',
    '2028-01-26',
    '2029-02-13',
    '2030-02-03',
    '2031-01-23',
    '2032-02-11',
  ],
};

/**
 * Lakshmi Puja, the main day of Diwali, in New Delhi, as published calendars have it. Listed: no calendar of ICU is one of the
 * Hindu lunisolar ones. 2025, when published dates differed, is left out.
 */
const DIWALI: DateRule = {
  kind: 'listed',
  days: [
    '2026-11-08',
    '2027-10-29',
    '2028-10-17',
    '2029-11-05',
    '2030-10-26',
    '2031-11-14',
    '2032-11-02',
  ],
};

/** Where communities and countries keep different days, so that a date from here would be wrong for many. */
const BY_ADMIN: DateRule = { kind: 'by-admin' };

/**
 * When the built-in observances are, in the order of a year. The rule of each is that of the source named with its words: the
 * resolution or law that fixes the day, the organisation that set it, or the calendar of a faith. Those of the Hebrew
 * calendar are the day after the evening on which they begin.
 */
const FACTS = [
  { id: 'martin-luther-king-day', rule: weekday(1, 1, 3), length: 1 },
  { id: 'holocaust-remembrance', rule: fixed(1, 27), length: 1 },
  { id: 'lunar-new-year', rule: LUNAR_NEW_YEAR, length: 1 },
  { id: 'black-history-month-north-america', rule: fixed(2, 1), length: 'month' },
  { id: 'lgbt-history-month-uk', rule: fixed(2, 1), length: 'month' },
  { id: 'ramadan', rule: other('islamic', 'M09', 1), length: 'month' },
  { id: 'eid-al-fitr', rule: other('islamic', 'M10', 1), length: 1 },
  { id: 'eid-al-adha', rule: other('islamic', 'M12', 10), length: 1 },
  { id: 'international-womens-day', rule: fixed(3, 8), length: 1 },
  { id: 'nowruz', rule: fixed(3, 21), length: 1 },
  { id: 'elimination-of-racial-discrimination', rule: fixed(3, 21), length: 1 },
  { id: 'transgender-day-of-visibility', rule: fixed(3, 31), length: 1 },
  { id: 'world-autism-awareness-day', rule: fixed(4, 2), length: 1 },
  { id: 'passover', rule: other('hebrew', 'M07', 15), length: 8 },
  { id: 'easter', rule: easter('western'), length: 1 },
  { id: 'orthodox-easter', rule: easter('orthodox'), length: 1 },
  { id: 'vaisakhi', rule: BY_ADMIN, length: 1 },
  { id: 'asian-pacific-heritage-month', rule: fixed(5, 1), length: 'month' },
  { id: 'vesak', rule: BY_ADMIN, length: 1 },
  { id: 'idahobit', rule: fixed(5, 17), length: 1 },
  { id: 'accessibility-awareness-day', rule: weekday(5, 4, 3), length: 1 },
  { id: 'pride-month', rule: fixed(6, 1), length: 'month' },
  { id: 'juneteenth', rule: fixed(6, 19), length: 1 },
  { id: 'world-refugee-day', rule: fixed(6, 20), length: 1 },
  { id: 'disability-pride-month', rule: fixed(7, 1), length: 'month' },
  { id: 'naidoc-week', rule: weekday(7, 7, 1), length: 8 },
  { id: 'indigenous-peoples-day', rule: fixed(8, 9), length: 1 },
  { id: 'international-youth-day', rule: fixed(8, 12), length: 1 },
  { id: 'hispanic-heritage-month', rule: fixed(9, 15), length: 31 },
  { id: 'equal-pay-day', rule: fixed(9, 18), length: 1 },
  { id: 'rosh-hashanah', rule: other('hebrew', 'M01', 1), length: 2 },
  { id: 'yom-kippur', rule: other('hebrew', 'M01', 10), length: 1 },
  { id: 'day-of-sign-languages', rule: fixed(9, 23), length: 1 },
  { id: 'truth-and-reconciliation-day', rule: fixed(9, 30), length: 1 },
  { id: 'older-persons-day', rule: fixed(10, 1), length: 1 },
  { id: 'black-history-month-uk', rule: fixed(10, 1), length: 'month' },
  { id: 'world-mental-health-day', rule: fixed(10, 10), length: 1 },
  { id: 'diwali', rule: DIWALI, length: 1 },
  { id: 'day-of-care-and-support', rule: fixed(10, 29), length: 1 },
  { id: 'native-american-heritage-month', rule: fixed(11, 1), length: 'month' },
  { id: 'veterans-day', rule: fixed(11, 11), length: 1 },
  { id: 'remembrance-day', rule: fixed(11, 11), length: 1 },
  { id: 'international-mens-day', rule: fixed(11, 19), length: 1 },
  { id: 'transgender-day-of-remembrance', rule: fixed(11, 20), length: 1 },
  { id: 'world-aids-day', rule: fixed(12, 1), length: 1 },
  { id: 'day-of-persons-with-disabilities', rule: fixed(12, 3), length: 1 },
  { id: 'hanukkah', rule: other('hebrew', 'M03', 25), length: 8 },
  { id: 'christmas', rule: fixed(12, 25), length: 1 },
] as const satisfies readonly ({ readonly id: string } & ObservanceDates)[];

const ObservanceWords = z.strictObject({
  title: z.string().min(1).max(100),
  sentence: z.string().min(1).max(220),
  source: z.string().min(1).max(160),
  region: z.string().min(1).max(60).exactOptional(),
});

// A record keyed by an enum is exhaustive in zod 4: a missing or unknown id is refused, when the program starts.
const Texts = z.record(z.enum(FACTS.map(({ id }) => id)), ObservanceWords);
const SomeTexts = z.partialRecord(z.enum(FACTS.map(({ id }) => id)), ObservanceWords);

const observances = written<readonly BuiltInObservance[]>((language, english) => {
  const json = jsonIn(language, 'observances.json');
  const texts = english === undefined ? Texts.parse(json) : SomeTexts.parse(json);
  return FACTS.flatMap((facts): readonly BuiltInObservance[] => {
    const words = texts[facts.id];
    if (words !== undefined) return [{ ...facts, ...words, language }];
    return english?.filter(({ id }) => id === facts.id) ?? [];
  });
});

/**
 * Every built-in observance, in the order of a year, in the language nearest to a BCP 47 tag; in English where one is not
 * written there yet.
 */
export function observancesIn(language: string): readonly BuiltInObservance[] {
  return observances.in(language);
}

/** The same day each year. */
function fixed(month: number, day: number): DateRule {
  return { kind: 'fixed', month, day };
}

/** The nth such weekday of a month; Monday is 1. */
function weekday(month: number, day: Weekday, nth: 1 | 2 | 3 | 4): DateRule {
  return { kind: 'weekday', month, weekday: day, nth };
}

/** Easter Sunday. */
function easter(church: 'western' | 'orthodox'): DateRule {
  return { kind: 'easter', church, afterDays: 0 };
}

/** A day of another calendar. */
function other(calendar: OtherCalendar, month: `M${string}`, day: number): DateRule {
  return { kind: 'calendar', calendar, month, day };
}
