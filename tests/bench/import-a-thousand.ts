import { checkImport } from '../../shared/commands/check-import.ts';
import type { ErgAsk } from '../../shared/commands/change-erg.ts';
import { makeInvitations } from '../../shared/commands/make-invitations.ts';
import { confirmImport } from '../../shared/commands/steer-import.ts';
import { uploadImport } from '../../shared/commands/upload-import.ts';
import { fateCounts } from '../../shared/domain/roster-import.ts';
import { anErg, anOrganiser, aPerson, TENANT_ID } from '../support/builders.ts';
import type { TestDeps } from '../support/command-deps.ts';
import { ergIdOf, ERGS, userIdOf } from './organisation.ts';

const ERG_ID = ergIdOf(ERGS + 1);
const IMPORT_ID = '0195a000-0000-7000-8000-00000000beef';

/** Of a thousand rows: people who agreed, people who never opened Alongside, and addresses that nobody has. */
const AGREED = 450;
const NEW = 450;
const UNKNOWN = 100;

const ASK: ErgAsk = {
  tenantId: TENANT_ID,
  ergId: ERG_ID,
  actor: { userId: anOrganiser().userId, as: 'organiser' },
};

/** An ERG, a thousand rows to import into it, and what each step of that is. */
export interface ImportOfAThousand {
  /** Taking the file, and finding out the fate of each row. */
  preview(): Promise<void>;
  /** Confirming, and making the invitations. */
  invite(): Promise<void>;
}

/** Makes what an import of a thousand rows needs in an organisation of so many people. */
export async function anImportOfAThousand(
  deps: TestDeps,
  people: number,
): Promise<ImportOfAThousand> {
  await deps.ergs.create(TENANT_ID, anErg({ id: ERG_ID, name: 'By invitation' }), 0);
  const idOf = (n: number) => userIdOf(people + 1_000 + n);
  const mailOf = (n: number) => `invited${n}@example.org`;
  const known = Array.from({ length: AGREED + NEW }, (_, n) => n);
  await deps.directory.apply(
    TENANT_ID,
    known.map((n) => ({
      after: { userId: idOf(n), name: `Invited ${n}`, mail: mailOf(n), place: '', reports: 0 },
    })),
  );
  for (const n of known.slice(0, AGREED)) {
    await deps.people.commit(undefined, aPerson({ userId: idOf(n), name: `Invited ${n}` }), []);
  }
  const rows = Array.from({ length: AGREED + NEW + UNKNOWN }, (_, n) => mailOf(n));
  const bytes = Buffer.from(['mail', ...rows].join('\n'));
  const key = { tenantId: TENANT_ID, ergId: ERG_ID, importId: IMPORT_ID };

  async function expectInvited(state: 'checked' | 'done'): Promise<void> {
    const value = (await deps.imports.read(key))?.value;
    const isRight = value?.progress.state === state && fateCounts(value).invite === AGREED + NEW;
    if (!isRight) throw new Error('The import did not become what it should.');
  }

  return {
    async preview() {
      await uploadImport(deps, ASK, { id: IMPORT_ID, bytes });
      await checkImport(deps, key, () => true);
      await expectInvited('checked');
    },
    async invite() {
      await confirmImport(deps, ASK, IMPORT_ID);
      await makeInvitations(deps, key, () => true);
      await expectInvited('done');
    },
  };
}
