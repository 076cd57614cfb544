import { z } from 'zod';

/** Every way in which a request can fail, with the HTTP status it has. */
export const PROBLEM_STATUS = {
  invalid: 400,
  'unknown-time-zone': 400,
  'sign-in-needed': 401,
  'not-for-guests': 403,
  'pilot-only': 403,
  'not-for-this-organisation': 403,
  'not-allowed': 403,
  'consent-needed': 403,
  'newer-consent-needed': 403,
  'by-invitation': 403,
  'ask-again-later': 403,
  'not-yourself': 403,
  'not-found': 404,
  'changed-meanwhile': 409,
  'import-waiting': 409,
  'removals-not-confirmed': 409,
  'directory-followed': 409,
  'too-many-links': 409,
  'link-over': 410,
  'own-link': 409,
  'too-many-asks': 409,
  'too-many-buddies': 409,
  'already-buddies': 409,
  'too-many-pledges': 409,
  'too-many-memberships': 409,
  'id-taken': 409,
  'name-taken': 409,
  'too-many-organisers': 409,
  'too-many-observances': 409,
  'too-many-items': 409,
  'too-many-events': 409,
  'event-over': 409,
  withdrawn: 409,
  'not-an-organiser': 409,
  'already-sent': 409,
  'not-sent': 409,
  'not-finished': 409,
  'not-asked': 409,
  'not-ready': 409,
  'prepare-again': 409,
  'nobody-to-tell': 409,
  'not-releasable': 409,
  over: 409,
  archived: 409,
  'not-withdrawable': 409,
  'question-passed': 409,
  'pledge-ended': 409,
  'messages-stopped': 409,
  'too-large': 413,
  'not-json': 415,
  'too-many-requests': 429,
  unexpected: 500,
  busy: 503,
} as const;

/** The stable id of a failure. */
export type ProblemCode = keyof typeof PROBLEM_STATUS;

/** The body of every error, `application/problem+json` (RFC 9457). `title` and `detail` are in the person's language. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.enum(Object.keys(PROBLEM_STATUS) as [ProblemCode, ...ProblemCode[]]),
  /** Which fields do not fit, and why: a key of the message in i18n `problems:field`. */
  fields: z.array(z.object({ path: z.string(), reason: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;
