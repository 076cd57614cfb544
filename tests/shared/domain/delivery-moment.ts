import type { DeliveryMoment } from '../../../shared/domain/delivery-decision.ts';
import { OPEN_TENANT } from '../../../shared/domain/tenant-rules.ts';
import type { Instant } from '../../../shared/domain/time.ts';

/** A moment of a decision: real time is product time, nothing was decided for the organisation, no words are known. */
export function momentAt(now: Instant, fields: Partial<DeliveryMoment> = {}): DeliveryMoment {
  return {
    now,
    realMs: Date.parse(now),
    tenant: OPEN_TENANT,
    words: new Map(),
    again: false,
    ...fields,
  };
}
