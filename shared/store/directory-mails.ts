import { createHash } from 'node:crypto';
import { foldMail } from '../domain/mail.ts';
import { spreadOf } from '../domain/spread.ts';
import type { DirectoryChange, DirectoryPerson } from './directory-store.ts';
import { keySafe } from './guards.ts';
import { encodeRow } from './row-codec.ts';
import type { RowRange, Write } from './tables.ts';

const MAIL_SHARDS = 16;
const LARGEST_TRANSACTION = 100;

/** Where everybody with this mail address is found, in whatever case it is written. */
export function mailRange(
  tenantId: string,
  mail: string,
): { readonly partitionKey: string; readonly range: RowRange } {
  const folded = foldMail(mail);
  const key = mailKeyOf(folded);
  return {
    partitionKey: mailPartition(tenantId, folded),
    range: { from: `${key}_`, before: `${key}\`` },
  };
}

function mailPartition(tenantId: string, folded: string): string {
  const shard = spreadOf(folded) % MAIL_SHARDS;
  return `${tenantId}_m${String(shard).padStart(2, '0')}`;
}

/** How a mail address stands in a key: no two alike, however long they are. */
function mailKeyOf(folded: string): string {
  const safe = keySafe(folded);
  if (safe.length <= 300) return `mail_${safe}`;
  return `mail_${safe.slice(0, 200)} ${createHash('sha256').update(folded).digest('hex')}`;
}

/** The row by which somebody is found by mail: one of their own, so that two with one address do not fight over it. */
export function mailRowKey({
  userId,
  mail,
}: Pick<DirectoryPerson, 'userId' | 'mail'>): string | undefined {
  return mail === '' ? undefined : `${mailKeyOf(foldMail(mail))}_${userId}`;
}

/**
 * What changes by mail, a hundred writes at a time. Written before the persons: where a program dies in between, a
 * person still differs from the file, and the next import does it again.
 */
export function mailTransactions(
  tenantId: string,
  changes: readonly DirectoryChange[],
): readonly (readonly Write[])[] {
  const byPartition = new Map<string, Map<string, Write>>();
  const add = (mail: string, rowKey: string, write: (partitionKey: string) => Write): void => {
    const partitionKey = mailPartition(tenantId, foldMail(mail));
    const writes = byPartition.get(partitionKey) ?? new Map<string, Write>();
    byPartition.set(partitionKey, writes.set(rowKey, write(partitionKey)));
  };
  for (const { before, after } of changes) {
    const known = before?.mailKey;
    const wanted = after === undefined ? undefined : mailRowKey(after);
    if (known === wanted) continue;
    if (before !== undefined && known !== undefined) {
      add(before.person.mail, known, (partitionKey) => {
        return { kind: 'delete', partitionKey, rowKey: known };
      });
    }
    if (after !== undefined && wanted !== undefined) {
      const { userId, mail } = after;
      add(mail, wanted, (partitionKey) => {
        return { kind: 'upsert', row: encodeRow(partitionKey, wanted, { userId, mail }) };
      });
    }
  }
  return [...byPartition.values()].flatMap((writes) => {
    const all = [...writes.values()];
    return Array.from({ length: Math.ceil(all.length / LARGEST_TRANSACTION) }, (_, index) =>
      all.slice(index * LARGEST_TRANSACTION, (index + 1) * LARGEST_TRANSACTION),
    );
  });
}
