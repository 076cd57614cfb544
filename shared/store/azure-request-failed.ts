import { RestError } from '@azure/data-tables';
import { z } from 'zod';
import type { StorageRequest } from './storage.ts';

/**
 * A request to storage failed in a way that its caller does not expect: no answer, no right, too busy, no such
 * table. Its message names the operation, never a key; `cause` is the client's own error.
 */
export class StorageRequestFailed extends Error {
  override readonly name = 'StorageRequestFailed';
  /** Storage's name for what is wrong, `ServerBusy`; where it gave no answer, what the client calls it. */
  readonly code: string;
  /** The HTTP status, where there was an answer. */
  readonly statusCode: number | undefined;

  constructor(request: StorageRequest, code: string, cause: Error & { statusCode?: number }) {
    super(`${request.operation} on ${request.on} failed: ${code}`, { cause });
    this.code = code;
    this.statusCode = cause.statusCode;
  }
}

// Tables name the code in the body, transactions and queues on the error itself.
const Details = z.object({
  errorCode: z.string().optional(),
  odataError: z.object({ code: z.string() }).optional(),
});

/** Storage's name for what is wrong, `EntityAlreadyExists`; undefined where it said nothing. */
export function azureErrorCode(error: unknown): string | undefined {
  if (!(error instanceof RestError)) return undefined;
  const details = Details.safeParse(error.details).data;
  return details?.odataError?.code ?? error.code ?? details?.errorCode;
}

/** What to throw: the clients' errors as `StorageRequestFailed`, every other as it is. */
export function asStorageFailure(request: StorageRequest, error: unknown): unknown {
  if (error instanceof RestError) {
    return new StorageRequestFailed(request, azureErrorCode(error) ?? 'Unknown', error);
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return new StorageRequestFailed(request, 'Timeout', error);
  }
  return error;
}
