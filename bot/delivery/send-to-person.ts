import {
  commitChange,
  isHintFresh,
  momentOfChange,
  planChange,
} from '../../shared/commands/change-person.ts';
import type { Person, Profile } from '../../shared/domain/person.ts';
import type { Instant } from '../../shared/domain/time.ts';
import { putErasureJob } from '../../shared/store/erasure-jobs.ts';
import type { LoadedPerson } from '../../shared/store/person-mapping.ts';
import type { SendOutcome } from '../ports.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { CLAIM_LEASE_MS, claimDelivery, closeClaim, isClaim, recordOutcome } from './ledger.ts';
import type { ToldOfBroadcast } from './late-tellings.ts';
import {
  decideOnLoaded,
  isStillWanted,
  type Ready,
  type SendDecision,
  type ToLookAt,
} from './look-at-person.ts';
import { messageFor } from './message-for.ts';
import { PersonContended } from './person-contended.ts';
import { sendWithin, waitForPermits } from './send-within.ts';
import type { SendPermits } from './send-permits.ts';

/** What came of a message that was to be sent. `changed`: the person did; look at them again. */
export type SentToPerson =
  | { readonly outcome: 'given-up' }
  | { readonly outcome: 'changed' }
  /** With the person as they stand now, and what was told of broadcasts. */
  | { readonly outcome: 'sent'; readonly person: Person; readonly told: readonly ToldOfBroadcast[] }
  | { readonly outcome: 'in-flight'; readonly untilMs: number };

/** Every attempt to send ends this long before the claim's lease. */
const BEFORE_LEASE_ENDS_MS = 10_000;

/** A decision older than this is taken again before anything is claimed. */
const DECISION_KEEPS_MS = 5000;

const MOST_TRIES = 8;

/** Between two attempts to record, twice as long each time. */
const FIRST_PAUSE_MS = 500;

/** When the hints of a pack were written, and for whom which. */
export interface WrittenHints {
  readonly atMs: number;
  readonly byUser: ReadonlyMap<string, Instant>;
}

/**
 * Permit, claim, send, record. The claim is one transaction with the next look, whose hint was written before.
 * Safe to repeat at any point: a claim whose lease has ended is sent again, marked uncertain.
 */
export async function sendToPerson(
  deps: DeliveryDeps,
  permits: SendPermits,
  who: ToLookAt & { readonly dueAt?: Instant },
  looked: Ready,
  hints: WrittenHints,
): Promise<SentToPerson> {
  const { key, conversation } = looked.loaded.person;
  const conversationId =
    conversation?.state === 'reachable' ? conversation.conversationId : undefined;
  await waitForPermits(deps, permits, { person: key, conversationId });
  const ready = await stillReady(deps, who, looked);
  if (ready === undefined) return { outcome: 'changed' };
  const claimed = await claim(deps, ready, hints);
  if (claimed === undefined) return { outcome: 'changed' };
  return send(deps, permits, claimed, ready, who.dueAt);
}

/** The decision, taken again where the permit was long in coming; undefined where it is another one by now. */
async function stillReady(
  deps: DeliveryDeps,
  who: ToLookAt,
  looked: Ready,
): Promise<Ready | undefined> {
  if (deps.clock.realMs() - looked.lookedAtMs <= DECISION_KEEPS_MS) return looked;
  const look = await decideOnLoaded(deps, who, looked.loaded);
  return look.kind === 'ready' ? look.ready : undefined;
}

/** A person whose message this worker may send until the lease ends. */
interface Claimed {
  readonly loaded: LoadedPerson;
  readonly claimId: string;
  /** Real time. */
  readonly leaseUntilMs: number;
}

