import { z } from 'zod';
import { RENEWAL_ANSWERS } from '../domain/consent-decisions.ts';
import { LONGEST_QUIET_DAYS, MOST_QUIET_DATES } from '../domain/quiet-dates.ts';
import { DateText, Revision, TimeText, ZoneText } from './fields.ts';

/** How many messages a week, at most. */
export const Budget = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
const Day = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
]);

/** On, paused until a date, or stopped. */
const MessagesBody = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('on') }),
  z.strictObject({ state: z.literal('paused'), until: DateText }),
  z.strictObject({ state: z.literal('stopped') }),
]);

const A_DAY_MS = 24 * 60 * 60_000;

const QuietDatesBody = z.strictObject({ from: DateText, through: DateText }).refine(
  // Both may be no dates at all here: then what they are lacks is said by their own check.
  ({ from, through }) => {
    const days = (Date.parse(through) - Date.parse(from)) / A_DAY_MS + 1;
    return !(days < 1) && !(days > LONGEST_QUIET_DAYS);
  },
  { message: 'quiet-dates-not-allowed' },
);

/** Days without messages, of a person or of an organisation. */
export const QuietDatesList = z.array(QuietDatesBody).max(MOST_QUIET_DATES).readonly();

/** What a person chooses about messages and time. */
export const SettingsBody = z.strictObject({
  budget: Budget,
  day: Day,
  time: TimeText,
  zone: ZoneText,
  messages: MessagesBody,
  quietDates: QuietDatesList,
  showWords: z.boolean(),
});
export type SettingsBody = z.infer<typeof SettingsBody>;

/** `PUT /api/settings`: all settings at once, with the settings revision that the client saw. */
export const ChangeSettingsBody = z.strictObject({ revision: Revision, settings: SettingsBody });
export type ChangeSettingsBody = z.infer<typeof ChangeSettingsBody>;

/** `POST /api/consent`: agreement to the consent text of this version, with the first settings. */
export const ConsentBody = z.strictObject({
  version: z.int().min(1),
  rhythm: z.strictObject({ budget: Budget, day: Day, time: TimeText, zone: ZoneText }),
});
export type ConsentBody = z.infer<typeof ConsentBody>;

/** `POST /api/consent/renewal`: what somebody who agreed to an older text says about the one of this version. */
export const RenewalBody = z.strictObject({
  version: z.int().min(1),
  answer: z.enum(RENEWAL_ANSWERS),
});
export type RenewalBody = z.infer<typeof RenewalBody>;

const ExportedRowView = z.object({ row: z.string(), values: z.record(z.string(), z.unknown()) });

/** `GET /api/me/export`: everything that is kept about whoever asks, for a program to read; `my-data.json` of the zip. */
export const ExportReply = z.object({
  exportedAt: z.string(),
  /** Every row of their own, and what they shared with buddies. */
  rows: z.array(ExportedRowView),
  /** What is kept about them in other places. */
  elsewhere: z.array(ExportedRowView),
  /** In the language of the request. */
  notIncluded: z.array(z.object({ what: z.string(), why: z.string() })),
});
