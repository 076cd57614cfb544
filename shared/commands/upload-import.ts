import { createHash } from 'node:crypto';
import { addMinutes } from '../domain/cadence.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import {
  countRows,
  type ImportRefusal,
  isWaiting,
  type RosterImport,
  UNCONFIRMED_DAYS,
} from '../domain/roster-import.ts';
import { chunksOf, type ImportKey, insertWrite } from '../store/imports-store.ts';
import { putImportJob } from '../store/import-jobs.ts';
import { changeErg, type ChangeErgRefusal, type ErgAsk } from './change-erg.ts';
import type { CommandDeps } from './deps.ts';
import { readRosterCsv, type RosterFileReason } from './roster-csv.ts';

/** Imports of one ERG that are kept at the most; they go by themselves. */
const MOST_KEPT = 100;

/** What became of an uploaded file. `unreadable`: why, and in which row of a spreadsheet. */
export type UploadOutcome =
  | Result<RosterImport, ImportRefusal | ChangeErgRefusal>
  | {
      readonly ok: false;
      readonly reason: 'unreadable';
      readonly problem: { readonly reason: RosterFileReason; readonly row?: number };
    };

/**
 * Takes a file of people to invite: its rows are kept, and a worker finds out the fate of each. Nothing happens to
 * anybody. The same file under the same id again is the same import. One import of an ERG at a time waits to be
 * confirmed or withdrawn.
 */
export async function uploadImport(
  deps: CommandDeps,
  ask: ErgAsk,
  file: { readonly id: string; readonly bytes: Uint8Array },
): Promise<UploadOutcome> {
  const read = readRosterCsv(file.bytes);
  if (!read.ok) {
    const { ok: _, ...problem } = read;
    return { ok: false, reason: 'unreadable', problem };
  }
  const key: ImportKey = { tenantId: ask.tenantId, ergId: ask.ergId, importId: file.id };
  const chunks = chunksOf(read.rows);
  const now = deps.clock.now();
  const fresh: RosterImport = {
    id: file.id,
    digest: createHash('sha256').update(file.bytes).digest('base64url'),
    uploadedAt: now,
    rows: read.rows.length,
    chunks: chunks.map(countRows),
    progress: { state: 'checking', next: 0 },
  };
  const before = await standingOf(deps, key, fresh);
  if (!before.ok) return before;
  if (before.value !== undefined) return accepted(before.value);
  // First what takes it away again, then its rows, then the job: whatever of it a program leaves that dies is cleared.
  await deps.imports.remind(key, addMinutes(now, UNCONFIRMED_DAYS * 24 * 60));
  await deps.imports.putChunks(key, chunks);
  await putImportJob(deps.queues, { do: 'check', ...key });
  const changed = await changeErg<ImportRefusal, RosterImport>(deps, ask, async (erg) => {
    if (erg.state === 'archived') return refused('changed-meanwhile');
    const known = await standingOf(deps, key, fresh);
    if (!known.ok) return known;
    if (known.value !== undefined) return accepted({ erg, acts: [], given: known.value });
    return accepted({ erg, rows: [insertWrite(key, fresh)], acts: [], given: fresh });
  });
  return changed.ok ? accepted(changed.value.given ?? fresh) : changed;
}

/** The same import, if it is there already; refused where another one stands in its way. */
async function standingOf(
  deps: CommandDeps,
  { tenantId, ergId, importId }: ImportKey,
  fresh: RosterImport,
): Promise<Result<RosterImport | undefined, ImportRefusal>> {
  const imports = (await deps.imports.list(tenantId, ergId)).map(({ value }) => value);
  const same = imports.find(({ id }) => id === importId);
  if (same !== undefined) {
    return same.digest === fresh.digest ? accepted(same) : refused('id-taken');
  }
  const isFull = imports.length >= MOST_KEPT;
  return isFull || imports.some(isWaiting) ? refused('import-waiting') : accepted(undefined);
}
