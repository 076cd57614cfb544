import type { OutcomesReply } from '../../../shared/contract/roster.ts';

type Outcome = OutcomesReply['outcomes'][number];

/** What was done about a person, as their row says it. */
export type Done = 'approved' | 'declined' | 'removed';

/** How an act can fail for one person. */
export type RowFailure = Exclude<Outcome['outcome'], 'done'> | 'not-sent';

/** What a row says besides the person. `act` undoes it, until `undoUntilMs` in real time. */
export type RowState =
  | { readonly state: 'sending' }
  | {
      readonly state: 'done';
      readonly done: Done;
      readonly act?: number;
      readonly undoUntilMs: number;
    }
  | { readonly state: 'failed'; readonly done: Done; readonly reason: RowFailure };

/** What rows say, by user id. A row that is not here is as it was. */
export type Rows = ReadonlyMap<string, RowState>;

/** So long an act can be undone: until then nobody has been told of it. */
const UNDO_MS = 10 * 60_000;

/** The rows while these people's are sent. */
export function withSending(rows: Rows, userIds: readonly string[]): Rows {
  const next = new Map(rows);
  for (const userId of userIds) next.set(userId, { state: 'sending' });
  return next;
}

/** The rows after the answer about some people came. */
export function withOutcomes(
  rows: Rows,
  done: Done,
  outcomes: readonly Outcome[],
  nowMs: number,
): Rows {
  const next = new Map(rows);
  for (const { userId, outcome, act } of outcomes) {
    const undo = act === undefined ? {} : { act };
    next.set(
      userId,
      outcome === 'done'
        ? { state: 'done', done, ...undo, undoUntilMs: nowMs + UNDO_MS }
        : { state: 'failed', done, reason: outcome },
    );
  }
  return next;
}

/** The rows after the request about some people failed as a whole. */
export function withNotSent(rows: Rows, done: Done, userIds: readonly string[]): Rows {
  const next = new Map(rows);
  for (const userId of userIds) next.set(userId, { state: 'failed', done, reason: 'not-sent' });
  return next;
}

/** The rows after the answer about what was to be undone came: undone rows are as they were. */
export function withUndone(rows: Rows, outcomes: readonly Outcome[]): Rows {
  const next = new Map(rows);
  for (const { userId, outcome } of outcomes) {
    const before = next.get(userId);
    const done = before?.state === 'done' || before?.state === 'failed' ? before.done : undefined;
    if (outcome === 'done') next.delete(userId);
    else if (outcome === 'told-already' && before?.state === 'done') {
      next.set(userId, { state: 'done', done: before.done, undoUntilMs: 0 });
    } else if (done !== undefined) next.set(userId, { state: 'failed', done, reason: outcome });
  }
  return next;
}

/** Whether a person can be acted upon: nothing was done about them, or it failed. */
export function isOpen(rows: Rows, userId: string): boolean {
  const row = rows.get(userId);
  return row === undefined || row.state === 'failed';
}

/** What undoes the act of a row, while that is possible. */
export function undoOf(row: RowState | undefined, nowMs: number): number | undefined {
  return row?.state === 'done' && nowMs < row.undoUntilMs ? row.act : undefined;
}
