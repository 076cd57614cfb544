import { useEffect, useRef, useState } from 'react';
import type { OutcomesReply, UndoActsBody } from '../../../shared/contract/roster.ts';
import {
  type Done,
  type Rows,
  undoOf,
  withNotSent,
  withOutcomes,
  withSending,
  withUndone,
} from './done-rows.ts';

type Outcomes = OutcomesReply['outcomes'];

/** How many people go in one request: few enough that progress shows, and a stop holds soon. */
const BATCH = 25;

/** How often it is looked whether what was done can still be undone. */
const TICK_MS = 15_000;

/** How far a long act is. */
export interface ActProgress {
  readonly done: number;
  readonly of: number;
}

/** What can be done about the people of a list, and what was. */
export interface Acts {
  readonly rows: Rows;
  /** While something is being done. */
  readonly progress: ActProgress | undefined;
  readonly nowMs: number;
  /** Does it for all of these, batch by batch; gives how many it was done for. */
  act(
    done: Done,
    userIds: readonly string[],
    send: (userIds: readonly string[]) => Promise<Outcomes>,
  ): Promise<number>;
  /** Ends after the batch that is on its way; what was done stays done. */
  stop(): void;
  undo(userId: string, send: (acts: UndoActsBody['acts']) => Promise<Outcomes>): Promise<boolean>;
}

/** Keeps what was done about each person on their row, with progress and undo. */
export function useActs(): Acts {
  const [rows, setRows] = useState<Rows>(new Map());
  const [progress, setProgress] = useState<ActProgress>();
  const [nowMs, setNowMs] = useState(() => Date.now());
  const stopped = useRef(false);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return {
    rows,
    progress,
    nowMs,
    async act(done, userIds, send) {
      stopped.current = false;
      let count = 0;
      for (let from = 0; from < userIds.length && !stopped.current; from += BATCH) {
        const batch = userIds.slice(from, from + BATCH);
        setProgress({ done: from, of: userIds.length });
        setRows((before) => withSending(before, batch));
        try {
          const outcomes = await send(batch);
          count += outcomes.filter(({ outcome }) => outcome === 'done').length;
          setNowMs(Date.now());
          setRows((before) => withOutcomes(before, done, outcomes, Date.now()));
        } catch {
          // The row says that it was not sent, and offers to try again; the rest would fail likewise.
          setRows((before) => withNotSent(before, done, batch));
          break;
        }
      }
      setProgress(undefined);
      return count;
    },
    stop() {
      stopped.current = true;
    },
    async undo(userId, send) {
      const act = undoOf(rows.get(userId), Date.now());
      if (act === undefined) return false;
      try {
        const outcomes = await send([{ userId, act }]);
        setRows((before) => withUndone(before, outcomes));
        return outcomes.some(({ outcome }) => outcome === 'done');
      } catch {
        // The act stands, and its row still offers to undo it.
        return false;
      }
    },
  };
}
