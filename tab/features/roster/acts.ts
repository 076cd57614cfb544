import type { AllyView, OutcomesReply } from '../../../shared/contract/roster.ts';

/** What an organiser does to somebody. */
export type Act = 'approve' | 'decline' | 'remove';

/** Why somebody was not acted on: the API's word, or nothing was heard from it. */
export type NotDone = 'not-found' | 'changed-meanwhile' | 'told-already' | 'busy' | 'not-sent';

/** What became of one row since the page was opened. */
export type RowState =
  | { readonly state: 'doing'; readonly act: Act }
  | {
      readonly state: 'done';
      readonly act: Act;
      /** What undoes it; absent where nothing can. */
      readonly undoneBy?: number;
      /** When it was done, in ms. */
      readonly atMs: number;
    }
  | {
      readonly state: 'undoing';
      readonly act: Act;
      readonly undoneBy: number;
      readonly atMs: number;
    }
  | { readonly state: 'failed'; readonly act: Act; readonly reason: NotDone }
  /** As it was before. */
  | { readonly state: 'back' };

/** Somebody who was acted on, and what became of it. */
export interface ActedRow {
  readonly person: AllyView;
  readonly row: RowState;
}

/** Everybody acted on, by user id, in the order of the acts. */
export type ActedRows = ReadonlyMap<string, ActedRow>;

/** People are acted on so many at a time. */
const BATCH = 25;

/** An act can be undone for ten minutes; a minute less, so that nobody is offered what has just become too late. */
const UNDO_MS = 9 * 60_000;

/** Whether the row may be undone now. */
export function canUndo(row: RowState | undefined, nowMs: number): boolean {
  return row?.state === 'done' && row.undoneBy !== undefined && nowMs < row.atMs + UNDO_MS;
}

/** Whether the same again may work: the API was busy, or not reached. */
export function canRetry(row: RowState | undefined): boolean {
  return row?.state === 'failed' && (row.reason === 'busy' || row.reason === 'not-sent');
}

/** Whether the row waits for a decision: nothing was done to it, it is as it was, or it can be tried again. */
export function isOpen(row: RowState | undefined): boolean {
  return row === undefined || row.state === 'back' || canRetry(row);
}

/** People in batches of 25. */
export function inBatches<Each>(people: readonly Each[]): readonly (readonly Each[])[] {
  return Array.from({ length: Math.ceil(people.length / BATCH) }, (_, index) =>
    people.slice(index * BATCH, (index + 1) * BATCH),
  );
}

/** The rows with those of these people changed. */
export function withRows(
  rows: ActedRows,
  people: readonly AllyView[],
  change: (userId: string, before: RowState | undefined) => RowState | undefined,
): ActedRows {
  const next = new Map(rows);
  for (const person of people) {
    const row = change(person.userId, rows.get(person.userId)?.row);
    if (row === undefined) next.delete(person.userId);
    else next.set(person.userId, { person, row });
  }
  return next;
}

/** What the API answered about an act, as the state of each row. */
export function rowsOfAct(act: Act, { outcomes }: OutcomesReply, nowMs: number) {
  const byId = new Map(outcomes.map((one) => [one.userId, one]));
  return (userId: string): RowState => {
    const one = byId.get(userId);
    if (one === undefined) return { state: 'failed', act, reason: 'busy' };
    if (one.outcome !== 'done') return { state: 'failed', act, reason: one.outcome };
    return {
      state: 'done',
      act,
      atMs: nowMs,
      ...(one.act === undefined ? {} : { undoneBy: one.act }),
    };
  };
}

/** What the API answered about undoing: back as before, or done for good. */
export function rowsOfUndo({ outcomes }: OutcomesReply) {
  const byId = new Map(outcomes.map((one) => [one.userId, one.outcome]));
  return (userId: string, before: RowState | undefined): RowState | undefined => {
    const outcome = byId.get(userId) ?? 'busy';
    if (before?.state !== 'undoing') return before;
    if (outcome === 'done') return { state: 'back' };
    const { act, atMs, undoneBy } = before;
    // Worth another try; anything else stays as it is done.
    if (outcome === 'busy') return { state: 'done', act, atMs, undoneBy };
    return { state: 'done', act, atMs };
  };
}

/**
 * Those of a page, with everybody acted on who is not on it first: they stay in sight until the person goes elsewhere
 * for long.
 */
export function withActed(people: readonly AllyView[], rows: ActedRows): readonly AllyView[] {
  const here = new Set(people.map(({ userId }) => userId));
  const acted = [...rows.values()].map(({ person }) => person);
  return [...acted.filter(({ userId }) => !here.has(userId)), ...people];
}