async function claim(
  deps: DeliveryDeps,
  ready: Ready,
  hints: WrittenHints,
): Promise<Claimed | undefined> {
  const { loaded, decision, claimId, tenant } = ready;
  const { key } = loaded.person;
  const at = momentOfChange(deps, loaded.person);
  const leaseUntilMs = at.realMs + CLAIM_LEASE_MS;
  // Planned anew: the lease begins now, not when the person was looked at.
  const change = claimDelivery(withWaiting(ready), decision, claimId, at);
  const { person, past, hint } = planChange(change, at, tenant);
  if (
    hint !== undefined &&
    (hints.byUser.get(key.userId) !== hint.at || !isHintFresh(deps, hints.atMs))
  ) {
    await deps.schedule.put(hint);
  }
  const outcome = await deps.people.commit(loaded, person, past);
  if (outcome.ok) return { loaded: outcome.loaded, claimId, leaseUntilMs };
  // The answer to a commit may be lost: a row with my own claim id is mine.
  const again = await deps.people.load(key);
  return again !== undefined && holdsClaim(again.person, claimId)
    ? { loaded: again, claimId, leaseUntilMs }
    : undefined;
}

/** The person as looked at: with what waits for them from now on. */
function withWaiting({ loaded, planned }: Ready): Person {
  return { ...loaded.person, pendings: planned.person.pendings };
}

function holdsClaim(person: Person, claimId: string): boolean {
  return person.deliveries.some((delivery) => isClaim(delivery, claimId));
}

async function send(
  deps: DeliveryDeps,
  permits: SendPermits,
  claimed: Claimed,
  { decision, contents }: Ready,
  dueAt: Instant | undefined,
): Promise<SentToPerson> {
  const { person } = claimed.loaded;
  // Every attempt ends before the lease does, so that nobody else sends while this one still may.
  const untilMs = claimed.leaseUntilMs - BEFORE_LEASE_ENDS_MS;
  const leftMs = untilMs - deps.clock.realMs();
  // This program stood still since the claim: another may send by now.
  if (leftMs <= 0) return { outcome: 'in-flight', untilMs: claimed.leaseUntilMs };
  const standingMs = CLAIM_LEASE_MS - BEFORE_LEASE_ENDS_MS - leftMs;
  if (standingMs > DECISION_KEEPS_MS && !(await isClaimWanted(deps, claimed))) {
    return withdraw(deps, claimed);
  }
  const message = messageFor(person, decision, contents, deps.appId);
  const { signal, cancel } = deps.timers.after(leftMs);
  let sent;
  try {
    sent = await sendWithin(
      deps,
      permits,
      person,
      (target, ending) => deps.sender.send(target, message, ending),
      { signal, untilMs, isWanted: () => isClaimWanted(deps, claimed) },
    );
  } finally {
    cancel();
  }
  const { outcome, maybeTwice, withdrawn } = sent;
  if (withdrawn) return withdraw(deps, claimed);
  const sentTo = person.conversation;
  const uncertain = decision.interrupted !== undefined || maybeTwice;
  const recorded = await record(deps, claimed, (now) =>
    recordOutcome(now, claimed.claimId, { outcome, sentTo, uncertain }, deps.clock.now()),
  );
  if (outcome.ok) {
    await blankWhereErased(deps, recorded, person, outcome);
    const lagMs = dueAt === undefined ? 0 : Date.parse(deps.clock.now()) - Date.parse(dueAt);
    deps.meter.sent(person.key.tenantId, Math.max(0, lagMs));
    return { outcome: 'sent', person: recorded ?? person, told: toldBy(decision, person) };
  }
  await tellFailure(deps, person, decision, outcome);
  return { outcome: 'given-up' };
}

/** A card that arrived when nothing is kept any more of whom it went to, or only what came later, is blanked. */
async function blankWhereErased(
  deps: DeliveryDeps,
  recorded: Person | undefined,
  { key, profile, conversation }: Person,
  { activityId, conversationId }: Extract<SendOutcome, { readonly ok: true }>,
): Promise<void> {
  const isKept = recorded?.deliveries.some(
    ({ progress }) => progress.state === 'sent' && progress.activityId === activityId,
  );
  if (isKept === true || conversation?.state !== 'reachable') return;
  // Written by an attempt whose answer was lost, and past by now: it is still theirs.
  if (recorded !== undefined && isSameConsent(recorded.profile, profile)) return;
  const { language } = profile;
  const { serviceUrl } = conversation;
  const at = { language, serviceUrl, conversationId, activityIds: [activityId], tries: 0 };
  await putErasureJob(deps.queues, { do: 'blank', ...key, ...at });
}

