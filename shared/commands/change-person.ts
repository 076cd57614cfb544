import type { DecisionMoment, PersonChange } from '../domain/decision.ts';
import { addMinutes } from '../domain/cadence.ts';
import { nextLookAt } from '../domain/delivery-decision.ts';
import { newPerson } from '../domain/new-person.ts';
import type { Person, PersonKey } from '../domain/person.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { RungBell } from '../store/bells.ts';
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
 * times, then `busy`. A decision that changes nothing writes nothing.
 */
export async function changePerson<Refusal extends string>(
  deps: CommandDeps,
  asker: Asker,
  decide: (person: Person, at: ChangeMoment) => Result<PersonChange, Refusal>,
): Promise<Result<Person, Refusal | 'busy'>> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const loaded = await deps.people.load(asker.key);
    const before = loaded?.person ?? newPerson(asker);
    if (before.profile.life === 'erasing') {
      await finishErasing(deps, asker.key);
      continue;
    }
    const at: ChangeMoment = {
      now: deps.clock.now(),
      realMs: deps.clock.realMs(),
      revision: Math.max(deps.clock.realMs(), before.profile.revision + 1),
      outboxId: deps.newId(),
    };
    const decision = decide(before, at);
    if (!decision.ok) return decision;
    if (decision.value.person === before && decision.value.past.length === 0) {
      return accepted(before);
    }
    const { person: next, hintAt } = withNextLook(
      revised(decision.value.person, asker, at),
      at.now,
    );
    if (hintAt !== undefined) await deps.schedule.put({ key: asker.key, at: hintAt });
    const bell = await ringIfNeeded(deps, before, next);
    // From here a commit must follow soon: past half the bell's delay it would not be heard any more.
    if (bell !== undefined && !deps.bells.isFresh(bell)) continue;
    const outcome = await deps.people.commit(loaded, next, decision.value.past);
    if (!outcome.ok) continue;
    if (bell === undefined) return accepted(next);
    return accepted(await project(deps, next, bell));
  }
  return refused('busy');
}

/** The person with the change's revision and the asker's present name and language. */
function revised(person: Person, asker: Asker, at: ChangeMoment): Person {
  return {
    ...person,
    profile: {
      ...person.profile,
      name: asker.name ?? person.profile.name,
      language: asker.language ?? person.profile.language,
      revision: at.revision,
    },
  };
}

/** The person with the time of the next look, and the hint to write for it, if it is not there already. */
export function withNextLook(
  person: Person,
  now: Instant,
): { readonly person: Person; readonly hintAt: Instant | undefined } {
  const { nextLookAt: known, ...profile } = person.profile;
  const look = nextLookAt(person, now);
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
  before: Person,
  next: Person,
): Promise<RungBell | undefined> {
  const known = new Set(before.outbox.map((entry) => entry.id));
  const fresh = next.outbox.filter((entry) => !known.has(entry.id));
  if (fresh.length === 0 && next.profile.life === 'living') return undefined;
  return deps.bells.ring({ key: next.key, ergIds: fresh.map((entry) => entry.ergId) });
}

/** Carries the outbox to the rosters at once. What fails here is carried by the bell. */
async function project(deps: CommandDeps, person: Person, bell: RungBell): Promise<Person> {
  try {
    await projectOutbox(deps, person);
    const hasLeft = person.outbox.some((entry) => entry.wanted === 'none');
    if (hasLeft) await deps.bells.ringForTombstone(bell);
    else await deps.bells.takeOff(bell);
    return { ...person, outbox: [] };
  } catch (error) {
    deps.log.error('projection.postponed', error);
    return person;
  }
}
