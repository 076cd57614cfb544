import { AsyncLocalStorage } from 'node:async_hooks';
import type { TableServiceClientOptions } from '@azure/data-tables';
import type { Gate } from './gate.ts';
import type { StorageObserver, StorageRequest } from './storage.ts';
import type { Write } from './tables.ts';

/** What the client is doing, for the policy in its pipeline. */
interface AzureTableRequest {
  readonly request: StorageRequest;
  readonly observe: StorageObserver;
  /** The writes of a transaction in order. */
  readonly writes?: readonly Write[];
}

type PipelinePolicy = NonNullable<
  TableServiceClientOptions['additionalPolicies']
>[number]['policy'];

// No answer for so long is none. The client itself would wait for ever.
const ANSWER_TIMEOUT_MS = 15_000;

const current = new AsyncLocalStorage<AzureTableRequest>();

/** Runs a call of the table client, telling the policy what it is. */
export function asAzureTableRequest<Result>(
  request: AzureTableRequest,
  call: () => Promise<Result>,
): Promise<Result> {
  return current.run(request, call);
}

/**
 * Stands in the pipeline of every table client, before its retries: a logical request passes once, however
 * often it is sent. Tells the observer and waits for it; limits the time for an answer; writes bodies in ASCII;
 * puts the ETags of deletes into a transaction, where the client (13.3.2) leaves them out and would delete
 * whatever is there; and sends it through the gate, so that the time for an answer does not run while a request waits
 * for a thousand others to be sent.
 */
export function azureTablePolicy(gate: Gate): PipelinePolicy {
  return {
    name: 'alongsideTableRequest',
    async sendRequest(httpRequest, next) {
      const running = current.getStore();
      httpRequest.timeout = ANSWER_TIMEOUT_MS;
      if (typeof httpRequest.body === 'string') httpRequest.body = asAscii(httpRequest.body);
      if (running !== undefined) {
        await running.observe(running.request);
        if (running.writes !== undefined) {
          httpRequest.body = withEtagsOfDeletes(httpRequest.body, running.writes);
        }
      } else if (new URL(httpRequest.url).pathname.endsWith('/$batch')) {
        throw new Error(
          'A transaction lost its writes on the way: its deletes would ask for no ETag.',
        );
      }
      return gate(() => next(httpRequest));
    },
  };
}

/**
 * The same JSON with an escape for every character beyond ASCII: Azurite 3.37 breaks characters that two chunks
 * of a large body share, and refuses a transaction with U+2028. Outside JSON a body has none: addresses are
 * percent-encoded.
 */
function asAscii(body: string): string {
  return body.replaceAll(/[\u0080-\uffff]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

// Begins every part of a transaction. It cannot be in a part: JSON holds no line break.
const PART = '\r\n--changeset_';

function withEtagsOfDeletes(body: unknown, writes: readonly Write[]): string {
  const [head, ...parts] = typeof body === 'string' ? body.split(PART) : [];
  const end = parts.pop();
  if (head === undefined || end === undefined || parts.length !== writes.length) {
    throw new Error('The client writes transactions in a form that is not known here.');
  }
  const conditional = parts.map((part, index) => {
    const write = writes[index];
    if (write?.kind !== 'delete' || write.etag === undefined) return part;
    const { etag } = write;
    const [before, after, ...more] = part.split(/(?<=\r\nIf-Match: )\*(?=\r\n)/i);
    const isDelete = /\r\nDELETE /.test(part);
    if (!isDelete || before === undefined || after === undefined || more.length > 0) {
      throw new Error('The client writes deletes in a form that is not known here.');
    }
    return `${before}${etag}${after}`;
  });
  return [head, ...conditional, end].join(PART);
}
