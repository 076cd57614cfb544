import type { DecisionMoment, PersonChange } from '../domain/decision.ts';
import { addMinutes } from '../domain/cadence.ts';
import { nextLookAt, NOTHING_HELD } from '../domain/next-look.ts';
import { withName } from '../domain/name-decision.ts';
import { newPerson } from '../domain/new-person.ts';
import type { OutboxEntry, Person, PersonKey } from '../domain/person.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import { OPEN_TENANT, type TenantRules } from '../domain/tenant-rules.ts';
import type { Instant } from '../domain/time.ts';
import { attendeesRoster } from '../store/attendees-store.ts';
import type { RungBell } from '../store/bells.ts';
import type { LoadedPerson } from '../store/person-mapping.ts';
import type { Hint } from '../store/schedule-store.ts';
import type { CommandDeps } from './deps.ts';
import { finishErasing } from './finish-erasing.ts';
import { projectOutbox } from './project-outbox.ts';

/** Who asks for a change, as the token or the activity says. */
export interface Asker {
  readonly key: PersonKey;
  /** Absent where the asker's name is not known here. */
  readonly name?: string;
  /** BCP 47. */
  readonly language?: string;
  /** False where the person did nothing themselves: the app was installed for them, or removed. */
  readonly acts?: boolean;
}

/** What a decision may use besides the person. */
export interface ChangeMoment extends DecisionMoment {
  readonly realMs: number;
  readonly outboxId: string;
}

const MOST_TRIES = 6;

/** A hint is written at least this far ahead, so that it is not collected before the commit it belongs to. */
const HINT_AHEAD_MINUTES = 2;

/**
 * The one way to change a person: load, decide, write the hint, set the bell where another partition must
 * follow, commit under the profile's ETag, project. Decides again when somebody else was first, at most six
 * times, then `busy`. A decision that changes nothing writes nothing. It may wait for what it reads of this person's
 * past: whatever changes that changes the profile, too, so the commit holds only where it is still so.
 */
export async function changePerson<Refusal extends string>(
  deps: CommandDeps,
  asker: Asker,
  decide: (
    person: Person,
    at: ChangeMoment,
  ) => Result<PersonChange, Refusal> | Promise<Result<PersonChange, Refusal>>,
): Promise<Result<Person, Refusal | 'busy'>> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const loaded = await deps.people.load(asker.key);
    const before = loaded?.person ?? newPerson(asker);
    if (before.profile.life === 'erasing') {
      await finishErasing(deps, asker.key);
      continue;
    }
    const at = momentOfChange(deps, before);
    const decision = await decide(withName(before, asker.name, at), at);
    if (!decision.ok) return decision;
    if (isSame(before, decision.value)) return accepted(before);
    const change = {
      ...decision.value,
      person: withAsker(decision.value.person, asker),
    };
    const committed = await commitChange(deps, loaded, change, at);
    if (committed !== undefined) return accepted(committed.person);
  }
  return refused('busy');
}

/** The moment at which a person is changed now. */
export function momentOfChange(deps: CommandDeps, before: Person): ChangeMoment {
  const realMs = deps.clock.realMs();
  return {
    now: deps.clock.now(),
    realMs,
    revision: Math.max(realMs, before.profile.revision + 1),
    outboxId: deps.newId(),
  };
}

/**
 * Writes a change that was decided on `loaded` (undefined: a new person): the hint first, the bell where
 * another partition must follow, then one transaction, then the projections. Gives the person as loaded now;
 * undefined where somebody else was first, or where it took too long: load and decide again.
 */
export async function commitChange(
  deps: CommandDeps,
  loaded: LoadedPerson | undefined,
  change: PersonChange,
  at: ChangeMoment,
  tenant: TenantRules = OPEN_TENANT,
): Promise<LoadedPerson | undefined> {
  const planned = planChange(change, at, tenant);
  const startedMs = deps.clock.realMs();
  if (planned.hint !== undefined) await deps.schedule.put(planned.hint);
  const bell = await ringIfNeeded(deps, loaded?.person.outbox ?? [], planned.person);
  if (!isHintFresh(deps, startedMs)) return undefined;
  if (bell !== undefined && !deps.bells.isFresh(bell)) return undefined;
  const outcome = await deps.people.commit(loaded, planned.person, planned.past);
  if (!outcome.ok) return undefined;
  if (bell === undefined) return outcome.loaded;
  if (isUnhurried(outcome.loaded.person)) {
    // Nobody who agrees waits for others who agree at the same moment.
    deps.inBackground(async () => void (await project(deps, outcome.loaded, bell)));
    return outcome.loaded;
  }
  return project(deps, outcome.loaded, bell);
}

