import { z } from 'zod';
import { FEWEST_IN_A_CELL, MOST_FEWEST } from '../domain/disclosure/choose-cells.ts';
import { DatedBand } from './band.ts';

const MonthText = z.string().regex(/^\d{4}-\d{2}$/, 'not-a-month');

const Measures = z.object({
  pledge: DatedBand,
  checkin: DatedBand,
  learning: DatedBand,
});

/**
 * One month as it was released. `own`: everybody below the manager, without them. `around`: that group is not shown alone;
 * the figures are of the nearest shown group around it, `headedBy` whom, or of the whole organisation. `none`: nothing
 * around it was shown either.
 */
const ReleasedMonth = z.discriminatedUnion('group', [
  z.object({ month: z.string(), group: z.literal('none') }),
  Measures.extend({ month: z.string(), group: z.literal('own'), people: z.number() }),
  Measures.extend({
    month: z.string(),
    group: z.literal('around'),
    people: z.number(),
    /** Absent: of the whole organisation. */
    headedBy: z.string().exactOptional(),
  }),
]);
export type ReleasedMonth = z.infer<typeof ReleasedMonth>;

/**
 * `GET /api/organisation`, for managers: at most twelve months, the newest first. `leadsAnother`: the
 * manager leads another group than at the last release, so that its figures come with the next one; none are given.
 */
export const ParticipationReply = z.object({
  months: z.array(ReleasedMonth),
  leadsAnother: z.boolean(),
});
export type ParticipationReply = z.infer<typeof ParticipationReply>;

/** `GET /api/organisation/mine`: whether the person has anybody below them, and so a page of their own. */
export const IsManagerReply = z.object({ isManager: z.boolean() });
export type IsManagerReply = z.infer<typeof IsManagerReply>;

/** One month of the whole organisation. `none`: too few people for anything to be shown. */
const WholeMonth = z.discriminatedUnion('group', [
  z.object({ month: z.string(), group: z.literal('none') }),
  Measures.extend({
    month: z.string(),
    group: z.literal('whole'),
    people: z.number(),
    /** How many managers have a group that is shown alone, of how many. */
    shown: z.number(),
    managers: z.number(),
  }),
]);
export type WholeMonth = z.infer<typeof WholeMonth>;

/** `GET /api/organisation/whole`, for admins: at most twelve months, the newest first. */
export const WholeReply = z.object({
  months: z.array(WholeMonth),
  /** The last month that is over. */
  last: z.string(),
  /** `early`: over for less than a day; an admin may release it now. `overdue`: nobody did so far. */
  release: z.enum(['released', 'running', 'early', 'overdue']),
  /** The smallest group that is shown, 10 at least; an admin may raise it. */
  fewest: z.number(),
  /** Of `fewest`; grows with every change. */
  revision: z.number(),
});
export type WholeReply = z.infer<typeof WholeReply>;

/** `POST /api/organisation/releases`: release this month, the last one that is over, now. */
export const ReleaseRequest = z.strictObject({ month: MonthText });
export type ReleaseRequest = z.infer<typeof ReleaseRequest>;

/** `PUT /api/organisation/rules`: the smallest group that is shown from the next release on. */
export const DisclosureRulesRequest = z.strictObject({
  fewest: z.int('not-a-number').min(FEWEST_IN_A_CELL, 'below-ten').max(MOST_FEWEST, 'too-large'),
  revision: z.int('not-a-revision').min(0, 'not-a-revision'),
});
export type DisclosureRulesRequest = z.infer<typeof DisclosureRulesRequest>;
