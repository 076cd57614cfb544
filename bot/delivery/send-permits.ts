import { type PermitsStore, SLOTS_A_DRAW } from '../../shared/store/permits-store.ts';
import { createThrottling } from './throttling.ts';

/** Gives out moments at which requests to Teams may leave, drawn a handful at a time from the tenant's row. */
export interface SendPermits {
  /** The next moment, real milliseconds. */
  next(tenantId: string): Promise<number>;
  /** Tells how Teams answered; where the app as a whole was too fast, it is slower from now on. */
  answered(tenantId: string, conversation: string, throttled: boolean): Promise<void>;
}

/** Slots older than this were drawn for people who needed none; using them later would make a burst. */
const STALE_SLOT_MS = 100;

/** Permits over the shared row. `slotsADraw` is smaller where few messages are expected. */
export function createSendPermits(
  store: Pick<PermitsStore, 'draw' | 'cut'>,
  realMs: () => number,
  slotsADraw: number = SLOTS_A_DRAW,
): SendPermits {
  const drawn = new Map<string, Promise<number[]>>();
  const throttling = new Map<string, ReturnType<typeof createThrottling>>();
  return {
    async next(tenantId) {
      for (;;) {
        const pending =
          drawn.get(tenantId) ?? store.draw(tenantId, slotsADraw).then((it) => [...it]);
        drawn.set(tenantId, pending);
        let slots: number[];
        try {
          slots = await pending;
        } catch (error) {
          if (drawn.get(tenantId) === pending) drawn.delete(tenantId);
          throw error;
        }
        const oldest = realMs() - STALE_SLOT_MS;
        let slot = slots.shift();
        while (slot !== undefined && slot < oldest) slot = slots.shift();
        if (slot !== undefined) return slot;
        // Whoever finds it empty first draws anew; the others then share that draw.
        if (drawn.get(tenantId) === pending) drawn.delete(tenantId);
      }
    },
    async answered(tenantId, conversation, throttled) {
      const judge = throttling.get(tenantId) ?? createThrottling();
      throttling.set(tenantId, judge);
      if (!judge.answered({ atMs: realMs(), conversation, throttled })) return;
      drawn.delete(tenantId);
      await store.cut(tenantId);
    },
  };
}
