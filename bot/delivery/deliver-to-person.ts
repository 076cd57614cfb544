import { isHintFresh } from '../../shared/commands/change-person.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { ToldOfBroadcast } from './late-tellings.ts';
import { type Look, lookAtPerson, type ToLookAt } from './look-at-person.ts';
import { PersonContended } from './person-contended.ts';
import { sendToPerson, type WrittenHints } from './send-to-person.ts';
import type { SendPermits } from './send-permits.ts';

/** What came of one person. `in-flight`: another worker's claim lives until then, look again after it. */
export type Delivered =
  /** With the person as they stand now; undefined where there is none. */
  | {
      readonly outcome: 'nothing';
      readonly person: Person | undefined;
      /** What was to be told to them may not be told just now. */
      readonly withheld: boolean;
    }
  | { readonly outcome: 'given-up' }
  /** With the person as they stand now, and what was told of broadcasts. */
  | { readonly outcome: 'sent'; readonly person: Person; readonly told: readonly ToldOfBroadcast[] }
  | { readonly outcome: 'in-flight'; readonly untilMs: number };

const MOST_TRIES = 8;

/** Somebody in hand, with the time at which they were due. */
export interface InHand extends ToLookAt {
  readonly dueAt?: Instant;
}

/**
 * Looks at one person and sends what is due: load, decide, permit, claim, send, record. Safe to repeat at any point:
 * what is sent already is skipped. Throws `PersonContended`.
 */
export async function deliverToPerson(
  deps: DeliveryDeps,
  permits: SendPermits,
  who: InHand,
): Promise<Delivered> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const look = await lookAtPerson(deps, who);
    const hints = await writeHints(deps, [look]);
    const done = await carryOut(deps, permits, who, look, hints);
    if (done !== 'look-again') return done;
  }
  throw new PersonContended('A person changed under every try.');
}

/** Writes the hints that go before what these looks want to write, in as few requests as it takes. */
export async function writeHints(
  deps: DeliveryDeps,
  looks: readonly Look[],
): Promise<WrittenHints> {
  const hints = looks
    .map((look) => {
      if (look.kind === 'settle') return look.planned.hint;
      return look.kind === 'ready' ? look.ready.planned.hint : undefined;
    })
    .filter((hint) => hint !== undefined);
  const atMs = deps.clock.realMs();
  if (hints.length > 0) await deps.schedule.putAll(hints);
  return { atMs, byUser: new Map(hints.map(({ key, at }) => [key.userId, at])) };
}

/** Does what a look says, once its hint is written. */
export async function carryOut(
  deps: DeliveryDeps,
  permits: SendPermits,
  who: InHand,
  look: Look,
  hints: WrittenHints,
): Promise<Delivered | 'look-again'> {
  switch (look.kind) {
    case 'nothing':
      return { outcome: 'nothing', person: look.person, withheld: look.withheld };
    case 'in-flight':
      return { outcome: 'in-flight', untilMs: look.untilMs };
    case 'settle': {
      const { planned, loaded } = look;
      if (planned.hint !== undefined && !isHintFresh(deps, hints.atMs)) return 'look-again';
      const outcome = await deps.people.commit(loaded, planned.person, planned.past);
      if (!outcome.ok || look.thenAgain) return 'look-again';
      return { outcome: 'nothing', person: planned.person, withheld: look.withheld };
    }
    case 'ready': {
      const sent = await sendToPerson(deps, permits, who, look.ready, hints);
      return sent.outcome === 'changed' ? 'look-again' : sent;
    }
  }
}
