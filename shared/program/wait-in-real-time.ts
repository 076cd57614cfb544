import { setTimeout as delay } from 'node:timers/promises';

/** Resolves after so long, or at once when the signal says that nobody waits any more; never rejects for that. */
export const waitInRealTime = async (ms: number, signal?: AbortSignal): Promise<void> => {
  await delay(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
    if (signal?.aborted !== true) throw error;
  });
};
