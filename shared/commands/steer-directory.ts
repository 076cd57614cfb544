import {
  type DirectoryImport,
  type DirectoryImportRefusal,
  isWithdrawable,
  removesMany,
  UNCONFIRMED_DIRECTORY_DAYS,
} from '../domain/directory-import.ts';
import { addMinutes } from '../domain/cadence.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import { putDirectoryJob } from '../store/directory-jobs.ts';
import type { CommandDeps } from './deps.ts';

type Outcome = Promise<Result<DirectoryImport, DirectoryImportRefusal>>;

type Steering = Pick<CommandDeps, 'clock' | 'directoryImports' | 'queues'>;

/**
 * Confirms an import: a worker makes the directory what the file says. Where it removes many, `removals` is how many the
 * admin said; else it does not matter. Confirmed already is fine.
 */
export async function confirmDirectory(
  deps: Steering,
  ask: { readonly tenantId: string; readonly actorId: string },
  { importId, removals }: { readonly importId: string; readonly removals: number },
): Outcome {
  const { tenantId, actorId } = ask;
  const loaded = await deps.directoryImports.read(tenantId);
  if (loaded?.value.id !== importId) return refused('not-found');
  const { progress } = loaded.value;
  if (progress.state === 'applying' || progress.state === 'done') return accepted(loaded.value);
  if (progress.state !== 'compared') return refused('changed-meanwhile');
  const { counts } = progress;
  if (removesMany(counts) && removals !== counts.removed) return refused('removals-not-confirmed');
  // Before the commit: what is confirmed has somebody who does it.
  await putDirectoryJob(deps.queues, { do: 'apply', tenantId, importId });
  const confirmed = await deps.directoryImports.commit(tenantId, loaded, {
    ...loaded.value,
    progress: { state: 'applying', next: 0, counts, at: deps.clock.now(), by: actorId },
  });
  return confirmed === undefined ? refused('changed-meanwhile') : accepted(confirmed.value);
}

/** Withdraws an import that was not confirmed: nothing happens to anybody. Withdrawn already is fine. */
export async function withdrawDirectory(
  deps: Steering,
  tenantId: string,
  importId: string,
): Outcome {
  const loaded = await deps.directoryImports.read(tenantId);
  if (loaded?.value.id !== importId) return refused('not-found');
  if (loaded.value.progress.state === 'withdrawn') return accepted(loaded.value);
  if (!isWithdrawable(loaded.value)) return refused('changed-meanwhile');
  // Before the commit: what is withdrawn has somebody who forgets it.
  await putDirectoryJob(deps.queues, { do: 'clear', tenantId, importId });
  const withdrawn = await deps.directoryImports.commit(tenantId, loaded, {
    ...loaded.value,
    progress: { state: 'withdrawn', at: deps.clock.now() },
  });
  return withdrawn === undefined ? refused('changed-meanwhile') : accepted(withdrawn.value);
}

/** Withdraws an import that nobody confirmed in time. */
export async function expireDirectoryImport(deps: Steering, tenantId: string): Promise<void> {
  const loaded = await deps.directoryImports.read(tenantId);
  if (loaded === undefined || !isWithdrawable(loaded.value)) return;
  const { id, uploadedAt } = loaded.value;
  const until = addMinutes(uploadedAt, UNCONFIRMED_DIRECTORY_DAYS * 24 * 60);
  if (deps.clock.now() >= until) await withdrawDirectory(deps, tenantId, id);
}

/** Forgets the people of a file that was withdrawn; `not-yet` where it may still be. */
export async function clearDirectoryImport(
  deps: Pick<CommandDeps, 'directoryImports'>,
  { tenantId, importId }: { readonly tenantId: string; readonly importId: string },
): Promise<'done' | 'not-yet'> {
  const loaded = await deps.directoryImports.read(tenantId);
  if (loaded?.value.id === importId && loaded.value.progress.state !== 'withdrawn') {
    return 'not-yet';
  }
  await deps.directoryImports.removePeople(tenantId, importId);
  return 'done';
}