function isSameConsent({ consent: one }: Profile, { consent: other }: Profile): boolean {
  return one.state === 'given' && other.state === 'given' && one.at === other.at;
}

/** Whether a message that Teams has not taken yet is still to be sent: not to somebody who stopped meanwhile. */
async function isClaimWanted(deps: DeliveryDeps, claimed: Claimed): Promise<boolean> {
  const loaded = await deps.people.load(claimed.loaded.person.key);
  if (loaded === undefined || !holdsClaim(loaded.person, claimed.claimId)) return false;
  return isStillWanted(deps, loaded, claimed);
}

/** Closes a claim of which nothing is to be sent any more; what else is due is decided anew. */
async function withdraw(deps: DeliveryDeps, claimed: Claimed): Promise<SentToPerson> {
  await record(deps, claimed, (now) => closeClaim(now, claimed.claimId, deps.clock.now()));
  return { outcome: 'changed' };
}

function toldBy({ items }: SendDecision, { pendings }: Person): readonly ToldOfBroadcast[] {
  return items.flatMap((item) => {
    if (item.kind !== 'pending') return [];
    const { id, revision } = item;
    const pack = pendings.find((pending) => pending.id === id)?.pack;
    return pack === undefined ? [] : [{ id, pack, revision }];
  });
}

/** A message that was given up is counted, and kept for an admin to try again, unless trying again cannot help. */
async function tellFailure(
  deps: DeliveryDeps,
  { key }: Person,
  { date, cause }: SendDecision,
  outcome: Extract<SendOutcome, { readonly ok: false }>,
): Promise<void> {
  const { reason, status } = outcome;
  if (reason === 'blocked' || reason === 'not-installed') {
    deps.meter.blocked(key.tenantId, reason);
    return;
  }
  deps.meter.givenUp(key.tenantId, reason);
  const said = { reason, status, detail: outcome.detail };
  if (reason === 'too-large') deps.log.error('delivery.too-large', new Error(outcome.detail), said);
  else deps.log.warn('delivery.given-up', said);
  const at = deps.clock.now();
  await deps.failures.add({ ...key, at, reason, cause, date });
}

/**
 * Writes what came of a message; what the person changed meanwhile stays. Undefined where they erased themselves.
 * Storage that does not answer is asked again as long as the claim lives: after that the message would go out twice.
 */
async function record(
  deps: DeliveryDeps,
  claimed: Claimed,
  change: (person: Person) => Person,
): Promise<Person | undefined> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs *= 2) {
    try {
      return await recordOnce(deps, claimed, change);
    } catch (error) {
      if (deps.clock.realMs() + pauseMs >= claimed.leaseUntilMs) throw error;
      deps.log.error('delivery.record-postponed', error);
      await deps.wait(pauseMs);
    }
  }
}

async function recordOnce(
  deps: DeliveryDeps,
  claimed: Claimed,
  change: (person: Person) => Person,
): Promise<Person | undefined> {
  const { key } = claimed.loaded.person;
  const tenant = await deps.tenantRules.get(key.tenantId);
  let loaded: LoadedPerson | undefined = claimed.loaded;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    // Erased meanwhile, or written by an attempt whose answer was lost: there is nothing left to write.
    if (loaded === undefined || !holdsClaim(loaded.person, claimed.claimId)) return loaded?.person;
    const at = momentOfChange(deps, loaded.person);
    const person = change(loaded.person);
    const committed = await commitChange(deps, loaded, { person, past: [] }, at, tenant);
    if (committed !== undefined) return committed.person;
    loaded = await deps.people.load(key);
  }
  throw new PersonContended('The outcome of a message could not be written.');
}
