import { addMinutes } from '../domain/cadence.ts';
import { INVITATION_DAYS } from '../domain/invitation.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import { fateCounts, type ImportRefusal, type RosterImport } from '../domain/roster-import.ts';
import { type ImportJob, putImportJob } from '../store/import-jobs.ts';
import { type ImportKey, type LoadedImport, replaceWrite } from '../store/imports-store.ts';
import { changeErg, type ChangeErgRefusal, type ErgAct, type ErgAsk } from './change-erg.ts';
import type { CommandDeps } from './deps.ts';

type Outcome = Promise<Result<RosterImport, ImportRefusal | ChangeErgRefusal>>;

/**
 * Confirms an import: a worker makes its invitations, which stand for 60 days. Confirmed already is fine; one whose
 * rows are not all known yet, or that was withdrawn, is `changed-meanwhile`.
 */
export async function confirmImport(deps: CommandDeps, ask: ErgAsk, importId: string): Outcome {
  const now = deps.clock.now();
  const until = addMinutes(now, INVITATION_DAYS * 24 * 60);
  const key = keyOf(ask, importId);
  const known = await deps.imports.read(key);
  if (known === undefined) return refused('not-found');
  if (known.value.progress.state === 'checked') {
    // Before the commit: whatever is made has somebody who takes it away, and somebody who makes it.
    await deps.imports.remind(key, until);
    await putImportJob(deps.queues, { do: 'invite', ...key });
  }
  return change(deps, ask, key, ({ value }, isArchived) => {
    if (value.progress.state === 'inviting' || value.progress.state === 'done') {
      return accepted({ next: value, acts: [] });
    }
    if (value.progress.state !== 'checked' || isArchived) return refused('changed-meanwhile');
    const { invite: invitations } = fateCounts(value);
    return accepted({
      next: { ...value, progress: { state: 'inviting', next: 0, at: now, until } },
      acts: [{ act: 'roster.invited', details: { invitations } }],
    });
  });
}

/**
 * Withdraws an import that was not confirmed: nothing happens to anybody, and its rows are deleted. Withdrawn already
 * is fine; one that was confirmed is `changed-meanwhile`.
 */
export async function withdrawImport(deps: CommandDeps, ask: ErgAsk, importId: string): Outcome {
  const key = keyOf(ask, importId);
  const now = deps.clock.now();
  const changed = await change(deps, ask, key, ({ value }) => {
    const { state } = value.progress;
    if (state === 'withdrawn') return accepted({ next: value, acts: [] });
    if (state === 'inviting' || state === 'done') return refused('changed-meanwhile');
    return accepted({ next: { ...value, progress: { state: 'withdrawn', at: now } }, acts: [] });
  });
  if (changed.ok) {
    const job: ImportJob = { do: 'clear', ...key };
    await putImportJob(deps.queues, job);
  }
  return changed;
}

function keyOf({ tenantId, ergId }: ErgAsk, importId: string): ImportKey {
  return { tenantId, ergId, importId };
}

async function change(
  deps: CommandDeps,
  ask: ErgAsk,
  key: ImportKey,
  decide: (
    loaded: LoadedImport,
    isArchived: boolean,
  ) => Result<{ next: RosterImport; acts: readonly ErgAct[] }, ImportRefusal>,
): Outcome {
  const changed = await changeErg<ImportRefusal, RosterImport>(deps, ask, async (erg) => {
    const loaded = await deps.imports.read(key);
    if (loaded === undefined) return refused('not-found');
    const decided = decide(loaded, erg.state === 'archived');
    if (!decided.ok) return decided;
    const { next, acts } = decided.value;
    const rows = next === loaded.value ? [] : [replaceWrite(loaded, next)];
    return accepted({ erg, rows, acts, given: next });
  });
  if (!changed.ok) return changed;
  return changed.value.given === undefined ? refused('not-found') : accepted(changed.value.given);
}
