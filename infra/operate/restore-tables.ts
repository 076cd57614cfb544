import { BACKUP_MONTHS, mayBeRestored } from '../../shared/domain/retention.ts';
import type { ExactRow } from '../../shared/store/azure-exact-tables.ts';
import { TABLE_NAMES, type TableName } from '../../shared/store/tables.ts';
import { type Manifest, NotABackup, readManifest, readTable } from './backup-folder.ts';
import { checkStorage, type Finding } from './check-storage.ts';
import { type OperatorStorage, operatorStorage, runAsOperator } from './operator-storage.ts';
import { rebuildProjections, rebuildSchedule } from './rebuild-projections.ts';
import { replayErasures } from './replay-erasures.ts';

// `npm run restore -- FOLDER [LEDGER …]`: puts a backup into an empty storage, before the program runs on it. Every other
// folder, a backup or its ledger alone, adds what it knows of erasures.

/** What a restore did. */
export interface Restored {
  readonly rows: number;
  readonly erasedAgain: number;
  /** What does not fit together all the same. */
  readonly findings: readonly Finding[];
}

/**
 * Restores a backup into storage that holds nothing but, perhaps, a ledger of erasures: the rows, the union of all ledgers,
 * everything that follows from people and ERGs made anew, and everybody erased again who was erased since. Throws
 * `NotABackup` where the folder is none, is too old, or storage is not empty. A restore that ended half way has begun to
 * fill the storage: it is emptied, and the restore begun again.
 */
export async function restoreTables(
  { storage, exact, commands }: OperatorStorage,
  folder: string,
  ledgers: readonly string[] = [],
  now: string = new Date().toISOString(),
): Promise<Restored> {
  const manifest = await readManifest(folder);
  const others = await Promise.all(
    ledgers.map(async (ledger) => [ledger, await readManifest(ledger)] as const),
  );
  if (!mayBeRestored(manifest.startedAt, now)) {
    throw new NotABackup(
      `Backups older than ${BACKUP_MONTHS} months are not restored: who was erased since is forgotten.`,
    );
  }
  if (manifest.tables.People === undefined) throw new NotABackup(`${folder} holds a ledger alone.`);
  const { deps, settled } = commands();
  await storage.createAll();
  for (const name of TABLE_NAMES) {
    if (name !== 'Erasures' && !(await exact.isEmpty(name))) {
      throw new NotABackup(`Storage is not empty: there is something in ${name}.`);
    }
  }
  // Who was erased is known before anybody stands there again.
  for (const [from, known] of [[folder, manifest] as const, ...others]) {
    await mergeLedger(deps.erasures, from, known);
  }
  let rows = 0;
  for (const name of TABLE_NAMES) {
    if (name === 'Erasures') continue;
    for await (const page of readTable(folder, manifest, name)) {
      const kept = page.filter((row) => isRestored(name, row));
      await exact.write(name, kept);
      rows += kept.length;
    }
  }
  await rebuildProjections(deps, storage);
  const erasedAgain = await replayErasures(deps, storage);
  await rebuildSchedule(deps, storage);
  await settled();
  return { rows, erasedAgain, findings: await checkStorage(storage, now) };
}

async function mergeLedger(
  erasures: ReturnType<OperatorStorage['commands']>['deps']['erasures'],
  folder: string,
  manifest: Manifest,
): Promise<void> {
  for await (const page of readTable(folder, manifest, 'Erasures')) {
    for (const { partitionKey, rowKey, cells } of page) {
      const at = cells['at']?.[1];
      if (at !== undefined) await erasures.merge(partitionKey, rowKey, at);
    }
  }
}

/** Whether a row is put back: what follows from people is made anew, and tombstones and hints go with it. */
function isRestored(name: TableName, { partitionKey, rowKey }: ExactRow): boolean {
  switch (name) {
    case 'Participation':
    case 'Permits':
      return false;
    case 'Schedule':
      return !/^s\d\d$/.test(partitionKey);
    case 'Rosters':
      return !/^(?:member|active|shown|requested|find)_/.test(rowKey);
    default:
      return true;
  }
}

async function main(args: readonly string[]): Promise<number> {
  const [folder, ...ledgers] = args;
  if (folder === undefined) throw new NotABackup('npm run restore -- FOLDER [LEDGER …]');
  const { rows, erasedAgain, findings } = await restoreTables(operatorStorage(), folder, ledgers);
  process.stdout.write(`${rows} rows restored, ${erasedAgain} people erased again.\n`);
  for (const { kind, where } of findings) process.stdout.write(`${kind}: ${where}\n`);
  return findings.length === 0 ? 0 : 1;
}

if (import.meta.main) await runAsOperator(main);
