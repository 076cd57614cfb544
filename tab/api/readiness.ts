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
  /**
   * When the worker's slowest loop turned last, real milliseconds; 0 where it has still to be started, undefined
   * where there is none in this process.
   */
  readonly workerTurnedAtMs: () => number | undefined;
  readonly isStopping: () => boolean;
  readonly realMs: () => number;
  /** The first look, where storage is asked at the start for another reason; ends and rejects as `askStorage`. */
  readonly storageAsked?: Promise<unknown>;
}): () => Promise<Readiness> {
  let known: { readonly atMs: number; readonly storage: Promise<boolean> } | undefined;
  if (deps.storageAsked !== undefined) {
    const storage = deps.storageAsked.then(
      () => true,
      () => false,
    );
    known = { atMs: deps.realMs(), storage };
  }

  async function doesStorageAnswer(): Promise<boolean> {
    const late = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => late.resolve(false), STORAGE_MS);
    // Begun inside a promise: a client may also throw before it asks.
    const answered = Promise.resolve()
      .then(deps.askStorage)
      .then(
        () => true,
        () => false,
      );
    const isThere = await Promise.race([answered, late.promise]);
    clearTimeout(timer);
    return isThere;
  }

  function isStorageThere(): Promise<boolean> {
    if (known === undefined || deps.realMs() - known.atMs >= REMEMBERED_MS) {
      known = { atMs: deps.realMs(), storage: doesStorageAnswer() };
    }
    return known.storage;
  }

  function isWorkerTurning(): boolean {
    const turnedAtMs = deps.workerTurnedAtMs();
    return turnedAtMs === undefined || deps.realMs() - turnedAtMs < TURNING_MS;
  }

  return async () => {
    const waitingFor: Waiting[] = [];
    if (!deps.isStopping()) {
      if (!(await isStorageThere())) waitingFor.push('storage');
      if (!isWorkerTurning()) waitingFor.push('worker');
    }
    // Asked last: it may have begun to stop while storage was asked.
    if (deps.isStopping()) waitingFor.push('stopping');
    return { ready: waitingFor.length === 0, waitingFor };
  };
}
