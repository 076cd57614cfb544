import {
  type ChangeMoment,
  momentOfChange,
  type PlannedChange,
  planChange,
} from '../../shared/commands/change-person.ts';
import {
  decideDelivery,
  type DeliveryDecision,
  isHopeless,
} from '../../shared/domain/delivery-decision.ts';
import { lessonsForPerson } from '../../shared/commands/lessons-for-person.ts';
import { currentPendings } from '../../shared/domain/due-items.ts';
import {
  lessonDueNow,
  lessonsToTellOf,
  lessonToTell,
  withoutOldLessons,
  toldLessons,
} from '../../shared/domain/lesson-reminder.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import { NO_LESSON } from '../../shared/domain/next-look.ts';
import { chooseNextLesson } from '../../shared/domain/next-lesson.ts';
import type { Pending } from '../../shared/domain/pending.ts';
import type { Person, PersonKey } from '../../shared/domain/person.ts';
import type { TenantRules } from '../../shared/domain/tenant-rules.ts';
import type { LoadedPerson } from '../../shared/store/person-mapping.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { claimDelivery, closeDelivery } from './ledger.ts';

/** Somebody to look at, and why. */
export interface ToLookAt {
  readonly key: PersonKey;
  /** An admin asked to try again what was given up today. */
  readonly again: boolean;
  /** Something that waits for this person from now on, told at once where that may be: their part of a broadcast. */
  readonly also?: Pending;
}

/** A decision to send a message. */
export type SendDecision = Extract<DeliveryDecision, { readonly do: 'send' }>;

/** A message that is to be sent, and all that sending it needs. */
export interface Ready {
  readonly loaded: LoadedPerson;
  readonly decision: SendDecision;
  readonly contents: ReadonlyMap<string, MessageContent>;
  readonly tenant: TenantRules;
  readonly claimId: string;
  readonly planned: PlannedChange;
  readonly lookedAtMs: number;
}

/** What looking at a person shows. Nothing is written by looking. */
export type Look =
  | {
      readonly kind: 'nothing';
      readonly person: Person | undefined;
      /** What was to be told to them may not be told just now: it is stopped, or this program still thinks so. */
      readonly withheld: boolean;
    }
  /** Another worker's claim lives until then, real milliseconds. */
  | { readonly kind: 'in-flight'; readonly untilMs: number }
  /** Something is to be written, and nothing sent; where `thenAgain`, the person is looked at once more after it. */
  | {
      readonly kind: 'settle';
      readonly loaded: LoadedPerson;
      readonly planned: PlannedChange;
      readonly thenAgain: boolean;
      readonly withheld: boolean;
    }
  | { readonly kind: 'ready'; readonly ready: Ready };

/** Loads a person and decides: one query, where the words of what waits are known. */
export async function lookAtPerson(deps: DeliveryDeps, who: ToLookAt): Promise<Look> {
  const loaded = await deps.people.load(who.key);
  if (loaded === undefined) return { kind: 'nothing', person: undefined, withheld: false };
  return decideOnLoaded(deps, who, loaded);
}

/** Decides about a person as loaded; what is written by it is refused where they changed since. */
export async function decideOnLoaded(
  deps: DeliveryDeps,
  who: ToLookAt,
  loaded: LoadedPerson,
): Promise<Look> {
  const tenant = await deps.tenantRules.get(who.key.tenantId);
  const before = withoutOldLessons(loaded.person);
  const words = await readWords(deps, withAlso(before, who.also), who.also);
  const { person } = words;
  const at = momentOfChange(deps, person);
  const decision = decideDelivery(person, {
    now: at.now,
    realMs: at.realMs,
    tenant,
    words: words.revisions,
    again: who.again,
  });
  switch (decision.do) {
    case 'nothing':
      if (decision.reason === 'in-flight' && decision.untilMs !== undefined) {
        return { kind: 'in-flight', untilMs: decision.untilMs };
      }
      return settleOrNothing({ loaded, also: who.also, told: words }, at, tenant);
    case 'close': {
      const settled = withoutUntoldLessons(person, []);
      const closed = closeDelivery(settled, decision.delivery, at.now);
      // Closed or not, what is due now is decided anew.
      return {
        kind: 'settle',
        loaded,
        planned: planChange({ person: closed, past: [] }, at, tenant),
        thenAgain: true,
        withheld: false,
      };
    }
    case 'send': {
      const claimId = deps.newId();
      const told = withoutUntoldLessons(person, decision.items);
      const planned = planChange(claimDelivery(told, decision, claimId, at), at, tenant);
      const { contents } = words;
      const ready = { loaded, decision, contents, tenant, claimId, planned };
      return { kind: 'ready', ready: { ...ready, lookedAtMs: at.realMs } };
    }
  }
}

/**
 * Whether a message that was claimed, and not taken by Teams yet, would still be sent if it were decided now: the
 * person may have paused, stopped, withdrawn their consent or answered since.
 */
