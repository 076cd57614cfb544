import { z } from 'zod';
import { isTimeZone } from '../domain/time-zone.ts';

// C0 and C1 controls but for line breaks and tabs: nothing a person types, and a trap in logs and exports.
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** What a person may have written: trimmed, at most `longest` characters, no control characters. */
export function perhapsWrittenText(longest: number) {
  return z
    .string()
    .trim()
    .max(longest, 'too-long')
    .refine((text) => !CONTROL_CHARACTERS.test(text), 'control-characters');
}

/** A line or paragraph that a person wrote: trimmed, 1 to `longest` characters, no control characters. */
export function writtenText(longest: number) {
  return perhapsWrittenText(longest).min(1, 'empty');
}

// The same id in capitals is the same thing, and stands in keys in one way.
/** An id of something new, made by the client: UUIDv7, in lower case. */
export const NewId = z.uuidv7('not-an-id').toLowerCase();

/** An id of something that exists, in lower case. */
export const Id = z.uuid('not-an-id').toLowerCase();

/** An address on the web, of `https`. */
export const HttpsUrl = z
  .url('not-an-address')
  .max(2000, 'too-long')
  .refine((url) => /^https:\/\//i.test(url), 'not-an-address');

/** A calendar date that exists, `2026-03-02`. */
export const DateText = z.iso.date('not-a-date');

/** A wall-clock time, `09:00`. */
export const TimeText = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not-a-time');

/** A name of the IANA time zone database. */
export const ZoneText = z.string().max(64, 'too-long').refine(isTimeZone, 'unknown-time-zone');

/** Names an observance: a word for a built-in one, an id for one that an organisation added. */
export const ObservanceId = z.string().regex(/^[a-z\d-]{1,64}$/, 'not-an-id');

/** The revision that the client saw. */
export const Revision = z.int('not-a-revision').min(0, 'not-a-revision');

/** The revision that the client saw, as it stands in a query. */
export const RevisionText = z
  .string('not-a-revision')
  .regex(/^\d{1,16}$/, 'not-a-revision')
  .transform(Number)
  .pipe(Revision);
