import { createHash } from 'node:crypto';
import { checkDirectory, type DirectoryEntry } from '../domain/directory.ts';
import {
  type DirectoryImport,
  type DirectoryImportRefusal,
  isUnderWay,
  NO_COUNTS,
} from '../domain/directory-import.ts';
import { type ExplainedProblem, explainProblems } from '../domain/explain-directory.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import { putDirectoryJob } from '../store/directory-jobs.ts';
import type { LoadedDirectoryImport } from '../store/directory-imports-store.ts';
import type { CommandDeps } from './deps.ts';
import { readDirectoryCsv } from './directory-csv.ts';
import { withReports } from './directory-plan.ts';

/** What became of an uploaded file. `problems`: nothing of it is kept; the first of them, and how many there are. */
export type DirectoryUpload =
  | Result<DirectoryImport, DirectoryImportRefusal>
  | {
      readonly ok: false;
      readonly reason: 'problems';
      readonly problems: readonly ExplainedProblem[];
      readonly total: number;
    };

/** Problems that are told at once: whoever mends these sees the next. */
const MOST_TOLD = 200;

/** Longer than anybody uploads: whoever began has died. */
const UPLOADING_MS = 10 * 60_000;

/**
 * Takes a file with everybody in an organisation: it is kept, out of everybody's sight, and a worker compares it with
 * the directory. Nothing happens to anybody. The same file under the same id again is the same import. One import
 * at a time waits to be confirmed or withdrawn.
 */
export async function uploadDirectory(
  deps: CommandDeps,
  tenantId: string,
  file: { readonly id: string; readonly bytes: Uint8Array },
): Promise<DirectoryUpload> {
  if (deps.directorySource(tenantId) !== undefined) return refused('directory-followed');
  const read = readChecked(file.bytes);
  if (!read.ok) return read;
  const digest = createHash('sha256').update(file.bytes).digest('base64url');
  const before = await deps.directoryImports.read(tenantId);
  const standing = standingOf(deps, before, { id: file.id, digest });
  if (!standing.ok) return standing;
  if (standing.value !== undefined) return accepted(standing.value);

  const begun = await deps.directoryImports.commit(tenantId, before, {
    id: file.id,
    digest,
    uploadedAt: deps.clock.now(),
    people: read.entries.length,
    progress: { state: 'uploading' },
  });
  if (begun === undefined) return refused('import-waiting');
  if (before !== undefined && before.value.id !== file.id) {
    await deps.directoryImports.removePeople(tenantId, before.value.id);
  }
  await deps.directoryImports.putPeople(tenantId, file.id, withReports(read.entries));
  await putDirectoryJob(deps.queues, { do: 'compare', tenantId, importId: file.id });
  const whole = await deps.directoryImports.commit(tenantId, begun, {
    ...begun.value,
    progress: { state: 'comparing', next: 0, counts: NO_COUNTS },
  });
  return whole === undefined ? refused('changed-meanwhile') : accepted(whole.value);
}

function readChecked(
  bytes: Uint8Array,
):
  | { readonly ok: true; readonly entries: readonly DirectoryEntry[] }
  | Extract<DirectoryUpload, { readonly reason: 'problems' }> {
  const read = readDirectoryCsv(bytes);
  const entries = read.ok ? read.entries : [];
  const problems = read.ok ? checkDirectory(entries) : read.problems;
  if (problems.length === 0) return { ok: true, entries };
  return {
    ok: false,
    reason: 'problems',
    problems: explainProblems(entries, problems.slice(0, MOST_TOLD)),
    total: problems.length,
  };
}

/** The same import, if it is there already and whole; refused where another one stands in its way. */
function standingOf(
  deps: Pick<CommandDeps, 'clock'>,
  before: LoadedDirectoryImport | undefined,
  { id, digest }: Pick<DirectoryImport, 'id' | 'digest'>,
): Result<DirectoryImport | undefined, DirectoryImportRefusal> {
  if (before === undefined) return accepted(undefined);
  const { value } = before;
  if (value.id === id) {
    if (value.digest !== digest) return refused('id-taken');
    return accepted(value.progress.state === 'uploading' ? undefined : value);
  }
  const isGivenUp =
    value.progress.state === 'uploading' &&
    Date.parse(deps.clock.now()) - Date.parse(value.uploadedAt) > UPLOADING_MS;
  return isUnderWay(value) && !isGivenUp ? refused('import-waiting') : accepted(undefined);
}