export async function isStillWanted(
  deps: DeliveryDeps,
  { person }: LoadedPerson,
  { leaseUntilMs }: { readonly leaseUntilMs: number },
): Promise<boolean> {
  const tenant = await deps.tenantRules.get(person.key.tenantId);
  const { revisions } = await readWords(deps, person, undefined);
  const decision = decideDelivery(person, {
    now: deps.clock.now(),
    // As if the claim had been interrupted: what would be left of it then is what is wanted.
    realMs: leaseUntilMs,
    tenant,
    words: revisions,
    again: false,
  });
  return decision.do === 'send';
}

function withAlso(person: Person, also: Pending | undefined): Person {
  if (also === undefined || person.pendings.some(({ id }) => id === also.id)) return person;
  if (wasTold(person, also.id)) return person;
  return { ...person, pendings: [...person.pendings, also] };
}

/** Whether something was told to this person, or is being told. */
export function wasTold(person: Person, id: string): boolean {
  return person.deliveries.some(
    ({ items, progress }) =>
      progress.state !== 'given-up' &&
      items.some((item) => item.kind === 'pending' && item.id === id),
  );
}

/** A lesson is chosen when it is told, not before: one that this message does not tell does not wait. */
function withoutUntoldLessons(person: Person, told: SendDecision['items']): Person {
  const isTold = ({ id }: Pending) =>
    told.some((item) => item.kind === 'pending' && item.id === id);
  const pendings = person.pendings.filter((one) => one.kind !== 'lesson' || isTold(one));
  return pendings.length === person.pendings.length ? person : { ...person, pendings };
}

/** Nothing is sent; what is written differs where the next look or what waits does. */
function settleOrNothing(
  {
    loaded,
    also,
    told: { person, revisions, held },
  }: {
    readonly loaded: LoadedPerson;
    readonly also: Pending | undefined;
    readonly told: Words;
  },
  at: ChangeMoment,
  tenant: TenantRules,
): Look {
  // Whoever cannot be told gets no row that waits; what had waited before passes by itself.
  const isWaitingInVain = also !== undefined && isHopeless(person, also);
  const withheld = also !== undefined && !isWaitingInVain && !revisions.has(also.id);
  const current = new Set(currentPendings(person, at.now));
  const pendings = withoutUntoldLessons(person, []).pendings.filter(
    (one) => current.has(one) && !(isWaitingInVain && one === also),
  );
  const isSame =
    pendings.length === loaded.person.pendings.length &&
    pendings.every((one, index) => one === loaded.person.pendings[index]);
  const settled = isSame ? loaded.person : { ...person, pendings };
  const planned = planChange({ person: settled, past: [] }, at, tenant, held);
  return isSame && planned.person.profile.nextLookAt === loaded.person.profile.nextLookAt
    ? { kind: 'nothing', person: loaded.person, withheld }
    : { kind: 'settle', loaded, planned, thenAgain: false, withheld };
}

interface Words {
  /** The person, without what is not to be told any more: it is over, was withdrawn, or is not known. */
  readonly person: Person;
  /** What waits for them and may not be told now, but later: it was stopped, or this program still thinks so. */
  readonly held: ReadonlySet<string>;
  /** Of what may be told now. */
  readonly revisions: ReadonlyMap<string, number>;
  readonly contents: ReadonlyMap<string, MessageContent>;
}

/** The words of what waits for a person. What is to be told to them from now on waits only where it may be told now. */
async function readWords(
  deps: DeliveryDeps,
  loaded: Person,
  also: Pending | undefined,
): Promise<Words> {
  const lesson = await lessonOf(deps, loaded);
  const person =
    lesson === undefined || lesson === 'none'
      ? loaded
      : { ...loaded, pendings: [...loaded.pendings, lesson] };
  const revisions = new Map<string, number>();
  const contents = new Map<string, MessageContent>();
  const held = new Set<string>(lesson === 'none' ? [NO_LESSON] : []);
  for (const one of person.pendings) {
    const { id } = one;
    const { tenantId, userId } = person.key;
    const known = await deps.contents.get(tenantId, id);
    if (known === undefined || known.onlyFor?.includes(userId) === false) continue;
    if (known.told) {
      contents.set(id, known.content);
      revisions.set(id, known.revision);
    } else if (known.held === true && one !== also) held.add(id);
  }
  const pendings = person.pendings.filter(({ id }) => revisions.has(id) || held.has(id));
  const isSame =
    pendings.length === loaded.pendings.length &&
    pendings.every((one, index) => one === loaded.pendings[index]);
  return { person: isSame ? loaded : { ...loaded, pendings }, held, revisions, contents };
}

/** The lesson of which this person may be told from today on; `none` where it is time for one and none is left. */
async function lessonOf(deps: DeliveryDeps, person: Person): Promise<Pending | 'none' | undefined> {
  const now = deps.clock.now();
  const { language } = person.profile;
  const date = lessonDueNow(person, now);
  if (date === undefined) return undefined;
  const lessons = lessonsToTellOf(person, await lessonsForPerson(deps, person, language), now);
  const next = chooseNextLesson(person, lessons, { now, told: toldLessons(person) });
  return next === undefined ? 'none' : lessonToTell(person, date, next);
}
