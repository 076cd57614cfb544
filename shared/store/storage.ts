import type { QueueName, Queues } from './queues.ts';
import type { TableName, Tables } from './tables.ts';

/** Everything that Alongside keeps: tables and queues of one storage account. */
export interface Storage {
  readonly tables: Tables;
  readonly queues: Queues;
}

/**
 * One request to storage, as it is about to leave: for counting, and for tests that stop the program at it. One
 * that is sent again because no answer came is still one.
 */
export interface StorageRequest {
  readonly kind: 'read' | 'write' | 'queue';
  readonly on: TableName | QueueName;
  /** `get`, `readPage`, `commit`, `send`, `receive`, `hide`, `remove`, `approximateLength`. */
  readonly operation: string;
}

/** Told of every request before it leaves. May throw, or never return, in tests. */
export type StorageObserver = (request: StorageRequest) => void | Promise<void>;
