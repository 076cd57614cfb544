import type { AuditActName } from '../domain/audit-acts.ts';
import type { NamedPerson } from '../domain/named-person.ts';
import {
  appointOrganiser as decideAppointment,
  type ErgRefusal,
  handOver as decideHandOver,
  removeOrganiser as decideRemoval,
  setSponsor as decideSponsor,
} from '../domain/erg-decisions.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import {
  type ChangedErg,
  changeErg,
  type ChangeErgRefusal,
  type ErgAct,
  type ErgAsk,
} from './change-erg.ts';
import type { CommandDeps } from './deps.ts';

type Outcome = Promise<Result<ChangedErg, ErgRefusal | ChangeErgRefusal>>;

/**
 * Makes somebody of the directory an organiser, by an organiser or by an admin, who cannot choose themselves. It is
 * shown on the ERG's page, and stands in the audit log.
 */
export async function appointOrganiser(deps: CommandDeps, ask: ErgAsk, userId: string): Outcome {
  const person = await personOf(deps, ask.tenantId, userId);
  if (person === undefined) return refused('unknown-person');
  const { actor } = ask;
  const as = actor.as === 'admin' ? 'admin' : 'organiser';
  return changeErg(deps, ask, (erg, { now }) => {
    const decided = decideAppointment(erg, person, { userId: actor.userId, as }, now);
    return decided.ok
      ? accepted({ erg: decided.value, acts: [act('organiser.appointed', userId)] })
      : decided;
  });
}

/** Ends somebody's part as an organiser: one's own, or another's. Who is none is fine. */
export function removeOrganiser(deps: CommandDeps, ask: ErgAsk, userId: string): Outcome {
  const isOwn = ask.actor.userId === userId;
  const name = isOwn ? 'organiser.stepped-down' : 'organiser.removed';
  return changeErg(deps, ask, (erg) =>
    accepted({ erg: decideRemoval(erg, userId), acts: [act(name, userId)] }),
  );
}

/** Hands one's own part as an organiser over to somebody of the directory. */
export async function handOver(deps: CommandDeps, ask: ErgAsk, toUserId: string): Outcome {
  const person = await personOf(deps, ask.tenantId, toUserId);
  if (person === undefined) return refused('unknown-person');
  return changeErg(deps, ask, (erg, { now }) => {
    const decided = decideHandOver(erg, ask.actor.userId, person, now);
    return decided.ok
      ? accepted({ erg: decided.value, acts: [act('organiser.handed-over', toUserId)] })
      : decided;
  });
}

/** Names somebody of the directory as the sponsor, or nobody. `seen` is the revision that the client saw. */
export async function changeSponsor(
  deps: CommandDeps,
  ask: ErgAsk,
  userId: string | undefined,
  seen: number,
): Outcome {
  const person = userId === undefined ? undefined : await personOf(deps, ask.tenantId, userId);
  if (userId !== undefined && person === undefined) return refused('unknown-person');
  return changeErg(deps, ask, (erg) => {
    const decided = decideSponsor(erg, person, seen);
    const name = person === undefined ? 'sponsor.removed' : 'sponsor.named';
    return decided.ok ? accepted({ erg: decided.value, acts: [act(name, userId)] }) : decided;
  });
}

/**
 * Takes somebody who erased themselves out of every ERG that they run or sponsor. One that has no organiser left
 * waits for an admin.
 */
export async function leaveErgsRun(
  deps: CommandDeps,
  { tenantId, userId }: { readonly tenantId: string; readonly userId: string },
): Promise<void> {
  for (const line of await deps.ergs.list(tenantId)) {
    if (line.sponsor !== userId && !line.organisers.includes(userId)) continue;
    const actor = { userId, as: 'alongside' } as const;
    const left = await changeErg(deps, { tenantId, ergId: line.id, actor }, (before) => {
      const erg = decideRemoval(before, userId);
      const isSponsor = erg.sponsor?.userId === userId;
      const without = isSponsor ? decideSponsor(erg, undefined, erg.revision) : accepted(erg);
      return without.ok
        ? accepted({ erg: without.value, acts: [act('person.erased', undefined)] })
        : without;
    });
    if (!left.ok && left.reason !== 'not-found') {
      throw new Error(`An ERG could not be left: ${left.reason}.`);
    }
  }
}

async function personOf(
  deps: CommandDeps,
  tenantId: string,
  userId: string,
): Promise<NamedPerson | undefined> {
  const person = await deps.directory.read(tenantId, userId);
  return person === undefined ? undefined : { userId, name: person.name };
}

function act(name: AuditActName, subjectId: string | undefined): ErgAct {
  return { act: name, ...(subjectId === undefined ? {} : { subjectId }) };
}
