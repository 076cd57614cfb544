import type { Judge } from './verdict.ts';

/**
 * Asks one judge after the other; the first that does not allow a request decides, and those behind it never see
 * it. Limits belong before faults: a request that is lost on the way back has used up its share.
 */
export function inTurn(...judges: readonly Judge[]): Judge {
  return async (request) => {
    for (const judge of judges) {
      const verdict = await judge(request);
      if (verdict.kind !== 'allow') return verdict;
    }
    return { kind: 'allow' };
  };
}
