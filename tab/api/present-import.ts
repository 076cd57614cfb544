import type { ImportView } from '../../shared/contract/imports.ts';
import type { LinkView } from '../../shared/contract/links.ts';
import { type InvitationLink, isGood } from '../../shared/domain/invitation-link.ts';
import { fateCounts, type RosterImport } from '../../shared/domain/roster-import.ts';
import type { Instant } from '../../shared/domain/time.ts';

/** An import as its organisers see it: numbers alone. */
export function presentImport(value: RosterImport): ImportView {
  const { id, uploadedAt, rows, progress } = value;
  return {
    id,
    uploadedAt,
    rows,
    state: progress.state,
    rowsDone: rowsDone(value),
    counts: fateCounts(value),
    ...(progress.state === 'inviting' ? { until: progress.until } : {}),
  };
}

/** Every row of a chunk that is done has a fate. */
function rowsDone({ rows, chunks, progress }: RosterImport): number {
  if (progress.state !== 'checking' && progress.state !== 'inviting') return rows;
  return chunks
    .slice(0, progress.next)
    .flat()
    .reduce((sum, count) => sum + count, 0);
}

/** A link as its organisers see it. */
export function presentLink(link: InvitationLink, now: Instant): LinkView {
  const { id, label, createdAt, expiresAt, withdrawnAt } = link;
  const over = withdrawnAt === undefined ? 'expired' : 'withdrawn';
  return { id, label, createdAt, expiresAt, state: isGood(link, now) ? 'good' : over };
}
