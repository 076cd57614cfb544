import type { Timers } from '../../bot/delivery/timers.ts';
import type { Queue } from '../../shared/store/queues.ts';
import type { Storage } from '../../shared/store/storage.ts';
import type { Table } from '../../shared/store/tables.ts';
import type { VirtualTime } from '../support/virtual-time.ts';

/** The life of one program in a simulation. Nothing that it asked for comes back to it once it is dead. */
export interface Life {
  isAlive(): boolean;
  kill(): void;
  /** Stands still for so long, as a machine that is suspended: nothing of it goes on, timers included. */
  standStill(ms: number): void;
  /** Takes some time, and never ends for a program that died meanwhile. */
  step(): Promise<void>;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  readonly timers: Timers;
}

/** How long a request is on its way, in virtual milliseconds: at least, and at most so much more. */
const WAY_MS = { least: 1, more: 4 };

/** A program's life in this time. `random` is between 0 and 1. */
export function beginLife(time: VirtualTime, random: () => number): Life {
  let alive = true;
  let stillUntilMs = 0;
  const stops = new Set<() => void>();
  const never = () => new Promise<never>(() => {});
  const isStill = () => alive && time.realMs() < stillUntilMs;
  const goOn = async (): Promise<void> => {
    while (isStill()) await time.wait(stillUntilMs - time.realMs());
    if (!alive) await never();
  };

  return {
    isAlive: () => alive,
    kill() {
      alive = false;
      for (const stop of stops) stop();
    },
    async step() {
      if (!alive) await never();
      await time.wait(WAY_MS.least + Math.floor(random() * WAY_MS.more));
      await goOn();
    },
    standStill(ms) {
      stillUntilMs = time.realMs() + ms;
    },
    async wait(ms, signal) {
      await time.wait(ms, signal);
      await goOn();
    },
    timers: {
      every(ms, act) {
        const stop = time.timers.every(ms, () => {
          if (time.realMs() >= stillUntilMs) act();
        });
        stops.add(stop);
        return () => {
          stops.delete(stop);
          stop();
        };
      },
      after(ms) {
        const timer = time.timers.after(ms);
        stops.add(timer.cancel);
        return {
          signal: timer.signal,
          cancel() {
            stops.delete(timer.cancel);
            timer.cancel();
          },
        };
      },
    },
  };
}

/** The storage as one program sees it: every request takes time on the way there and back, and dies with the program. */
export function mortalStorage(
  storage: Storage,
  life: Life,
  onCommitted: (writes: Parameters<Table['commit']>[0]) => void,
): Storage {
  async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    await life.step();
    const answer = await ask();
    await life.step();
    return answer;
  }
  return {
    tables: {
      table(name) {
        const table = storage.tables.table(name);
        return {
          get: (...by) => asked(() => table.get(...by)),
          readPage: (...by) => asked(() => table.readPage(...by)),
          readRange: (...by) => asked(() => table.readRange(...by)),
          commit: (writes) =>
            asked(async () => {
              const outcome = await table.commit(writes);
              if (outcome.ok) onCommitted(writes);
              return outcome;
            }),
        };
      },
    },
    queues: {
      queue(name): Queue {
        const queue = storage.queues.queue(name);
        return {
          send: (...by) => asked(() => queue.send(...by)),
          receive: (...by) => asked(() => queue.receive(...by)),
          hide: (...by) => asked(() => queue.hide(...by)),
          remove: (...by) => asked(() => queue.remove(...by)),
          approximateLength: () => asked(() => queue.approximateLength()),
        };
      },
    },
  };
}
