import type { Timers } from '../../bot/delivery/timers.ts';

interface Alarm {
  readonly atMs: number;
  readonly ring: () => void;
}

/** Real time that passes as fast as the work allows: it jumps to the next thing that waits for it. */
export interface VirtualTime {
  realMs(): number;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  readonly timers: Timers;
  /** Lets time pass until this work has ended. Throws where everything waits and nothing will ever happen. */
  run<Outcome>(work: Promise<Outcome>): Promise<Outcome>;
}

/** Virtual time from this moment. All that does not wait for time must be done in memory. */
export function createVirtualTime(startMs: number): VirtualTime {
  let nowMs = startMs;
  const alarms = new Set<Alarm>();

  function set(ms: number, ring: () => void): () => void {
    const alarm = { atMs: nowMs + Math.max(0, ms), ring };
    alarms.add(alarm);
    return () => alarms.delete(alarm);
  }

  /** Moves time to the next alarms and rings them. */
  function passOn(): void {
    let nextMs = Infinity;
    for (const { atMs } of alarms) nextMs = Math.min(nextMs, atMs);
    if (nextMs === Infinity) throw new Error('Everything waits, and nothing will ever happen.');
    nowMs = nextMs;
    for (const alarm of [...alarms]) {
      if (alarm.atMs > nowMs) continue;
      alarms.delete(alarm);
      alarm.ring();
    }
  }

  return {
    realMs: () => nowMs,
    async wait(ms, signal) {
      if (signal?.aborted === true) return;
      await new Promise<void>((resolve) => {
        const end = () => {
          signal?.removeEventListener('abort', end);
          giveUp();
          resolve();
        };
        const giveUp = set(ms, end);
        signal?.addEventListener('abort', end, { once: true });
      });
    },
    timers: {
      every(ms, act) {
        let giveUp = set(ms, turn);
        function turn(): void {
          giveUp = set(ms, turn);
          act();
        }
        return () => giveUp();
      },
      after(ms) {
        const ending = new AbortController();
        const cancel = set(ms, () => ending.abort(new Error('The time is over.')));
        return { signal: ending.signal, cancel };
      },
    },
    async run(work) {
      let isDone = false;
      const done = work.finally(() => {
        isDone = true;
      });
      // Whoever waits for the outcome hears of a failure; here it only ends the loop.
      done.catch(() => undefined);
      for (;;) {
        // After this turn, whatever does not wait for time is done.
        await new Promise((resolve) => setImmediate(resolve));
        if (isDone) return done;
        passOn();
      }
    },
  };
}
