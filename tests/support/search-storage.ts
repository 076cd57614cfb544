import type { Queue, QueueName, Queues } from '../../shared/store/queues.ts';
import { QUEUE_NAMES } from '../../shared/store/queues.ts';
import type { Row } from '../../shared/store/tables.ts';
import { TABLE_NAMES } from '../../shared/store/tables.ts';
import type { WholeTables } from '../../shared/store/whole-tables.ts';

/** Queues whose messages can be looked at, hidden ones too, until they are removed. */
export interface OpenQueues extends Queues {
  texts(name: QueueName): readonly string[];
}

/** Lets a test look at what lies in queues. */
export function openQueues(queues: Queues): OpenQueues {
  const texts = new Map(QUEUE_NAMES.map((name) => [name, new Map<string, string>()]));
  const open = new Map(
    QUEUE_NAMES.map((name): [QueueName, Queue] => {
      const queue = queues.queue(name);
      return [
        name,
        {
          ...queue,
          async send(text, options) {
            const receipt = await queue.send(text, options);
            texts.get(name)?.set(receipt.messageId, text);
            return receipt;
          },
          async remove(receipt) {
            const isGone = await queue.remove(receipt);
            if (isGone) texts.get(name)?.delete(receipt.messageId);
            return isGone;
          },
        },
      ];
    }),
  );
  return {
    queue: (name) => open.get(name) ?? queues.queue(name),
    texts: (name) => [...(texts.get(name)?.values() ?? [])],
  };
}

/** Where one of some words stands: `People c_profile`, `queue packs`. */
export interface Found {
  readonly word: string;
  readonly where: string;
  readonly text: string;
}

/**
 * Looks for words in every row of every table, key and cells, and in every message of every queue: as they are, whatever
 * the case, and inside of base64.
 */
export async function searchStorage(
  { everyRow }: WholeTables,
  queues: OpenQueues,
  words: readonly string[],
): Promise<readonly Found[]> {
  const found: Found[] = [];
  const look = (where: string, text: string) => {
    const plain = [text, ...decoded(text)].join('\n').toLowerCase();
    for (const word of words) {
      if (plain.includes(word.toLowerCase())) found.push({ word, where, text });
    }
  };
  for (const name of TABLE_NAMES) {
    for await (const row of everyRow(name)) look(`${name} ${kindOf(row)}`, textOf(row));
  }
  for (const name of QUEUE_NAMES) {
    for (const text of queues.texts(name)) look(`queue ${name}`, text);
  }
  return found;
}

function textOf({ partitionKey, rowKey, cells }: Row): string {
  return JSON.stringify({ partitionKey, rowKey, cells });
}

function kindOf({ rowKey }: Row): string {
  return /^(?:[cp]_)?[a-z]*/.exec(rowKey)?.[0] ?? '';
}

/** What stands in a text as base64, as far as it is one. */
function decoded(text: string): readonly string[] {
  return (text.match(/[A-Za-z0-9+/_-]{16,}={0,2}/g) ?? []).map((part) =>
    Buffer.from(part, 'base64').toString('utf8'),
  );
}
