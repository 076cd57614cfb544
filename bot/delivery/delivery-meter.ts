/** What delivery counts about itself, by tenant. Nothing here names a person. */
export interface DeliveryMeter {
  /** People whose time has come were handed to the workers. */
  due(tenantId: string, people: number): void;
  /** A message was accepted; `lagMs` is the product time between when it was due and now. */
  sent(tenantId: string, lagMs: number): void;
  /** An attempt failed and is made again. */
  retried(tenantId: string, reason: string): void;
  /** Somebody cannot be reached, and is not to be tried again until they come back. */
  blocked(tenantId: string, reason: 'blocked' | 'not-installed'): void;
  /** A message was given up for this window. */
  givenUp(tenantId: string, reason: string): void;
  /** Runs the work on one pack as one trace; gives back what the work gives, throws what it throws. */
  pack<Outcome>(people: number, work: () => Promise<Outcome>): Promise<Outcome>;
}

/** Counts nothing. */
export const NO_METER: DeliveryMeter = {
  due: () => undefined,
  sent: () => undefined,
  retried: () => undefined,
  blocked: () => undefined,
  givenUp: () => undefined,
  pack: (_people, work) => work(),
};

/** Counts twice: what one counts, the other counts too. The trace is the first one's. */
export function bothMeters(one: DeliveryMeter, other: DeliveryMeter): DeliveryMeter {
  return {
    due(...counted) {
      one.due(...counted);
      other.due(...counted);
    },
    sent(...counted) {
      one.sent(...counted);
      other.sent(...counted);
    },
    retried(...counted) {
      one.retried(...counted);
      other.retried(...counted);
    },
    blocked(...counted) {
      one.blocked(...counted);
      other.blocked(...counted);
    },
    givenUp(...counted) {
      one.givenUp(...counted);
      other.givenUp(...counted);
    },
    pack: (people, work) => one.pack(people, work),
  };
}
