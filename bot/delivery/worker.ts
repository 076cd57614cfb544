import { handOnDueImports } from '../../shared/commands/expire-import.ts';
import { hearBells } from '../../shared/commands/hear-bells.ts';
import type { QueueName } from '../../shared/store/queues.ts';
import { collectDue } from './collect-due.ts';
import { deliverBroadcast } from './deliver-broadcast.ts';
import { deliverPack } from './deliver-pack.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { handOnDirectories } from './hand-on-directories.ts';
import { handOnFigures } from './hand-on-figures.ts';
import { handOnRetention } from './hand-on-retention.ts';
import { PACK_VISIBILITY_MS, type ReceivedFrom } from './hold-message.ts';
import { createSendPermits, type SendPermits } from './send-permits.ts';
import { workOnErasure } from './work-on-erasure.ts';
import { workOnDirectory } from './work-on-directory.ts';
import { workOnFigures } from './work-on-figures.ts';
import { workOnImport } from './work-on-import.ts';

/** A running worker: scheduler, packs and bells of one process. */
export interface Worker {
  /** Looks at the schedule and the queues now instead of at the next minute. */
  wake(): void;
  /** The real time, in milliseconds, at which the loop that has turned least of late began its last turn. */
  turnedAtMs(): number;
  /** Ends when what is in hand is done. */
  stop(): Promise<void>;
}

/** How often each part looks, in milliseconds. */
export interface WorkerPace {
  readonly scheduleMs: number;
  readonly packsMs: number;
  readonly bellsMs: number;
  /** How long after the start the first look is; at once unless given. */
  readonly firstLookMs?: number;
}

/** At a start those come first who ask whether it is ready. */
const PACE: WorkerPace = { scheduleMs: 60_000, packsMs: 1000, bellsMs: 5000, firstLookMs: 250 };

/** How many packs one process has in hand at once. */
const PACKS_IN_HAND = 3;

/** What a worker does of all there is to do: a process may be one scheduler among several, or only work on packs. */
export interface WorkerParts {
  readonly schedule: boolean;
  readonly packs: boolean;
  readonly bells: boolean;
}

/** How often what is over is looked for, in real milliseconds, by one worker of all. */
const OVER_EVERY_MS = 60 * 60_000;

/** How often a worker asks whether it is the one. */
const OVER_ASKED_MS = 10 * 60_000;

/** How often is looked for what is kept no longer, in real milliseconds, by one worker of all. */
const RETENTION_EVERY_MS = 7 * 86_400_000;

const ALL_PARTS: WorkerParts = { schedule: true, packs: true, bells: true };

/** Works on one message of a queue. */
type Handler = (
  deps: DeliveryDeps,
  permits: SendPermits,
  received: ReceivedFrom,
  stopping: AbortSignal,
) => Promise<void>;

const HANDLERS = { packs: deliverPack, broadcasts: deliverBroadcast } as const satisfies Partial<
  Record<QueueName, Handler>
>;
type WorkedQueue = keyof typeof HANDLERS;

const LONG_HANDLERS = {
  imports: withoutPermits(workOnImport),
  figures: withoutPermits(workOnFigures),
  directory: withoutPermits(workOnDirectory),
  erasures: workOnErasure,
} as const satisfies Partial<Record<QueueName, Handler>>;
type LongQueue = keyof typeof LONG_HANDLERS;

/** A handler that sends nothing. */
function withoutPermits(
  work: (deps: DeliveryDeps, received: ReceivedFrom, stopping: AbortSignal) => Promise<void>,
): Handler {
  return (deps, _permits, received, stopping) => work(deps, received, stopping);
}

