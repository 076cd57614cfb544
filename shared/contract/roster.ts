import { z } from 'zod';
import { Id, perhapsWrittenText, Revision } from './fields.ts';

/** Where a list goes on, as the page before said it. */
const Continuation = z.string().min(1, 'invalid').max(2000, 'invalid');

/** `GET …/run/roster`: `find` is the beginning of any words of a name. */
export const RosterQuery = z.strictObject({
  find: perhapsWrittenText(300).optional(),
  continuation: Continuation.optional(),
});

/** `GET …/run/requests` and `GET /api/ergs/:id/allies`. */
export const PageQuery = z.strictObject({ continuation: Continuation.optional() });

/** Somebody on a roster, or who asks to be: nothing more than this is ever told of them. */
export const AllyView = z.object({ userId: z.string(), name: z.string(), since: z.string() });
export type AllyView = z.infer<typeof AllyView>;

/**
 * `GET /api/ergs/:id/run/roster`: allies by name, or those that were searched for, 50 a page. A page may be empty and
 * go on. The counts are exact and stand on the first page of all allies only.
 */
export const RosterReply = z.object({
  allies: z.array(AllyView),
  continuation: z.string().optional(),
  count: z.number().optional(),
  requested: z.number().optional(),
});
export type RosterReply = z.infer<typeof RosterReply>;

/** `GET /api/ergs/:id/run/requests`: the oldest first, 50 a page; the first page says how many there are. */
export const RequestsReply = z.object({
  requests: z.array(AllyView),
  continuation: z.string().optional(),
  requested: z.number().optional(),
});
export type RequestsReply = z.infer<typeof RequestsReply>;

/** `GET /api/ergs/:id/allies`, for allies: the names of those who chose to be shown to them. */
export const ShownAlliesReply = z.object({
  names: z.array(z.string()),
  continuation: z.string().optional(),
});
export type ShownAlliesReply = z.infer<typeof ShownAlliesReply>;

const UserIds = z.array(Id).min(1, 'empty').max(50, 'too-many');

/** `POST /api/ergs/:id/run/requests/answers`. */
export const AnswerRequestsBody = z.strictObject({
  answer: z.enum(['approve', 'decline']),
  userIds: UserIds,
});
export type AnswerRequestsBody = z.infer<typeof AnswerRequestsBody>;

/** `POST /api/ergs/:id/run/roster/remove`. */
export const RemoveAlliesBody = z.strictObject({ userIds: UserIds });
export type RemoveAlliesBody = z.infer<typeof RemoveAlliesBody>;

/** `POST …/requests/undo` and `…/roster/undo`: the acts, with the numbers that they were answered with. */
export const UndoActsBody = z.strictObject({
  acts: z
    .array(z.strictObject({ userId: Id, act: Revision }))
    .min(1, 'empty')
    .max(50, 'too-many'),
});
export type UndoActsBody = z.infer<typeof UndoActsBody>;

/**
 * What became of each person. `act` is what undoes it, for ten minutes; absent where nothing can be undone.
 * `not-found`: neither an ally nor asking; `changed-meanwhile`: they or another organiser were first; `told-already`:
 * too late to undo; `busy`: try again.
 */
export const OutcomesReply = z.object({
  outcomes: z.array(
    z.object({
      userId: z.string(),
      outcome: z.enum(['done', 'not-found', 'changed-meanwhile', 'told-already', 'busy']),
      act: z.number().optional(),
    }),
  ),
});
export type OutcomesReply = z.infer<typeof OutcomesReply>;
