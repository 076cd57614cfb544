import type { z } from 'zod';
import { type Condition, RIGHTS, type Relation, type Subject } from '../../shared/domain/rights.ts';
import type { QueueName } from '../../shared/store/queues.ts';
import type { Row, TableName } from '../../shared/store/tables.ts';

/** How a kind of row stands to persons. */
export const SENSITIVITIES = {
  special: 'personal data; may point to special categories',
  personal: 'personal data',
  pseudonym: 'keyed pseudonyms',
  none: 'no personal data',
} as const;

/** What a data protection officer asks of anything that is stored. Every text is a sentence, or several. */
interface Words {
  readonly holds: string;
  readonly about: string;
  readonly why: string;
  readonly kept: string;
  readonly seen: string;
  readonly sensitivity: keyof typeof SENSITIVITIES;
}

/** One kind of row. In keys, what stands in braces is different from row to row. */
export interface RowEntry extends Words {
  readonly table: TableName;
  readonly name: string;
  readonly partition: string;
  readonly key: string;
  readonly schema: z.ZodType;
  /** Where a row holds a piece of a long text: how one line of that is read. */
  readonly line?: z.ZodType;
}

/** What the messages of one queue hold. */
export interface QueueEntry extends Words {
  readonly queue: QueueName;
  readonly schema: z.ZodType;
}

const READERS: Readonly<Record<Relation, string>> = {
  owner: 'the person',
  'fellow-ally': 'other allies of the ERG',
  buddy: 'the buddy',
  organiser: 'organisers of the ERG',
  manager: 'the manager',
  admin: 'admins',
  anyone: 'every employee',
};

const WHERE: Readonly<Record<Condition, string>> = {
  'shown-to-allies': 'where the person chose so',
};

/** Who sees a thing, as the table of rights has it. */
export function seenBy(subject: Subject): string {
  const rights: readonly { readonly relation: Relation; readonly when?: Condition }[] =
    RIGHTS[subject].read;
  const readers = rights.map(({ relation, when }) =>
    when === undefined ? READERS[relation] : `${READERS[relation]}, ${WHERE[when]}`,
  );
  const text = readers.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** What workers need alone. */
export const NOBODY = 'Nobody.';

/** What only the person can see: it is in their export. */
export const IN_EXPORT = 'The person, in their export.';

/** Ids, in which no underscore stands. Anything else in braces may hold any text. */
const IDS: ReadonlySet<string> = new Set([
  ...['tenant', 'user', 'erg', 'event', 'pair', 'broadcast', 'ERG, or admin', '00 to 15'],
]);

/** Whether a row is of this kind, by its keys. */
export function isOfKind(
  entry: Pick<RowEntry, 'partition' | 'key'>,
  { partitionKey, rowKey }: Pick<Row, 'partitionKey' | 'rowKey'>,
): boolean {
  return patternOf(entry.partition).test(partitionKey) && patternOf(entry.key).test(rowKey);
}

function patternOf(template: string): RegExp {
  const parts = template.split(/\{([^}]*)\}/).map((part, index) => {
    if (index % 2 === 0) return part;
    return IDS.has(part) ? '[^_]+' : '.+';
  });
  return new RegExp(`^${parts.join('')}$`, 's');
}
