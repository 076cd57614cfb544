import { describe } from 'vitest';
import type { Storage, StorageObserver } from '../../../shared/store/storage.ts';
import { describeCommits } from './commits-contract.ts';
import { describeCommitsModel } from './commits-model-contract.ts';
import { describeObserver } from './observer-contract.ts';
import { describeQueues } from './queues-contract.ts';
import { describeReads } from './reads-contract.ts';

/** Makes storage that holds nothing yet. */
export type MakeStorage = (options?: { readonly observe?: StorageObserver }) => Promise<Storage>;

/** What every storage must do, the fake and the real one alike. */
export function describeStorage(name: string, makeStorage: MakeStorage): void {
  describe(name, () => {
    describeCommits(makeStorage);
    describeCommitsModel(makeStorage);
    describeReads(makeStorage);
    describeQueues(makeStorage);
    describeObserver(makeStorage);
  });
}
