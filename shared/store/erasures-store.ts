import { z } from 'zod';
import type { PersonKey } from '../domain/person.ts';
import type { Instant } from '../domain/time.ts';
import { LARGEST_PAGE } from './guards.ts';
import type { Pseudonymise } from './pseudonyms.ts';
import type { Row, StoredRow, Tables, Write } from './tables.ts';

/** The store of erasures. */
export type ErasuresStore = ReturnType<typeof createErasuresStore>;

/** When whoever a pseudonym stands for was erased. */
export const ErasureRow = z.object({ at: z.string() });

const LARGEST_TRANSACTION = 100;
const MOST_TRIES = 6;

/**
 * The table `Erasures`: a partition a tenant, a row for each who was erased: a keyed pseudonym, and when. It is written
 * before an erasing begins and outlives every backup, so that the erasing is repeated after a restore. Nobody can be found
 * in it without their id and the key.
 */
export function createErasuresStore(tables: Tables, pseudonymise: Pseudonymise) {
  const erasures = tables.table('Erasures');

  function keyOf({ tenantId, userId }: PersonKey): string {
    return pseudonymise(`${tenantId} erased ${userId}`);
  }

  /** When somebody was erased last; undefined where never, or so long ago that it is forgotten. One point read. */
  async function read(key: PersonKey): Promise<Instant | undefined> {
    const row = await erasures.get(key.tenantId, keyOf(key));
    return row === undefined ? undefined : atOf(row);
  }

  /** Remembers that somebody is erased now, and gives when they were erased before. A later time stays. Two requests. */
  async function note(key: PersonKey, at: Instant): Promise<Instant | undefined> {
    const before = await read(key);
    if (before === undefined || before < at) await put(key.tenantId, keyOf(key), at);
    return before;
  }

  /** Puts back what was known `before` of somebody who is not erased after all. */
  async function takeBack(key: PersonKey, before: Instant | undefined): Promise<void> {
    if (before !== undefined) return put(key.tenantId, keyOf(key), before);
    await erasures.commit([{ kind: 'delete', partitionKey: key.tenantId, rowKey: keyOf(key) }]);
    return undefined;
  }

  /** Takes over what another ledger remembers of a pseudonym: the later time stays. */
  async function merge(tenantId: string, pseudonym: string, at: Instant): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const known = await erasures.get(tenantId, pseudonym);
      if (known !== undefined && atOf(known) >= at) return;
      const row = toRow(tenantId, pseudonym, at);
      const { ok } = await erasures.commit([
        known === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag: known.etag },
      ]);
      if (ok) return;
    }
    throw new Error('An erasure changed under every try.');
  }

  /** Forgets erasures before a moment. A request for every thousand that are kept, and for every hundred that go. */
  async function removeBefore(tenantId: string, moment: Instant): Promise<void> {
    let continuation: string | undefined;
    do {
      const page = await erasures.readPage(
        tenantId,
        {},
        { limit: LARGEST_PAGE, ...(continuation === undefined ? {} : { continuation }) },
      );
      const old = page.rows.filter((row) => atOf(row) < moment);
      for (let from = 0; from < old.length; from += LARGEST_TRANSACTION) {
        const part = old.slice(from, from + LARGEST_TRANSACTION);
        // One that was written anew meanwhile stays, and the others go the next time.
        await erasures.commit(
          part.map(({ partitionKey, rowKey, etag }): Write => {
            return { kind: 'delete', partitionKey, rowKey, etag };
          }),
        );
      }
      continuation = page.continuation;
    } while (continuation !== undefined);
  }

  async function put(tenantId: string, pseudonym: string, at: Instant): Promise<void> {
    await erasures.commit([{ kind: 'upsert', row: toRow(tenantId, pseudonym, at) }]);
  }

  return { read, note, takeBack, merge, removeBefore };
}

function toRow(tenantId: string, pseudonym: string, at: Instant): Row {
  const cells: z.infer<typeof ErasureRow> = { at };
  return { partitionKey: tenantId, rowKey: pseudonym, cells };
}

function atOf({ cells }: StoredRow): Instant {
  return String(cells['at']);
}
