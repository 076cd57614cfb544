import type { ExactTables } from '../../shared/store/azure-exact-tables.ts';
import { TABLE_NAMES, type TableName } from '../../shared/store/tables.ts';
import { type Manifest, NotABackup, writeBackup } from './backup-folder.ts';
import { operatorStorage, runAsOperator } from './operator-storage.ts';

// `npm run backup -- FOLDER`: everything that is stored, while the program runs. `--erasures-only`: the ledger of
// erasures alone, which is small and is to be copied often.

// What follows from others comes first and the truth last, so that the truth is never older than what follows from it.
// Permits are about this very minute.
const LAST: readonly TableName[] = ['Buddies', 'ErgContent', 'People', 'Erasures'];
const LEFT_OUT: readonly TableName[] = ['Permits'];

/** The tables of a backup, in the order in which they are copied. */
const BACKED_UP: readonly TableName[] = [
  ...TABLE_NAMES.filter((name) => !LAST.includes(name) && !LEFT_OUT.includes(name)),
  ...LAST,
];

/** Copies every table into a folder, page by page, with the types that the properties have. Throws `NotABackup`. */
export function exportTables(
  exact: Pick<ExactTables, 'pages'>,
  folder: string,
  options: { readonly now?: () => string; readonly erasuresOnly?: boolean } = {},
): Promise<Manifest> {
  const { now = () => new Date().toISOString(), erasuresOnly = false } = options;
  return writeBackup(folder, erasuresOnly ? ['Erasures'] : BACKED_UP, exact.pages, now);
}

async function main(args: readonly string[]): Promise<number> {
  const [folder, ...flags] = args;
  if (folder === undefined || flags.some((flag) => flag !== '--erasures-only')) {
    throw new NotABackup('npm run backup -- FOLDER [--erasures-only]');
  }
  const { exact } = operatorStorage();
  const manifest = await exportTables(exact, folder, { erasuresOnly: flags.length > 0 });
  for (const [name, { rows }] of Object.entries(manifest.tables)) {
    process.stdout.write(`${name}: ${rows} rows\n`);
  }
  return 0;
}

if (import.meta.main) await runAsOperator(main);
