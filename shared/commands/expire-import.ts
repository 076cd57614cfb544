import { INVITATION_DAYS } from '../domain/invitation.ts';
import type { Instant } from '../domain/time.ts';
import { putImportJob } from '../store/import-jobs.ts';
import type { ImportKey } from '../store/imports-store.ts';
import { atOnce } from './at-once.ts';
import type { CommandDeps } from './deps.ts';

const PERSONS_AT_ONCE = 8;
const PERSONS_A_PAGE = 200;

/** How many imports are handed on at once; the rest an hour later. */
const MOST_DUE = 100;

/** Puts a job for every import of which something is over. One that is put twice is done twice, to no harm. */
export async function handOnDueImports(
  deps: Pick<CommandDeps, 'imports' | 'queues' | 'clock'>,
): Promise<number> {
  const due = await deps.imports.due(deps.clock.now(), MOST_DUE);
  for (const { key, at } of due) await putImportJob(deps.queues, { do: 'expire', ...key, at });
  return due.length;
}

/**
 * Deletes what is over: the invitations of the ERG that nobody answered in time, on both sides, and the import itself,
 * unless it was confirmed and stands for longer. Ends early where it may not go on; the same job goes on then.
 */
export async function expireImport(
  deps: CommandDeps,
  key: ImportKey,
  at: Instant,
  mayGoOn: () => boolean,
): Promise<void> {
  const now = deps.clock.now();
  if (now < at) return;
  const { tenantId, ergId } = key;
  for (;;) {
    const over = await deps.invitations.over(tenantId, ergId, now, PERSONS_A_PAGE);
    if (over.length === 0) break;
    await atOnce(over, PERSONS_AT_ONCE, async ({ userId, until }) => {
      await deps.people.removeInvitation({ tenantId, userId }, ergId, now);
      await deps.invitations.clear({ tenantId, userId }, ergId, until);
    });
    if (!mayGoOn()) return;
  }
  const loaded = await deps.imports.read(key);
  const progress = loaded?.value.progress;
  const isConfirmed = progress?.state === 'inviting' || progress?.state === 'done';
  if (!isConfirmed || isOldConfirmation(progress.at, at)) await deps.imports.remove(key, 'head');
  await deps.imports.forgetReminder(key, at);
}

/** Whether a reminder came after the confirmation long enough to be the one that was set by it. */
function isOldConfirmation(confirmedAt: Instant, remindedAt: Instant): boolean {
  return Date.parse(remindedAt) - Date.parse(confirmedAt) >= INVITATION_DAYS * 86_400_000;
}
