import { MutationObserver, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AllyView, OutcomesReply } from '../../../shared/contract/roster.ts';
import { useApi } from '../../lib/api-context.ts';
import { runKey } from '../../lib/run-query.ts';
import {
  type Act,
  type ActedRows,
  canUndo,
  inBatches,
  type RowState,
  rowsOfAct,
  rowsOfUndo,
  withRows,
} from './acts.ts';
import type { PeopleList } from './roster-calls.ts';

/** How far an act on many has come. */
export interface ActRun {
  readonly act: Act | 'undo';
  /** To whom. */
  readonly userIds: readonly string[];
  /** How many were looked at. */
  readonly looked: number;
  readonly state: 'running' | 'stopping' | 'ended';
  /** Why it ended early; what was not reached is as it was. */
  readonly error?: unknown;
}

interface Kept {
  readonly rows: ActedRows;
  readonly run: ActRun | undefined;
}

const NOTHING: Kept = { rows: new Map(), run: undefined };
const KEEP_MS = 10 * 60_000;

/** Acting on people of one list, one or hundreds. */
export interface Acts extends Kept {
  readonly isRunning: boolean;
  /** Does it to all of them, 25 at a time; ends when all were looked at, it was stopped, or the API is gone. */
  perform(act: Act, people: readonly AllyView[]): Promise<Kept>;
  /** Takes back what was done to them, where that is still possible. */
  undo(people: readonly AllyView[], nowMs: number): Promise<Kept>;
  /** No batch is begun any more. */
  stop(): void;
  /** Forgets how the last act on many went; its rows stay. */
  dismiss(): void;
}

/**
 * The acts of this visit to one list. They go on while the person is on another page, and are still there, with their
 * undo, when they come back within ten minutes.
 */
export function useActs(ergId: string, list: PeopleList): Acts {
  const api = useApi();
  const client = useQueryClient();
  const key = ['acts', ergId, list];
  const { data: kept } = useQuery({
    queryKey: key,
    queryFn: () => NOTHING,
    initialData: NOTHING,
    staleTime: Infinity,
    gcTime: KEEP_MS,
    enabled: false,
  });
  const read = (): Kept => client.getQueryData<Kept>(key) ?? NOTHING;
  const change = (next: (before: Kept) => Kept): Kept => {
    const after = next(read());
    client.setQueryData<Kept>(key, after);
    return after;
  };
  const base = `/api/ergs/${encodeURIComponent(ergId)}/run/${list}`;
  const post = (path: string, body: unknown): Promise<OutcomesReply> =>
    new MutationObserver(client, {
      mutationFn: () => api.request<OutcomesReply>('POST', base + path, body),
    }).mutate();

  async function each(
    act: Act | 'undo',
    people: readonly AllyView[],
    before: (batch: readonly AllyView[]) => (userId: string, row: RowState | undefined) => RowState,
    send: (batch: readonly AllyView[]) => Promise<OutcomesReply>,
    after: (
      reply: OutcomesReply,
    ) => (userId: string, row: RowState | undefined) => RowState | undefined,
  ): Promise<Kept> {
    // How one goes stands on its row; only many need telling how far they are.
    const isMany = people.length > 1;
    const step = (rows: ActedRows, run: ActRun | undefined, fields: Partial<ActRun>): Kept => ({
      rows,
      run: isMany && run !== undefined ? { ...run, ...fields } : run,
    });
    if (isMany) {
      const run: ActRun = {
        act,
        userIds: people.map(({ userId }) => userId),
        looked: 0,
        state: 'running',
      };
      change(({ rows }) => ({ rows, run }));
    }
    for (const batch of inBatches(people)) {
      if (isMany && read().run?.state === 'stopping') break;
      const untouched = read().rows;
      change(({ rows, run }) => ({ run, rows: withRows(rows, batch, before(batch)) }));
      try {
        const reply = await send(batch);
        change(({ rows, run }) =>
          step(withRows(rows, batch, after(reply)), run, {
            looked: (run?.looked ?? 0) + batch.length,
          }),
        );
      } catch (error) {
        // They are as they were, as far as anybody knows here; the page says what happened.
        const asBefore = (userId: string): RowState | undefined =>
          act === 'undo'
            ? untouched.get(userId)?.row
            : { state: 'failed', act, reason: 'not-sent' };
        change(({ rows, run }) => step(withRows(rows, batch, asBefore), run, { error }));
        break;
      }
    }
    void client.invalidateQueries({ queryKey: runKey(ergId) });
    return change(({ rows, run }) => step(rows, run, { state: 'ended' }));
  }

  return {
    ...kept,
    isRunning: kept.run !== undefined && kept.run.state !== 'ended',
    perform: (act, people) =>
      each(
        act,
        people,
        () => () => ({ state: 'doing', act }),
        (batch) => {
          const userIds = batch.map(({ userId }) => userId);
          return act === 'remove'
            ? post('/remove', { userIds })
            : post('/answers', { answer: act, userIds });
        },
        (reply) => rowsOfAct(act, reply, Date.now()),
      ),
    undo(people, nowMs) {
      const { rows } = read();
      const undoable = people.filter(({ userId }) => canUndo(rows.get(userId)?.row, nowMs));
      return each(
        'undo',
        undoable,
        () => (_userId, row) =>
          row?.state === 'done' && row.undoneBy !== undefined
            ? { ...row, undoneBy: row.undoneBy, state: 'undoing' }
            : (row ?? { state: 'back' }),
        (batch) =>
          post('/undo', {
            acts: batch.flatMap(({ userId }) => {
              const row = read().rows.get(userId)?.row;
              return row?.state === 'undoing' ? [{ userId, act: row.undoneBy }] : [];
            }),
          }),
        rowsOfUndo,
      );
    },
    stop: () =>
      void change(({ rows, run }) => ({ rows, run: run && { ...run, state: 'stopping' } })),
    dismiss: () => void change(({ rows }) => ({ rows, run: undefined })),
  };
}
