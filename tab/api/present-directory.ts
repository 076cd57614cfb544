import type {
  DirectoryImportView,
  DirectoryReply,
  DirectoryUploadReply,
} from '../../shared/contract/directory.ts';
import type { DirectoryUpload } from '../../shared/commands/upload-directory.ts';
import { type DirectoryImport, removesMany } from '../../shared/domain/directory-import.ts';
import type { DirectorySync } from '../../shared/store/directory-sync-store.ts';
import { DIRECTORY_SHARDS } from '../../shared/store/directory-store.ts';
import { orProblem } from './problems.ts';

/** An import of the directory as admins see it: numbers alone. */
export function presentDirectoryImport(value: DirectoryImport): DirectoryImportView {
  const { id, uploadedAt, people, progress } = value;
  const isCounted =
    progress.state === 'compared' || progress.state === 'applying' || progress.state === 'done';
  return {
    id,
    uploadedAt,
    people,
    state: progress.state,
    parts: DIRECTORY_SHARDS,
    partsDone: partsDone(value),
    ...(isCounted ? { counts: progress.counts } : {}),
    removesMany: isCounted && removesMany(progress.counts),
  };
}

/** How far the directory follows a source, as admins see it. */
export function presentFollowing(
  sync: DirectorySync | undefined,
): NonNullable<DirectoryReply['follows']> {
  const { circles = 0, finishedAt } = sync ?? {};
  return finishedAt === undefined ? { circles } : { circles, finishedAt };
}

/** What became of an uploaded file. Throws a `RequestProblem` where it could not be taken at all. */
export function presentDirectoryUpload(upload: DirectoryUpload): DirectoryUploadReply {
  if (upload.ok || upload.reason !== 'problems') {
    return { outcome: 'kept', import: presentDirectoryImport(orProblem(upload)) };
  }
  return {
    outcome: 'problems',
    problems: upload.problems.map((problem) => ({ ...problem, others: [...problem.others] })),
    total: upload.total,
  };
}

function partsDone({ progress }: DirectoryImport): number {
  switch (progress.state) {
    case 'comparing':
    case 'applying':
      return progress.next;
    case 'uploading':
      return 0;
    case 'compared':
    case 'done':
    case 'withdrawn':
      return DIRECTORY_SHARDS;
  }
}
