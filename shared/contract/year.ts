import { z } from 'zod';
import { isOfYear, isStretch } from '../domain/tenant-year.ts';
import { NewId, ObservanceId, Revision, writtenText } from './fields.ts';

const EARLIEST_YEAR = 2000;

// What the calendars of other faiths know ends soon after.
const LATEST_YEAR = 2075;

/** Ends the checking of a body: what is said of its days together can only be said of days. */
const notADate = { error: 'not-a-date', abort: true } as const;

/** A date in the years of which dates are known. */
const KnownDate = z.iso.date(notADate).refine((date) => {
  const year = Number(date.slice(0, 4));
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR;
}, notADate);

/** `GET /api/year?from=2026-03-02`: a year from this day on; today in UTC where none is given. */
export const YearQuery = z.strictObject({ from: KnownDate.optional() });

const OfErg = { id: z.string(), ergId: z.string(), ergName: z.string(), title: z.string() };

/** One observance at one time. */
const YearEntryView = z.object({
  id: z.string(),
  title: z.string(),
  sentence: z.string(),
  /** Where it is kept; absent where that needs no saying. */
  region: z.string().exactOptional(),
  /** BCP 47: the language of these words, which may differ from the one asked for; absent where an admin wrote them. */
  language: z.string().exactOptional(),
  /** The first and the last day. */
  first: z.string(),
  last: z.string(),
  /** The new moon has to be seen: it may be a day earlier or later. */
  mayMoveByADay: z.boolean(),
  /** What ERGs have to learn for it. */
  lessons: z.array(z.object({ ...OfErg, minutes: z.number() })),
  /** And where to come. */
  events: z.array(z.object({ ...OfErg, startsAt: z.string(), zone: z.string() })),
});
export type YearEntryView = z.infer<typeof YearEntryView>;

/** The answer: what lasts on the day itself, and what comes in the year after it, earliest first. */
export const YearReply = z.object({
  from: z.string(),
  through: z.string(),
  entries: z.array(YearEntryView),
});
export type YearReply = z.infer<typeof YearReply>;

/** When an observance is, in one year. */
const AdminTimeView = z.object({
  year: z.number(),
  nth: z.union([z.literal(1), z.literal(2)]),
  /** Absent where nobody knows yet. */
  days: z.object({ first: z.string(), last: z.string() }).exactOptional(),
  /** An admin said so. */
  changed: z.boolean(),
});
export type AdminTimeView = z.infer<typeof AdminTimeView>;

const Words = {
  title: writtenText(80),
  sentence: writtenText(300),
  region: writtenText(60).exactOptional(),
};

/** An observance as admins look after it. */
const AdminObservanceView = z.object({
  id: z.string(),
  title: z.string(),
  sentence: z.string(),
  region: z.string().exactOptional(),
  /** Who sets the date of a built-in one. */
  source: z.string().exactOptional(),
  /** BCP 47: the language of these words; absent where an admin wrote them. */
  language: z.string().exactOptional(),
  hidden: z.boolean(),
  mayMoveByADay: z.boolean(),
  /** Of one that the organisation added: what was written. */
  own: z.object({ first: z.string(), last: z.string(), yearly: z.boolean() }).exactOptional(),
  /** This year and the two after it. */
  times: z.array(AdminTimeView),
});
export type AdminObservanceView = z.infer<typeof AdminObservanceView>;

/** `GET /api/admin/year`, and the answer to every change but a removal: all observances, hidden ones too. */
export const AdminYearReply = z.object({
  observances: z.array(AdminObservanceView),
  revision: z.number(),
});
export type AdminYearReply = z.infer<typeof AdminYearReply>;

/** `PUT /api/admin/year/shown`: shows a built-in observance, or hides it. */
export const ShowObservanceBody = z.strictObject({
  observanceId: ObservanceId,
  shown: z.boolean(),
  revision: Revision,
});
export type ShowObservanceBody = z.infer<typeof ShowObservanceBody>;

/** `PUT /api/admin/year/own/:id`: adds an observance, or writes it anew. */
export const WriteObservanceBody = z
  .strictObject({
    ...Words,
    first: KnownDate,
    last: KnownDate,
    yearly: z.boolean(),
    revision: Revision,
  })
  .refine(isStretch, { error: 'days-not-allowed', path: ['last'] });
export type WriteObservanceBody = z.infer<typeof WriteObservanceBody>;

/** The address of an observance that the organisation added. */
export const OwnObservanceParams = z.strictObject({ id: NewId });

/**
 * `PUT /api/admin/year/dates`: when an observance is in one year; without days it is as its rule says again. `nth`: the
 * first time or the second that it begins in that year.
 */
export const DateObservanceBody = z
  .strictObject({
    observanceId: ObservanceId,
    year: z.int('not-a-number').min(EARLIEST_YEAR, notADate).max(LATEST_YEAR, notADate),
    nth: z.union([z.literal(1), z.literal(2)]),
    days: z
      .strictObject({ first: KnownDate, last: KnownDate })
      .refine(isStretch, { error: 'days-not-allowed', path: ['last'] })
      .exactOptional(),
    revision: Revision,
  })
  .refine(({ days, year }) => days === undefined || isOfYear(days.first, year), {
    error: 'not-in-that-year',
    path: ['days', 'first'],
  });
export type DateObservanceBody = z.infer<typeof DateObservanceBody>;
