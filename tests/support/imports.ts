import { expect } from 'vitest';
import { workOnImport } from '../../bot/delivery/work-on-import.ts';
import { PACK_VISIBILITY_MS } from '../../bot/delivery/hold-message.ts';
import type { ErgAsk } from '../../shared/commands/change-erg.ts';
import { confirmImport } from '../../shared/commands/steer-import.ts';
import { handOnDueImports } from '../../shared/commands/expire-import.ts';
import { uploadImport } from '../../shared/commands/upload-import.ts';
import { fateCounts, type FateCounts, type ImportRow } from '../../shared/domain/roster-import.ts';
import { anErg, anOrganiser, aPerson, ERG_ID, type PersonFields, TENANT_ID } from './builders.ts';
import type { TestDeps } from './command-deps.ts';

export const IMPORT_ID = '0195a000-0000-7000-8000-0000000000c1';
export const OTHER_IMPORT_ID = '0195a000-0000-7000-8000-0000000000c2';

/** The id of a person of the directory, from 0, whose mail is `p{n}@example.org`. */
export function colleagueId(n: number): string {
  return `5b2e9f10-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** A colleague as Alongside finds them. */
export function colleagueKey(n: number) {
  return { tenantId: TENANT_ID, userId: colleagueId(n) };
}

/** An organiser of the ERG, who asks. */
export const ORGANISER: ErgAsk = {
  tenantId: TENANT_ID,
  ergId: ERG_ID,
  actor: { userId: anOrganiser().userId, as: 'organiser' },
};

/** An ERG that is joined by invitation, and a directory of so many people. */
export async function anOrganisation(deps: TestDeps, people: number): Promise<void> {
  await deps.ergs.create(TENANT_ID, anErg({ joinPolicy: 'by-invitation' }), 0);
  await deps.directory.apply(
    TENANT_ID,
    Array.from({ length: people }, (_, n) => ({
      after: {
        userId: colleagueId(n),
        name: `Person ${n}`,
        mail: `p${n}@example.org`,
        place: '',
        reports: 0,
      },
    })),
  );
}

/** Stores what is kept of a colleague. */
export async function keep(deps: TestDeps, n: number, fields: PersonFields = {}): Promise<void> {
  const person = aPerson({ userId: colleagueId(n), name: `Person ${n}`, ...fields });
  expect((await deps.people.commit(undefined, person, [])).ok).toBe(true);
}

/** A file with these colleagues. */
export function fileOf(people: readonly number[]): Uint8Array {
  return Buffer.from(['mail', ...people.map((n) => `p${n}@example.org`)].join('\n'));
}

/** Does all jobs that show now. */
export async function workOnImports(deps: TestDeps): Promise<void> {
  const queue = deps.queues.queue('imports');
  for (;;) {
    const [message] = await queue.receive({ most: 1, visibilityMs: PACK_VISIBILITY_MS });
    if (message === undefined) return;
    await workOnImport(deps, { queue, message }, new AbortController().signal);
  }
}

/** Uploads a file, and waits until its rows are known. Gives how many rows have each fate. */
export async function preview(
  deps: TestDeps,
  bytes: Uint8Array,
  id = IMPORT_ID,
): Promise<FateCounts> {
  expect(await uploadImport(deps, ORGANISER, { id, bytes })).toMatchObject({ ok: true });
  await workOnImports(deps);
  return (await stateOf(deps, id)).counts;
}

/** Uploads, confirms, and waits until everybody is invited. Gives how many rows have each fate. */
export async function inviteAll(
  deps: TestDeps,
  people: readonly number[],
  id = IMPORT_ID,
): Promise<FateCounts> {
  await preview(deps, fileOf(people), id);
  expect(await confirmImport(deps, ORGANISER, id)).toMatchObject({ ok: true });
  await workOnImports(deps);
  return (await stateOf(deps, id)).counts;
}

/** How far an import is. */
export async function stateOf(deps: TestDeps, importId = IMPORT_ID) {
  const loaded = await deps.imports.read({ tenantId: TENANT_ID, ergId: ERG_ID, importId });
  if (loaded === undefined) throw new Error('There is no such import.');
  return { ...loaded.value, counts: fateCounts(loaded.value) };
}

/** Every row of an import. */
export async function rowsOfImport(
  deps: TestDeps,
  importId = IMPORT_ID,
): Promise<readonly ImportRow[]> {
  const { chunks } = await stateOf(deps, importId);
  const key = { tenantId: TENANT_ID, ergId: ERG_ID, importId };
  const rows = await Promise.all(chunks.map((_, chunk) => deps.imports.readChunk(key, chunk)));
  return rows.flat();
}

/** The invitations in the partition of a colleague. */
export async function invitationsOf(deps: TestDeps, n: number) {
  return (await deps.people.load(colleagueKey(n)))?.person.invitations ?? [];
}

/** So many days later, with everything done that is over by then. */
export async function daysLater(deps: TestDeps, days: number): Promise<void> {
  deps.clock.advanceMs(days * 86_400_000);
  await handOnDueImports(deps);
  await workOnImports(deps);
}
