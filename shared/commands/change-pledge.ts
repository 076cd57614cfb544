import { type PersonChange, unchanged } from '../domain/decision.ts';
import type { Person } from '../domain/person.ts';
import type { Pledge, PledgeForm } from '../domain/pledge.ts';
import {
  changePledge as decideChange,
  deletePledge as decideDelete,
  type PledgeEdit,
  type PledgeRefusal,
} from '../domain/pledge-decisions.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';
import { wordsFrom } from './make-pledge.ts';

/** A change as asked for: whose words they are is found out here. */
export type AskedPledgeEdit =
  | Exclude<PledgeEdit, { readonly do: 'edit' | 'make-smaller' }>
  | Omit<Extract<PledgeEdit, { readonly do: 'edit' }>, 'wordsFrom'>
  | Omit<Extract<PledgeEdit, { readonly do: 'make-smaller' }>, 'wordsFrom'>;

/** Changes a pledge in hand, or ends it. `pledge-ended`: it is a pledge of the past. */
export async function changePledge(
  deps: CommandDeps,
  asker: Asker,
  pledgeId: string,
  revision: number,
  edit: AskedPledgeEdit,
): Promise<Result<Person, PledgeRefusal | 'busy'>> {
  const changed = await changePerson(deps, asker, (person, at) => {
    const pledge = person.pledges.find((candidate) => candidate.id === pledgeId);
    const whose = (form: PledgeForm) =>
      pledge === undefined ? 'person' : wordsFrom(pledge.source, form);
    const whole: PledgeEdit =
      edit.do === 'edit' || edit.do === 'make-smaller'
        ? { ...edit, wordsFrom: whose(edit.form) }
        : edit;
    return decideChange(person, pledgeId, revision, whole, at);
  });
  if (changed.ok || changed.reason !== 'not-found') return changed;
  const past = await deps.people.readPastPledge(asker.key, pledgeId);
  if (past === undefined) return changed;
  const wantedEnd = { complete: 'completed', 'let-go': 'let-go' } as const;
  const isSame =
    (edit.do === 'complete' || edit.do === 'let-go') && wantedEnd[edit.do] === past.life.state;
  if (!isSame) return refused('pledge-ended');
  // Ended by this very request, whose answer was lost.
  const loaded = await deps.people.load(asker.key);
  return loaded === undefined ? changed : accepted(loaded.person);
}

/**
 * Deletes a pledge, in hand or past, and with it, in the same transaction, its last 50 answers with their notes; older
 * ones follow. Deleted already is fine.
 */
export async function deletePledge(
  deps: CommandDeps,
  asker: Asker,
  pledgeId: string,
  revision: number,
): Promise<Result<Person, PledgeRefusal | 'busy'>> {
  const past = await deps.people.readPastPledge(asker.key, pledgeId);
  const deleted = await changePerson(deps, asker, async (person, _at) => {
    const decided = decideAbout(person, past);
    if (!decided.ok) return decided;
    const { items } = await deps.people.readCheckIns(asker.key, pledgeId, undefined);
    const answers = items.map(({ date }) => ({ kind: 'delete-check-in', pledgeId, date }) as const);
    return accepted({ ...decided.value, past: [...decided.value.past, ...answers] });
  });
  // Answers of years, and rows that cannot be read; a repeated request deletes what was left.
  if (deleted.ok) await deps.people.deleteCheckInsOf(asker.key, pledgeId);
  return deleted;

  function decideAbout(
    person: Person,
    ended: Pledge | undefined,
  ): Result<PersonChange, PledgeRefusal> {
    if (ended === undefined) return decideDelete(person, pledgeId, revision);
    if (ended.revision !== revision) return refused('changed-meanwhile');
    return accepted({ ...unchanged(person), past: [{ kind: 'delete-pledge', pledgeId }] });
  }
}
