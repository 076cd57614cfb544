import { z } from 'zod';
import { ANSWERS, LONGEST_NOTE } from '../domain/check-in.ts';
import { PILLARS } from '../domain/pillar.ts';
import { CADENCES } from '../domain/pledge.ts';
import { DateText, Id, NewId, perhapsWrittenText, Revision, writtenText } from './fields.ts';

/** The words of a pledge, in one of three forms. */
export const PledgeFormBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('if-then'),
    cue: writtenText(200),
    action: writtenText(300),
    selfTalk: writtenText(200).optional(),
  }),
  z.strictObject({
    kind: z.literal('plain-goal'),
    goal: writtenText(300),
    phrases: z.array(writtenText(200)).max(5, 'too-many'),
  }),
  z.strictObject({ kind: z.literal('own-words'), words: writtenText(300) }),
]);
export type PledgeFormBody = z.infer<typeof PledgeFormBody>;

/** Where a pledge came from. */
const PledgeSourceBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('catalogue'), templateId: z.string().max(64) }),
  z.strictObject({ kind: z.literal('ask'), ergId: Id, askId: Id }),
  z.strictObject({ kind: z.literal('own') }),
]);

/** `POST /api/pledges`: make a pledge. The same id again is the same pledge. */
export const MakePledgeBody = z.strictObject({
  id: NewId,
  pillar: z.enum(PILLARS),
  form: PledgeFormBody,
  source: PledgeSourceBody,
  cadence: z.enum(CADENCES),
  endsOn: DateText,
  ergId: Id.optional(),
});
export type MakePledgeBody = z.infer<typeof MakePledgeBody>;

/** `PATCH /api/pledges/:id`: one change of a pledge, with the revision that the client saw. */
export const ChangePledgeBody = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('edit'),
    revision: Revision,
    form: PledgeFormBody,
    cadence: z.enum(CADENCES),
    endsOn: DateText,
    ergId: Id.optional(),
  }),
  z.strictObject({ do: z.literal('make-smaller'), revision: Revision, form: PledgeFormBody }),
  z.strictObject({ do: z.literal('pause'), revision: Revision }),
  z.strictObject({ do: z.literal('resume'), revision: Revision }),
  z.strictObject({ do: z.literal('renew'), revision: Revision, endsOn: DateText }),
  z.strictObject({ do: z.literal('complete'), revision: Revision }),
  z.strictObject({ do: z.literal('let-go'), revision: Revision }),
]);
export type ChangePledgeBody = z.infer<typeof ChangePledgeBody>;

/**
 * `PUT /api/pledges/:id/check-ins/:date`: answer, or change the answer or its note. `note` absent keeps the
 * note as it is; an empty one deletes it. `revision` is that of the answer that the client saw, or null where
 * it saw none.
 */
export const CheckInBody = z.strictObject({
  answer: z.enum(ANSWERS),
  note: perhapsWrittenText(LONGEST_NOTE).optional(),
  revision: Revision.nullable(),
});
export type CheckInBody = z.infer<typeof CheckInBody>;

/** A check-in as its owner reads it. */
export const CheckInView = z.object({
  pledgeId: z.string(),
  date: z.string(),
  answer: z.enum(ANSWERS),
  note: z.string().optional(),
  answeredAt: z.string(),
  /** The answer may still be changed: the next question has not come yet. */
  answerOpen: z.boolean(),
  revision: z.number(),
});
export type CheckInView = z.infer<typeof CheckInView>;

/** A pledge as its owner reads it. */
export const PledgeView = z.object({
  id: z.string(),
  pillar: z.enum(PILLARS),
  /** A short name for lists: the template's title, or the beginning of the words. */
  title: z.string(),
  form: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('if-then'),
      cue: z.string(),
      action: z.string(),
      selfTalk: z.string().optional(),
    }),
    z.object({ kind: z.literal('plain-goal'), goal: z.string(), phrases: z.array(z.string()) }),
    z.object({ kind: z.literal('own-words'), words: z.string() }),
  ]),
  templateId: z.string().optional(),
  wordsFrom: z.enum(['catalogue', 'person']),
  ergId: z.string().optional(),
  cadence: z.enum(CADENCES),
  startedOn: z.string(),
  endsOn: z.string(),
  life: z.enum(['active', 'paused', 'completed', 'let-go']),
  /** The period is over: renew, change, complete or let go. */
  periodOver: z.boolean(),
  /** The check-in question. */
  question: z.string(),
  /** The local date of the next question that is not yet due; absent when there will be none. */
  nextQuestionOn: z.string().optional(),
  /** After two *not this time* in a row: a smaller step to offer, in ready words; absent otherwise. */
  smallerStep: z.string().optional(),
  /** Two *not this time* in a row: offer a smaller step or another cue. */
  offerSmaller: z.boolean(),
  /** Newest first. */
  recent: z.array(CheckInView),
  revision: z.number(),
});
export type PledgeView = z.infer<typeof PledgeView>;

/** `GET /api/pledges/past`: ended pledges, page by page. */
export const PastPledgesReply = z.object({
  pledges: z.array(PledgeView),
  continuation: z.string().optional(),
});
export type PastPledgesReply = z.infer<typeof PastPledgesReply>;

/** `GET /api/pledges/:id/check-ins`: every answer of one pledge, newest first, page by page. */
export const CheckInsReply = z.object({
  checkIns: z.array(CheckInView),
  continuation: z.string().optional(),
});
export type CheckInsReply = z.infer<typeof CheckInsReply>;
