import { createMemoryQueue } from './memory-queue.ts';
import { createMemoryTable, type MemoryPager } from './memory-table.ts';
import { QUEUE_NAMES, type QueueName } from './queues.ts';
import type { Storage, StorageObserver, StorageRequest } from './storage.ts';
import { TABLE_NAMES, type TableName } from './tables.ts';
import type { WholeTables } from './whole-tables.ts';

/** How the fake is set up. Nothing needs to be. */
export interface MemoryStorageOptions {
  /** Told of every request, and awaited, before it has any effect. */
  readonly observe?: StorageObserver;
  /** Real time in milliseconds, for the visibility of messages. `Date.now` where it is left out. */
  readonly realMs?: () => number;
  /** Makes pages short or empty, as Azure may at any time. */
  readonly pager?: MemoryPager;
}

/**
 * Storage in memory that behaves as Azure's, for tests and benchmarks: the same outcomes, limits, order and
 * number of requests. All its tables and queues exist from the start; it ends with the program.
 */
export function createMemoryStorage(options: MemoryStorageOptions = {}): Storage & WholeTables {
  const { observe, realMs = Date.now, pager = {} } = options;
  // Even without an observer every request takes its turn, as over a network.
  const leaving = async (request: StorageRequest): Promise<void> => observe?.(request);

  const tables = new Map(
    TABLE_NAMES.map((name) => [name, createMemoryTable(name, { leaving, pager })]),
  );
  const queues = new Map(
    QUEUE_NAMES.map((name) => [name, createMemoryQueue(name, { leaving, realMs })]),
  );
  return {
    tables: { table: (name: TableName) => known(tables.get(name)) },
    queues: { queue: (name: QueueName) => known(queues.get(name)) },
    everyRow: (name: TableName) => known(tables.get(name)).everyRow(),
  };
}

function known<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new TypeError('There is no table or queue of this name.');
  return found;
}