/** A change with its revision and its next look: the hint is to be written before it, within half its lead. */
export interface PlannedChange extends PersonChange {
  readonly hint: Hint | undefined;
}

/** Plans a change: what is to be written, and the hint to write before. What is `held` back is looked for tomorrow. */
export function planChange(
  change: PersonChange,
  at: ChangeMoment,
  tenant: TenantRules,
  held: ReadonlySet<string> = NOTHING_HELD,
): PlannedChange {
  const { person, hintAt } = withNextLook(withRevision(change.person, at), at.now, tenant, held);
  const hint = hintAt === undefined ? undefined : { key: person.key, at: hintAt };
  return { person, past: change.past, hint };
}

/** Whether a commit may still follow a hint written at this real time: later it would be collected before the commit. */
export function isHintFresh(deps: Pick<CommandDeps, 'clock'>, writtenAtMs: number): boolean {
  return deps.clock.realMs() - writtenAtMs <= HINT_AHEAD_MINUTES * 30_000;
}

function withRevision(person: Person, at: ChangeMoment): Person {
  return { ...person, profile: { ...person.profile, revision: at.revision } };
}

/** Whether a change leaves everything as it is. */
function isSame(before: Person, { person, past }: PersonChange): boolean {
  return person === before && past.length === 0;
}

/** The person with the asker's present language; whoever does something has not fallen silent. */
function withAsker(person: Person, asker: Asker): Person {
  return {
    ...person,
    profile: {
      ...person.profile,
      language: asker.language ?? person.profile.language,
      messagesSinceAct: asker.acts === false ? person.profile.messagesSinceAct : 0,
    },
  };
}

/** The person with the time of the next look, and the hint to write for it, if it is not there already. */
function withNextLook(
  person: Person,
  now: Instant,
  tenant: TenantRules,
  held: ReadonlySet<string>,
): { readonly person: Person; readonly hintAt: Instant | undefined } {
  const { nextLookAt: known, ...profile } = person.profile;
  const look = nextLookAt(person, now, tenant, held);
  if (look === undefined) return { person: { ...person, profile }, hintAt: undefined };
  const soonest = addMinutes(now, HINT_AHEAD_MINUTES);
  const alreadySoon = known !== undefined && known > now && known <= soonest && look <= soonest;
  const at = alreadySoon ? known : look < soonest ? soonest : look;
  return {
    person: { ...person, profile: { ...profile, nextLookAt: at } },
    hintAt: at === known ? undefined : at,
  };
}

async function ringIfNeeded(
  deps: CommandDeps,
  before: readonly OutboxEntry[],
  next: Person,
): Promise<RungBell | undefined> {
  const known = new Set(before.map((entry) => entry.id));
  const fresh = next.outbox.filter((entry) => !known.has(entry.id));
  if (fresh.length === 0 && next.profile.life === 'living') return undefined;
  const ergIds = fresh.flatMap(rostersOf);
  const pairIds = fresh.flatMap((entry) => (entry.to === 'buddy' ? [entry.pairId] : []));
  return deps.bells.ring({ about: 'person', key: next.key, ergIds, pairIds });
}

/** The rosters, lists of events among them, on which an entry may leave a tombstone. */
function rostersOf(entry: OutboxEntry): readonly string[] {
  switch (entry.to) {
    case 'roster':
      return [entry.ergId];
    case 'event':
      return [attendeesRoster(entry)];
    case 'names':
    case 'audience':
    case 'buddy':
      return [];
  }
}

/** Whether nothing that the person sees depends on what their outbox says. */
function isUnhurried({ profile, outbox }: Person): boolean {
  return profile.life === 'living' && outbox.every(({ to }) => to === 'audience');
}

/** Carries the outbox to its places at once. What fails here is carried by the bell. */
async function project(
  deps: CommandDeps,
  loaded: LoadedPerson,
  bell: RungBell,
): Promise<LoadedPerson> {
  const { person } = loaded;
  try {
    await projectOutbox(deps, person);
    // Erasing goes on after this: the bell must ring for it soon.
    if (person.profile.life === 'erasing') return { ...loaded, person: { ...person, outbox: [] } };
    const hasLeft = person.outbox.some((entry) => entry.to !== 'names' && entry.wanted === 'none');
    if (hasLeft) await deps.bells.ringForTombstone(bell);
    else await deps.bells.takeOff(bell);
    return { ...loaded, person: { ...person, outbox: [] } };
  } catch (error) {
    deps.log.error('projection.postponed', error);
    return loaded;
  }
}
