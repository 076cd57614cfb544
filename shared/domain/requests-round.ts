import { addDays, addMinutes, later, momentOf } from './cadence.ts';
import { type PersonChange, unchanged } from './decision.ts';
import type { Pending } from './pending.ts';
import { parsePendingId, requestsWaitingId } from './pending-ids.ts';
import type { Person } from './person.ts';
import type { Instant } from './time.ts';

/**
 * Requests to join an ERG come in rounds: from none that waits to some, until none waits again. Its organisers are
 * told once a round.
 */
export interface RequestsRound {
  /** 1, and one more with each round. */
  readonly revision: number;
  readonly state: 'open' | 'closed';
  readonly openedAt: Instant;
  /**
   * User ids of those who are told of it: written before anything is put into their partitions. Nobody once a closed
   * round was taken back from everybody.
   */
  readonly told: readonly string[];
}

/** How long after the first request organisers are told, in minutes: those that follow stand on the same card. */
const TELL_AFTER_MINUTES = 5;

/** A round that is older than this is told to nobody any more, in days. */
const TOLD_FOR_DAYS = 14;

/** What a card shows of requests that wait, as the revision of its words. */
export const WAITING_REVISION = 1;
/** The same, once they were dealt with. */
export const DEALT_WITH_REVISION = 2;

/** What is to be done about the requests of an ERG. */
export type RoundStep =
  /** Nothing waits, and nothing of an earlier round is left. */
  | { readonly do: 'nothing' }
  /** The round is to be written like this, and looked at once more. */
  | { readonly do: 'write'; readonly round: RequestsRound }
  /** These are to be told of the round; the others, who organise no more, need not be. */
  | { readonly do: 'tell'; readonly round: RequestsRound; readonly organisers: readonly string[] }
  /** What was told is to be taken back from everybody, then `after` to be written. */
  | { readonly do: 'take-back'; readonly round: RequestsRound; readonly after: RequestsRound };

/** Decides what to do about the requests of an ERG: `waiting` is their number, 0 where it is archived or gone. */
export function nextStepOf(
  round: RequestsRound | undefined,
  { waiting, organisers }: { readonly waiting: number; readonly organisers: readonly string[] },
  now: Instant,
): RoundStep {
  if (round?.state === 'open') {
    if (waiting === 0) return { do: 'write', round: { ...round, state: 'closed' } };
    const fresh = organisers.filter((userId) => !round.told.includes(userId));
    if (fresh.length === 0) return { do: 'tell', round, organisers };
    return { do: 'write', round: { ...round, told: [...round.told, ...fresh] } };
  }
  if (round !== undefined && round.told.length > 0) {
    return { do: 'take-back', round, after: { ...round, told: [] } };
  }
  if (waiting === 0) return { do: 'nothing' };
  const revision = (round?.revision ?? 0) + 1;
  return { do: 'write', round: { revision, state: 'open', openedAt: now, told: organisers } };
}

/**
 * The organiser with the round waiting to be told: not before the round is five minutes old, nor on a day that has had
 * a card of this ERG. Whoever has not agreed, or was told of it, is left as they are.
 */
export function tellOfRequests(
  person: Person,
  ergId: string,
  { revision, openedAt }: Pick<RequestsRound, 'revision' | 'openedAt'>,
): PersonChange {
  const { consent, settings } = person.profile;
  if (consent.state !== 'given') return unchanged(person);
  const id = requestsWaitingId({ ergId, revision });
  const last = lastTold(person, ergId);
  const isKnown = last?.ids.includes(id) === true || person.pendings.some((one) => one.id === id);
  if (isKnown) return unchanged(person);
  const soonest = addMinutes(openedAt, TELL_AFTER_MINUTES);
  const from =
    last === undefined
      ? soonest
      : later(soonest, momentOf(addDays(last.date, 1), '00:00', settings.zone));
  const until = addMinutes(openedAt, TOLD_FOR_DAYS * 24 * 60);
  const pending: Pending = { id, kind: 'requests-waiting', from, until };
  const others = person.pendings.filter((one) => !isOfRequests(one, ergId));
  return { person: { ...person, pendings: [...others, pending] }, past: [] };
}

/** The person with nothing of this ERG's requests waiting to be told. */
export function untellOfRequests(person: Person, ergId: string): PersonChange {
  const pendings = person.pendings.filter((one) => !isOfRequests(one, ergId));
  if (pendings.length === person.pendings.length) return unchanged(person);
  return { person: { ...person, pendings }, past: [] };
}

function isOfRequests({ id }: { readonly id: string }, ergId: string): boolean {
  const identity = parsePendingId(id);
  return identity.kind === 'requests-waiting' && identity.ergId === ergId;
}

/** The last local date with a card of this ERG's requests, and which rounds cards told of. */
function lastTold(
  person: Person,
  ergId: string,
): { readonly date: string; readonly ids: readonly string[] } | undefined {
  const told = person.deliveries
    .filter(({ progress }) => progress.state !== 'given-up')
    .flatMap(({ date, items }) =>
      items.flatMap((item) =>
        item.kind === 'pending' && isOfRequests(item, ergId) ? [{ date, id: item.id }] : [],
      ),
    );
  const date = told
    .map((one) => one.date)
    .toSorted()
    .at(-1);
  return date === undefined ? undefined : { date, ids: told.map(({ id }) => id) };
}