/** Starts the loops. A loop that fails says so and goes on. */
export function startWorker(
  deps: DeliveryDeps,
  pace: WorkerPace = PACE,
  parts: WorkerParts = ALL_PARTS,
): Worker {
  const stopping = new AbortController();
  const permits = createSendPermits(deps.permits, deps.clock.realMs);
  const turns = new Map<string, number>();
  let waking = new AbortController();

  async function loop(name: string, everyMs: number, step: () => Promise<number>): Promise<void> {
    turns.set(name, deps.clock.realMs());
    if (pace.firstLookMs !== undefined) {
      await deps.wait(pace.firstLookMs, AbortSignal.any([waking.signal, stopping.signal]));
    }
    while (!stopping.signal.aborted) {
      turns.set(name, deps.clock.realMs());
      // Taken before the step: who wakes it while it looks makes it look once more.
      const { signal } = waking;
      let found = 0;
      try {
        found = await step();
      } catch (error) {
        deps.log.error(`worker.${name}-failed`, error);
      }
      // Where there was work there may be more: look again at once.
      if (found > 0) continue;
      await deps.wait(everyMs, AbortSignal.any([signal, stopping.signal]));
    }
  }

  const inHand = new Set<Promise<void>>();

  async function begin(name: WorkedQueue, most: number): Promise<number> {
    if (most <= 0) return 0;
    const queue = deps.queues.queue(name);
    const messages = await queue.receive({ most, visibilityMs: PACK_VISIBILITY_MS });
    for (const message of messages) {
      const working = HANDLERS[name](deps, permits, { queue, message }, stopping.signal)
        .catch((error: unknown) => deps.log.error(`worker.${name}-failed`, error))
        .finally(() => inHand.delete(working));
      inHand.add(working);
    }
    return messages.length;
  }

  let first: WorkedQueue = 'packs';

  /**
   * Takes as many packs as there is room for; while one is sent, the people of the next are looked at. Check-ins and
   * broadcasts take turns at being first, so that an hour of one does not hold up the other.
   */
  async function takePacks(): Promise<number> {
    if (inHand.size >= PACKS_IN_HAND) await Promise.race(inHand);
    const second: WorkedQueue = first === 'packs' ? 'broadcasts' : 'packs';
    const begun = await begin(first, Math.ceil((PACKS_IN_HAND - inHand.size) / 2));
    const then = await begin(second, PACKS_IN_HAND - inHand.size);
    first = second;
    return begun + then;
  }

  const longInHand = new Map<LongQueue, Promise<void>>();

  /** Takes one long job of a queue, if none is in hand: nobody waits for them within the second. */
  async function takeLong(name: LongQueue): Promise<number> {
    if (longInHand.has(name)) return 0;
    const queue = deps.queues.queue(name);
    const [message] = await queue.receive({ most: 1, visibilityMs: PACK_VISIBILITY_MS });
    if (message === undefined) return 0;
    const working = LONG_HANDLERS[name](deps, permits, { queue, message }, stopping.signal)
      .catch((error: unknown) => deps.log.error(`worker.${name}-failed`, error))
      .finally(() => longInHand.delete(name));
    longInHand.set(name, working);
    return 1;
  }

  /** Long jobs come as seldom as bells. */
  async function hearBellsAndLongJobs(): Promise<number> {
    const heard = await hearBells(deps);
    const imports = await takeLong('imports');
    const directories = await takeLong('directory');
    const erasures = await takeLong('erasures');
    return heard + imports + directories + erasures + (await takeLong('figures'));
  }

  let askedForOverMs = Number.NEGATIVE_INFINITY;

  /** Hands on what is over, once an hour, and the month that is over, once: whichever worker comes first. */
  async function handOnOver(): Promise<void> {
    const nowMs = deps.clock.realMs();
    if (nowMs - askedForOverMs < OVER_ASKED_MS) return;
    askedForOverMs = nowMs;
    // A holder of its own each time: nobody holds on to it for another hour.
    const holder = deps.newId();
    if (await deps.leases.take('imports-over', holder, OVER_EVERY_MS)) await handOnDueImports(deps);
    if (await deps.leases.take('directories', holder, OVER_EVERY_MS)) await handOnDirectories(deps);
    await handOnFigures(deps);
    if (await deps.leases.take('retention', holder, RETENTION_EVERY_MS))
      await handOnRetention(deps);
  }

  async function lookAtSchedule(): Promise<number> {
    const found = await collectDue(deps);
    await handOnOver();
    return found;
  }

  const loops = [
    ...(parts.schedule ? [loop('schedule', pace.scheduleMs, lookAtSchedule)] : []),
    ...(parts.packs ? [loop('packs', pace.packsMs, takePacks)] : []),
    ...(parts.bells ? [loop('bells', pace.bellsMs, hearBellsAndLongJobs)] : []),
  ];
  return {
    wake() {
      const before = waking;
      waking = new AbortController();
      before.abort();
    },
    turnedAtMs: () => Math.min(...turns.values()),
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      await Promise.all(inHand);
      await Promise.all(longInHand.values());
      try {
        await deps.leases.giveBackAll(deps.holder);
      } catch (error) {
        // They end by themselves.
        deps.log.error('worker.leases-failed', error);
      }
    },
  };
}
