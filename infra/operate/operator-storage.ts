import { DefaultAzureCredential } from '@azure/identity';
import { z } from 'zod';
import { composeCommands } from '../../shared/program/compose-commands.ts';
import { createLog } from '../../shared/program/log.ts';
import type { CommandDeps } from '../../shared/commands/deps.ts';
import { createExactTables, type ExactTables } from '../../shared/store/azure-exact-tables.ts';
import {
  type AzureStorage,
  type AzureStorageConnection,
  createAzureStorage,
} from '../../shared/store/azure-storage.ts';

const Environment = z.object({
  /** Instead of the two addresses: an account with its key, as of Azurite. */
  STORAGE_CONNECTION: z.string().min(1).optional(),
  TABLES_URL: z.url().optional(),
  QUEUES_URL: z.url().optional(),
  PSEUDONYM_KEY: z.string().min(32).optional(),
});

/** The storage that an operator works on. */
export interface OperatorStorage {
  readonly storage: AzureStorage;
  readonly exact: ExactTables;
  /** Commands over it. Throws where the key of pseudonyms is not known. */
  readonly commands: () => {
    readonly deps: CommandDeps;
    readonly settled: () => Promise<void>;
  };
}

/** The storage that a connection names. */
export function operateOn(
  connection: AzureStorageConnection,
  pseudonymKey: string | undefined,
): OperatorStorage {
  const storage = createAzureStorage(connection);
  return {
    storage,
    exact: createExactTables(connection),
    commands() {
      if (pseudonymKey === undefined) {
        throw new Error('Say PSEUDONYM_KEY: without it nobody is found in the ledger of erasures.');
      }
      const { commandDeps, settled } = composeCommands({
        storage,
        clock: { now: () => new Date().toISOString(), realMs: Date.now },
        log: createLog('warn'),
        pseudonymKey,
      });
      return { deps: commandDeps, settled };
    },
  };
}

/** The storage that the environment names: the same variables as those of the program. */
export function operatorStorage(): OperatorStorage {
  const said = Environment.parse(process.env);
  const { STORAGE_CONNECTION, TABLES_URL, QUEUES_URL, PSEUDONYM_KEY } = said;
  if (STORAGE_CONNECTION !== undefined) {
    return operateOn(
      { kind: 'connection-string', connectionString: STORAGE_CONNECTION },
      PSEUDONYM_KEY,
    );
  }
  if (TABLES_URL === undefined || QUEUES_URL === undefined) {
    throw new Error('Say TABLES_URL and QUEUES_URL, or STORAGE_CONNECTION.');
  }
  const credential = new DefaultAzureCredential();
  return operateOn(
    { kind: 'identity', tablesUrl: TABLES_URL, queuesUrl: QUEUES_URL, credential },
    PSEUDONYM_KEY,
  );
}

/** Runs what an operator asked for; what goes wrong is one line, and an exit code. */
export async function runAsOperator(
  run: (args: readonly string[]) => Promise<number>,
): Promise<void> {
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
