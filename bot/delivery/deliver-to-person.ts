import { setMaxListeners } from 'node:events';
import { commitChange, momentOfChange, withNextLook } from '../../shared/commands/change-person.ts';
import { decideDelivery, type DeliveryDecision } from '../../shared/domain/delivery-decision.ts';
import type { Person, PersonKey } from '../../shared/domain/person.ts';
import type { LoadedPerson } from '../../shared/store/person-mapping.ts';
import { CLAIM_LEASE_MS, claimDelivery, closeDelivery, recordOutcome } from './ledger.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { messageFor } from './message-for.ts';
import { sendWithin, waitForPermits } from './send-within.ts';
import type { SendPermits } from './send-permits.ts';

/** What came of looking at one person. `in-flight`: another worker's claim lives until then, look again after it. */
export type Looked =
  | { readonly outcome: 'nothing' | 'sent' | 'given-up' }
  | { readonly outcome: 'in-flight'; readonly untilMs: number };

/** Somebody else changed the person every time: they are looked at again later. */
export class PersonContended extends Error {
  override readonly name = 'PersonContended';
}

const MOST_TRIES = 8;

/** Every attempt to send ends this long before the claim's lease. */
const BEFORE_LEASE_ENDS_MS = 10_000;

/**
 * Looks at one person: load, decide, permit, claim, send, record. Safe to repeat at any point: what is sent
 * already is skipped, and a claim whose lease has ended is sent again and marked uncertain.
 */
export async function deliverToPerson(
  deps: DeliveryDeps,
  permits: SendPermits,
  key: PersonKey,
): Promise<Looked> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const loaded = await deps.people.load(key);
    if (loaded === undefined) return { outcome: 'nothing' };
    const decision = decideDelivery(loaded.person, deps.clock.now(), deps.clock.realMs());
    if (decision.do === 'nothing') {
      if (decision.reason === 'in-flight' && decision.untilMs !== undefined) {
        return { outcome: 'in-flight', untilMs: decision.untilMs };
      }
      if (await settleNextLook(deps, loaded)) return { outcome: 'nothing' };
      continue;
    }
    if (decision.do === 'close') {
      const at = momentOfChange(deps, loaded.person);
      const person = closeDelivery(loaded.person, decision.delivery, at.now);
      await commitChange(deps, loaded, { person, past: [] }, at);
      // Closed or not, what is due now is decided anew.
      continue;
    }
    const { conversation } = loaded.person;
    const conversationId =
      conversation?.state === 'reachable' ? conversation.conversationId : undefined;
    await waitForPermits(deps, permits, { person: key, conversationId });
    const claimed = await claim(deps, loaded, decision);
    if (claimed !== undefined) return send(deps, permits, claimed, decision);
  }
  throw new PersonContended('A person changed under every try.');
}

/** Writes when to look next, where that is not what is written; false where somebody else was first. */
async function settleNextLook(deps: DeliveryDeps, loaded: LoadedPerson): Promise<boolean> {
  const { person } = loaded;
  const settled = withNextLook(person, deps.clock.now()).person;
  if (settled.profile.nextLookAt === person.profile.nextLookAt) return true;
  const at = momentOfChange(deps, person);
  return (await commitChange(deps, loaded, { person, past: [] }, at)) !== undefined;
}

/** A person whose message this worker may send until the lease ends. */
interface Claimed {
  readonly loaded: LoadedPerson;
  readonly claimId: string;
  /** Real time. */
  readonly leaseUntilMs: number;
}

type SendDecision = Extract<DeliveryDecision, { readonly do: 'send' }>;

async function claim(
  deps: DeliveryDeps,
  loaded: LoadedPerson,
  decision: SendDecision,
): Promise<Claimed | undefined> {
  const at = momentOfChange(deps, loaded.person);
  const claimId = deps.newId();
  const change = claimDelivery(loaded.person, decision, claimId, at);
  const committed = await commitChange(deps, loaded, change, at);
  const leaseUntilMs = at.realMs + CLAIM_LEASE_MS;
  if (committed !== undefined) return { loaded: committed, claimId, leaseUntilMs };
  // The answer to a commit may be lost: a row with my own claim id is mine.
  const again = await deps.people.load(loaded.person.key);
  return again !== undefined && holdsClaim(again.person, claimId)
    ? { loaded: again, claimId, leaseUntilMs }
    : undefined;
}

function holdsClaim(person: Person, claimId: string): boolean {
  return person.deliveries.some(
    ({ progress }) => progress.state === 'sending' && progress.claimId === claimId,
  );
}

async function send(
  deps: DeliveryDeps,
  permits: SendPermits,
  claimed: Claimed,
  decision: SendDecision,
): Promise<Looked> {
  const { person } = claimed.loaded;
  // Every attempt ends before the lease does, so that nobody else sends while this one still may.
  const leftMs = claimed.leaseUntilMs - deps.clock.realMs() - BEFORE_LEASE_ENDS_MS;
  const signal = AbortSignal.timeout(Math.max(0, leftMs));
  setMaxListeners(0, signal);
  const message = messageFor(person, decision.questions, deps.appId);
  const { outcome, maybeTwice } = await sendWithin(deps, permits, person, message, signal);
  const sentTo = person.conversation;
  const uncertain = decision.interrupted !== undefined || maybeTwice;
  await record(deps, claimed, (now, id) =>
    recordOutcome(now, id, { outcome, sentTo, uncertain }, deps.clock.now()),
  );
  if (outcome.ok) return { outcome: 'sent' };
  deps.log.warn('delivery.given-up', { reason: outcome.reason, status: outcome.status });
  return { outcome: 'given-up' };
}

/** Writes what came of a message; what the person changed meanwhile stays. */
async function record(
  deps: DeliveryDeps,
  claimed: Claimed,
  change: (person: Person, claimId: string) => Person,
): Promise<void> {
  let loaded: LoadedPerson | undefined = claimed.loaded;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    // Erased meanwhile: there is nothing left to write to.
    if (loaded === undefined || !holdsClaim(loaded.person, claimed.claimId)) return;
    const at = momentOfChange(deps, loaded.person);
    const person = change(loaded.person, claimed.claimId);
    if ((await commitChange(deps, loaded, { person, past: [] }, at)) !== undefined) return;
    loaded = await deps.people.load(claimed.loaded.person.key);
  }
  throw new PersonContended('The outcome of a message could not be written.');
}
