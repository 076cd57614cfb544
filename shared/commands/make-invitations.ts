import { type ImportRow, type RosterImport, withChunkDone } from '../domain/roster-import.ts';
import type { ImportKey } from '../store/imports-store.ts';
import { BrokenProfile } from '../store/person-mapping.ts';
import { atOnce } from './at-once.ts';
import type { ImportWork } from './check-import.ts';
import type { CommandDeps } from './deps.ts';
import { invitePerson } from './invite-person.ts';

/** Persons who are invited at once. */
const PERSONS_AT_ONCE = 8;

/**
 * Makes the invitations of a confirmed import, chunk by chunk: first what the ERG remembers, then each person. Goes on
 * where another program ended, and invites nobody twice: who answered in between has answered. Whom it was about goes
 * with each chunk; the fate stays. An ERG that was archived invites nobody more.
 */
export async function makeInvitations(
  deps: CommandDeps,
  key: ImportKey,
  mayGoOn: () => boolean,
): Promise<ImportWork> {
  for (;;) {
    const loaded = await deps.imports.read(key);
    const progress = loaded?.value.progress;
    if (loaded === undefined || progress?.state === 'checking') return 'done';
    if (progress?.state === 'checked') return 'not-yet';
    if (progress?.state !== 'inviting' || !mayGoOn()) return 'done';
    const erg = await deps.ergs.read(key.tenantId, key.ergId);
    if (erg?.state !== 'active') {
      const at = deps.clock.now();
      const ended: RosterImport = { ...loaded.value, progress: { state: 'withdrawn', at } };
      await deps.imports.commit(loaded, ended);
      continue;
    }
    const chunk = progress.next;
    const rows = await deps.imports.readChunk(key, chunk);
    const about = { at: progress.at, until: progress.until, importId: key.importId };
    const invited = rows.flatMap((row) => (row.state === 'to-invite' ? [row.userId] : []));
    await deps.invitations.remember(key.tenantId, key.ergId, invited, about);
    const settled = await atOnce(rows, PERSONS_AT_ONCE, (row) => inviteRow(deps, key, row, about));
    const next = withChunkDone(loaded.value, chunk, settled, deps.clock.now());
    await deps.imports.commitChunk(loaded, next, chunk, settled);
  }
}

async function inviteRow(
  deps: CommandDeps,
  { tenantId, ergId }: ImportKey,
  row: ImportRow,
  about: { readonly at: string; readonly until: string; readonly importId: string },
): Promise<ImportRow> {
  if (row.state !== 'to-invite') return row;
  const { userId } = row;
  try {
    const fate = await invitePerson(deps, { tenantId, userId }, { ...about, ergId });
    return { row: row.row, state: 'settled', fate };
  } catch (error) {
    // One whose rows cannot be read does not hold up the others.
    if (!(error instanceof BrokenProfile)) throw error;
    deps.log.error('import.person-unreadable', error);
    return { row: row.row, state: 'settled', fate: 'unknown' };
  }
}
