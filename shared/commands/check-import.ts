import type { PersonKey } from '../domain/person.ts';
import { type ImportRow, type RowFate, withChunkDone } from '../domain/roster-import.ts';
import type { ImportKey } from '../store/imports-store.ts';
import { atOnce } from './at-once.ts';
import type { CommandDeps } from './deps.ts';

/** Rows of which the fate is found out at once. */
const ROWS_AT_ONCE = 16;

/** What became of a job: `not-yet` where what it is about is not written yet, if it ever will be. */
export type ImportWork = 'done' | 'not-yet';

/**
 * Finds out the fate of every row of an import, chunk by chunk. The addresses go as soon as they are looked up. Goes on
 * where another program ended, and ends early where it may not go on. Nothing happens to anybody. At most three point
 * reads a row.
 */
export async function checkImport(
  deps: CommandDeps,
  key: ImportKey,
  mayGoOn: () => boolean,
): Promise<ImportWork> {
  for (;;) {
    const loaded = await deps.imports.read(key);
    if (loaded === undefined) return 'not-yet';
    const { progress } = loaded.value;
    if (progress.state !== 'checking' || !mayGoOn()) return 'done';
    const rows = await deps.imports.readChunk(key, progress.next);
    const checked = await atOnce(rows, ROWS_AT_ONCE, (row) => checkRow(deps, key, row));
    const next = withChunkDone(loaded.value, progress.next, checked, deps.clock.now());
    // Where somebody else was first, the import says where to go on.
    await deps.imports.commitChunk(loaded, next, progress.next, checked);
  }
}

async function checkRow(
  deps: CommandDeps,
  { tenantId, ergId }: ImportKey,
  row: ImportRow,
): Promise<ImportRow> {
  if (row.state !== 'read') return row;
  const userId =
    'mail' in row
      ? await deps.directory.findByMail(tenantId, row.mail)
      : (await deps.directory.read(tenantId, row.userId))?.userId;
  const settled = (fate: RowFate): ImportRow => ({ row: row.row, state: 'settled', fate });
  if (userId === undefined) return settled('unknown');
  const known = await standingOf(deps, { tenantId, userId }, ergId);
  return known === undefined ? { row: row.row, state: 'to-invite', userId } : settled(known);
}

/** What somebody is to the ERG already, as far as its organisers may know. */
async function standingOf(
  deps: CommandDeps,
  key: PersonKey,
  ergId: string,
): Promise<RowFate | undefined> {
  const found = await deps.rosters.readMember(key.tenantId, ergId, key.userId);
  if (found?.member.state === 'active') return 'already-in';
  if (found?.member.state === 'requested') return 'already-asked';
  const isInvited = await deps.invitations.isStanding(key, ergId, deps.clock.now());
  return isInvited ? 'already-invited' : undefined;
}
