import type { AuditActName } from '../domain/audit-acts.ts';
import type { ChangeMoment } from './change-person.ts';
import { changePerson } from './change-person.ts';
import type { PersonChange } from '../domain/decision.ts';
import type { Person } from '../domain/person.ts';
import { refused, type Result } from '../domain/result.ts';
import type { LoadedErg } from '../store/ergs-store.ts';
import { atOnce } from './at-once.ts';
import type { ErgAsk } from './change-erg.ts';
import type { CommandDeps } from './deps.ts';

/** What an organiser asks about people of their ERG, whose head was read to let them in. */
export type OrganiserAsk = ErgAsk & { readonly loaded: LoadedErg };

/** What became of one person. `act` is the revision by which it is undone; absent where nothing can be undone. */
export type PersonOutcome<Refusal extends string> = { readonly userId: string } & (
  | { readonly outcome: 'done'; readonly act?: number }
  | { readonly outcome: 'refused'; readonly reason: Refusal | 'busy' }
);

/** What is done to one person, decided on them as they are. */
export interface ActOnPerson<Refusal extends string> {
  readonly userId: string;
  decide(
    person: Person,
    at: ChangeMoment,
  ): Result<PersonChange & { readonly act?: number }, Refusal>;
}

/** So many people are changed at the same time; their roster takes them together. */
const LANES = 10;

/**
 * Does something to several people of an ERG, each for themselves: one who fails stops nobody. Safe to repeat. The act
 * stands in the ERG's audit log before it is done, with how many it was done to; where it was nobody, it is taken out.
 */
export async function actOnAllies<Refusal extends string>(
  deps: CommandDeps,
  { tenantId, ergId, actor }: OrganiserAsk,
  name: AuditActName,
  acts: readonly ActOnPerson<Refusal>[],
): Promise<readonly PersonOutcome<Refusal>[]> {
  const once = [...new Map(acts.map((act) => [act.userId, act])).values()];
  const [only, ...others] = once;
  const audited = (count: number) => ({
    act: name,
    as: 'organiser' as const,
    actorId: actor.userId,
    ...(only !== undefined && others.length === 0 ? { subjectId: only.userId } : {}),
    details: { count },
    atMs,
    id,
  });
  const atMs = deps.clock.realMs();
  const id = deps.newId();
  await deps.audit.record(tenantId, { ergId }, audited(once.length));
  const outcomes: PersonOutcome<Refusal>[] = [];
  let changed = 0;
  await atOnce(once, LANES, async ({ userId, decide }, index) => {
    let act: number | undefined;
    let changes = false;
    const outcome = await changeOne(deps, { tenantId, userId }, (person, at) => {
      const decision = decide(person, at);
      changes = decision.ok && decision.value.person !== person;
      act = decision.ok ? decision.value.act : undefined;
      return decision;
    });
    if (outcome.ok && changes) changed += 1;
    outcomes[index] = outcome.ok
      ? { userId, outcome: 'done', ...(act === undefined ? {} : { act }) }
      : { userId, outcome: 'refused', reason: outcome.reason };
  });
  if (changed === 0) await deps.audit.takeBack(tenantId, { ergId }, audited(once.length));
  else if (changed !== once.length) {
    await deps.audit.record(tenantId, { ergId }, audited(changed));
  }
  return outcomes;
}

/** A person whose partition fails is `busy`, and the others go on. */
async function changeOne<Refusal extends string>(
  deps: CommandDeps,
  key: { readonly tenantId: string; readonly userId: string },
  decide: ActOnPerson<Refusal>['decide'],
): Promise<Result<Person, Refusal | 'busy'>> {
  try {
    return await changePerson(deps, { key, acts: false }, decide);
  } catch (error) {
    deps.log.error('ally.failed', error);
    return refused('busy');
  }
}
