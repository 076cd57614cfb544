import { type PermitsStore, SLOTS_A_DRAW } from '../../shared/store/permits-store.ts';

/** Gives out moments at which requests to Teams may leave, drawn a handful at a time from the tenant's row. */
export interface SendPermits {
  /** The next moment, real milliseconds. */
  next(tenantId: string): Promise<number>;
  /** Teams said it was too much: slower from now on. */
  tooFast(tenantId: string): Promise<void>;
}

/** Slots older than this were drawn for people who needed none; using them later would make a burst. */
const STALE_SLOT_MS = 100;

/** Permits over the shared row. `slotsADraw` is smaller where few messages are expected. */
export function createSendPermits(
  store: PermitsStore,
  realMs: () => number,
  slotsADraw: number = SLOTS_A_DRAW,
): SendPermits {
  const drawn = new Map<string, Promise<number[]>>();
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
          drawn.delete(tenantId);
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
    async tooFast(tenantId) {
      drawn.delete(tenantId);
      await store.cut(tenantId);
    },
  };
}
