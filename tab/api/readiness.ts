/** What must hold before a process may be given work. */
export type Waiting = 'storage' | 'worker' | 'stopping';

/** Whether a process may be given work, and what it waits for. */
export interface Readiness {
  readonly ready: boolean;
  readonly waitingFor: readonly Waiting[];
}

/** How long an answer is remembered: questions from outside must not load storage. */
const REMEMBERED_MS = 5000;

/** Storage that takes longer than this does not answer. */
const STORAGE_MS = 2000;

/** A worker's loops turn every minute at the latest; one that has not for so long hangs. */
const TURNING_MS = 15 * 60_000;

/**
 * Answers whether this process is ready. Everybody who asks at the same time shares one look; what was seen is
 * remembered for five seconds, but stopping is said at once.
 */
export function createReadiness(deps: {
  /** Ends when storage has answered; rejects, or never ends, where it does not. */
  readonly askStorage: () => Promise<unknown>;
  /** When the worker's slowest loop turned last, real milliseconds; undefined where there is none here. */
  readonly workerTurnedAtMs: () => number | undefined;
  readonly isStopping: () => boolean;
  readonly realMs: () => number;
}): () => Promise<Readiness> {
  let known: { readonly atMs: number; readonly storage: Promise<boolean> } | undefined;

  async function doesStorageAnswer(): Promise<boolean> {
    const late = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => late.resolve(false), STORAGE_MS);
    const answered = deps.askStorage().then(
      () => true,
      () => false,
    );
    const isThere = await Promise.race([answered, late.promise]);
    clearTimeout(timer);
    return isThere;
  }

  return async () => {
    if (known === undefined || deps.realMs() - known.atMs >= REMEMBERED_MS) {
      known = { atMs: deps.realMs(), storage: doesStorageAnswer() };
    }
    const turnedAtMs = deps.workerTurnedAtMs();
    const isTurning = turnedAtMs === undefined || deps.realMs() - turnedAtMs < TURNING_MS;
    const waitingFor: readonly Waiting[] = [
      ...(deps.isStopping() ? (['stopping'] as const) : []),
      ...((await known.storage) ? [] : (['storage'] as const)),
      ...(isTurning ? [] : (['worker'] as const)),
    ];
    return { ready: waitingFor.length === 0, waitingFor };
  };
}
