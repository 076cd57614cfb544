import { z } from 'zod';
import type { PersonKey } from '../domain/person.ts';
import type { Instant } from '../domain/time.ts';
import { type BrokenRowReporter, decodeRow, encodeRow } from './row-codec.ts';
import type { StoredRow, Tables, Write } from './tables.ts';

/** Somebody in the pilot group. */
export const MemberRow = z.object({ userId: z.string(), since: z.string() });

/** How many are in it. */
export const CountRow = z.object({ count: z.number() });

/** Somebody in the pilot group: an id alone, since names are the directory's. */
export type PilotMember = z.infer<typeof MemberRow>;

/** A page of the pilot group. */
export interface PilotPage {
  readonly members: readonly PilotMember[];
  readonly continuation?: string;
}

/** The store of pilot groups. */
export type PilotStore = ReturnType<typeof createPilotStore>;

const MEMBERS_A_PAGE = 20;
const MOST_TRIES = 8;
const COUNT = 'count';
const MEMBERS_RANGE = { from: 'user_', before: 'user`' } as const;

/** The pilot group changed under every try. */
class PilotContended extends Error {
  override readonly name = 'PilotContended';
}

/** In the table `Tenants`, a partition beside the rules: a row a person, and how many there are, in one transaction. */
export function createPilotStore(tables: Tables, report: BrokenRowReporter) {
  const tenants = tables.table('Tenants');

  /** Since when somebody is in the pilot group; undefined where they are not. One point read. */
  async function read({ tenantId, userId }: PersonKey): Promise<Instant | undefined> {
    const row = await tenants.get(partitionOf(tenantId), userKey(userId));
    return row === undefined ? undefined : decodeRow(MemberRow, row, 'Tenants', report)?.since;
  }

  /** Puts somebody in, or takes them out; `same` where that is so already. Three requests. Throws `PilotContended`. */
  async function change(
    { tenantId, userId }: PersonKey,
    wanted: 'in' | 'out',
    now: Instant,
  ): Promise<'changed' | 'same'> {
    const partitionKey = partitionOf(tenantId);
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const [row, counted] = await Promise.all([
        tenants.get(partitionKey, userKey(userId)),
        tenants.get(partitionKey, COUNT),
      ]);
      if ((row !== undefined) === (wanted === 'in')) return 'same';
      const before = await numberOf(tenantId, counted);
      const inAll = Math.max(0, before + (wanted === 'in' ? 1 : -1));
      const countRow = encodeRow(partitionKey, COUNT, { count: inAll });
      const member: Write =
        row === undefined
          ? {
              kind: 'insert',
              row: encodeRow(partitionKey, userKey(userId), { userId, since: now }),
            }
          : { kind: 'delete', partitionKey, rowKey: row.rowKey, etag: row.etag };
      const outcome = await tenants.commit([
        member,
        counted === undefined
          ? { kind: 'insert', row: countRow }
          : { kind: 'replace', row: countRow, etag: counted.etag },
      ]);
      if (outcome.ok) return 'changed';
    }
    throw new PilotContended('A pilot group changed under every try.');
  }

  /** How many are in. One point read; where its row is broken, one more for every thousand of them. */
  async function count(tenantId: string): Promise<number> {
    return numberOf(tenantId, await tenants.get(partitionOf(tenantId), COUNT));
  }

  /** What the row says; where it is broken, its people are counted, and the next change writes it anew. */
  async function numberOf(tenantId: string, row: StoredRow | undefined): Promise<number> {
    if (row === undefined) return 0;
    const said = decodeRow(CountRow, row, 'Tenants', report);
    if (said !== undefined) return said.count;
    return (await tenants.readRange(partitionOf(tenantId), MEMBERS_RANGE)).length;
  }

  /** A page of at most twenty, in an order that says nothing about them. One request. Throws `ContinuationNotAllowed`. */
  async function readPage(tenantId: string, continuation: string | undefined): Promise<PilotPage> {
    const page = await tenants.readPage(partitionOf(tenantId), MEMBERS_RANGE, {
      limit: MEMBERS_A_PAGE,
      ...(continuation === undefined ? {} : { continuation }),
    });
    return {
      members: page.rows.flatMap((row) => decodeRow(MemberRow, row, 'Tenants', report) ?? []),
      ...(page.continuation === undefined ? {} : { continuation: page.continuation }),
    };
  }

  return { read, change, count, readPage };
}

function partitionOf(tenantId: string): string {
  return `${tenantId}_pilot`;
}

function userKey(userId: string): string {
  return `user_${userId}`;
}
