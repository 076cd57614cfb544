/** Why a message could not reach somebody who is not to be tried again until they come back. */
export type BlockedReason = 'blocked' | 'not-installed';

/** What delivery counts about itself. Nothing here names a person; a tenant only as its id's keyed pseudonym. */
export interface DeliveryMeter {
  /** People whose time has come were handed to the workers. */
  due(people: number): void;
  /** A message was accepted; `lagMs` is the product time between when it was due and now. */
  sent(lagMs: number): void;
  /** An attempt failed and is made again. */
  retried(reason: string): void;
  blocked(reason: BlockedReason): void;
  /** A message was given up for this window. */
  givenUp(reason: string): void;
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
