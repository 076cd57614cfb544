import type { Clock } from '../../shared/domain/time.ts';
import type { Queue, Queues } from '../../shared/store/queues.ts';

/** Queues whose jobs can follow product time where that is moved. */
export interface ProductTimeQueues extends Queues {
  /** Hands on what was hidden until a moment that product time has passed by now. */
  bringForward(): Promise<void>;
}

interface Hidden {
  readonly text: string;
  readonly untilMs: number;
  /** When the queue itself shows it, in real milliseconds. */
  readonly shownAtMs: number;
}

/**
 * Queues over those of an account, for a machine whose product time can be moved: a queue hides by real time, and five
 * minutes of hold are promised by the clock. What is brought forward comes once more at its own time, which every job
 * stands. What was hidden before the program was started waits in real time.
 */
export function productTimeQueues(queues: Queues, clock: Clock): ProductTimeQueues {
  // Bells, on the other queues, are for programs that die, and those die in real time.
  const own = queues.queue('broadcasts');
  let hidden: readonly Hidden[] = [];
  const nowMs = () => Date.parse(clock.now());

  const broadcasts: Queue = {
    ...own,
    async send(text, options = {}) {
      const receipt = await own.send(text, options);
      const { delayMs = 0 } = options;
      const untilMs = nowMs() + delayMs;
      if (delayMs > 0) {
        hidden = [...hidden, { text, untilMs, shownAtMs: clock.realMs() + delayMs }];
      }
      return receipt;
    },
  };
  return {
    queue: (name) => (name === 'broadcasts' ? broadcasts : queues.queue(name)),
    async bringForward() {
      const waiting = hidden.filter(({ shownAtMs }) => shownAtMs > clock.realMs());
      const passed = waiting.filter(({ untilMs }) => untilMs <= nowMs());
      hidden = waiting.filter((one) => !passed.includes(one));
      for (const { text } of passed) await own.send(text);
    },
  };
}
