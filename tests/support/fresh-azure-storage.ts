import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { type AzureStorage, createAzureStorage } from '../../shared/store/azure-storage.ts';
import type { StorageObserver } from '../../shared/store/storage.ts';

/** Storage in the Azurite of this run, with tables and queues of its own, all of them created and empty. */
export async function freshAzureStorage(
  options: { readonly observe?: StorageObserver } = {},
): Promise<AzureStorage> {
  const storage = createAzureStorage(
    {
      kind: 'connection-string',
      connectionString: inject('azurite'),
      tablePrefix: `t${randomUUID().replaceAll('-', '')}`,
    },
    options,
  );
  await storage.createAll();
  return storage;
}
