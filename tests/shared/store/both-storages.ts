import { createMemoryStorage } from '../../../shared/store/memory-storage.ts';
import type { Storage } from '../../../shared/store/storage.ts';
import { freshAzureStorage } from '../../support/fresh-azure-storage.ts';

/** The storages that a store is tried on: name, and how to make an empty one. */
export const BOTH_STORAGES: readonly (readonly [string, () => Promise<Storage>])[] = [
  ['in memory', async () => createMemoryStorage()],
  ['in Azurite', freshAzureStorage],
];
