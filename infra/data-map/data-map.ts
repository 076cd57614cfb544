import { format } from 'oxfmt';
import { QUEUE_NAMES } from '../../shared/store/queues.ts';
import { TABLE_NAMES, type TableName } from '../../shared/store/tables.ts';
import { type QueueEntry, type RowEntry, SENSITIVITIES } from './entry.ts';
import { fieldsOf } from './fields.ts';
import { QUEUE_MESSAGES } from './queue-messages.ts';
import { ROWS } from './register.ts';

/** Where the page lies, from the repository's root. */
export const DATA_MAP_FILE = 'docs/privacy/data-map.md';

const TABLES: Readonly<Record<TableName, string>> = {
  People:
    'A partition a person. Everything here is in their export, and goes when they are erased.',
  Buddies: 'A partition a pair of buddies. It goes when either ends the pair or is erased.',
  Ergs: 'The directory of ERGs, and what stands on everybody’s Home.',
  ErgContent: 'A partition an ERG: what its organisers run.',
  Rosters: 'A partition an ERG: its allies and requests. A partition an event: who comes.',
  Broadcasts: 'What was sent to many people at once.',
  Participation: 'Everybody who agreed, and nothing of what they do.',
  Releases: 'What bands are made from, and bands that were released.',
  Directory:
    'The organisation’s own directory, imported or followed; not from the persons themselves.',
  Tenants: 'What admins decided for the whole organisation.',
  Audit: 'What organisers and admins did.',
  Reports: 'What somebody found wrong with content. Who said so is kept nowhere.',
  Failures: 'Messages that were given up.',
  DeliveryCounts: 'Numbers about delivery.',
  Schedule: 'Who is to be looked at when.',
  Erasures: 'The memory that somebody was erased. It outlives every backup.',
  Permits: 'How fast messages may go, and which process does what.',
};

const INTRODUCTION = `
# Data map

For data protection officers: every kind of row and message that Alongside stores, with every field. Made by \`npm run data-map\` from
the schemas by which the program reads its storage. Tests fail where something is stored that is not here.

- **Who sees it** is about screens, routes and roles of Alongside. Whoever operates the organisation’s storage could read all of it;
  see [works-council.md](works-council.md).
- **May point to special categories**: rows that say which ERG somebody has to do with, what they mean to do, or what they wrote. Alongside
  never asks or infers whether somebody belongs to the community an ERG is for; others may guess.
- **Keyed pseudonym**: without the key, and the id, nobody is found in it.
- **How long** has a worker behind it that runs once a week, so that up to seven days may be added. Whoever leaves the organisation’s
  directory is erased 30 days later.
- A field inside of another is \`form.cue\`; one that may be called anything, \`details.*\`. In keys, what stands in braces differs from row
  to row. Every row has a time stamp and an ETag of Azure besides.
- \`revision\` and the like are counters against changes that cross; \`tenant\` is the organisation, \`user\` the Entra object id.
`;

const ELSEWHERE = `
## Elsewhere

- **The browser**: what somebody typed and did not save, until the tab is closed, it is saved or they erase themselves.
- **The chat in Teams**: the bot’s cards and what a person types, by the organisation’s own retention; see
  [processors-and-region.md](processors-and-region.md).
- **Logs and traces**: counts, times, routes, ids as keyed hashes; no names, no words.
- **Backups**: all tables but \`Permits\`, where the operator puts them; not restored after 13 months.
- **Files that were exported** by a person or an organiser lie where they put them.
`;

/** The page, as `npm run format` leaves it. */
export async function dataMap(): Promise<string> {
  const text = [
    INTRODUCTION,
    '## At a glance',
    '| table | row | data | how long |\n| - | - | - | - |',
    ...TABLE_NAMES.flatMap(rowsOf).map(lineOf),
  ].join('\n');
  const tables = TABLE_NAMES.map((name) =>
    [`## ${name}`, TABLES[name], ...rowsOf(name).map(sectionOf)].join('\n\n'),
  );
  const queues = QUEUE_NAMES.flatMap((name) =>
    QUEUE_MESSAGES.filter(({ queue }) => queue === name).map(queueOf),
  );
  const whole = [
    text.replace('\n| table', '\n\n| table'),
    ...tables,
    '## Queues',
    'Messages go when they are done, and hold no words that somebody wrote.',
    ...queues,
    ELSEWHERE,
  ].join('\n\n');
  const { code, errors } = await format(DATA_MAP_FILE, whole, { printWidth: 100 });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return code;
}

function rowsOf(name: TableName): readonly RowEntry[] {
  return ROWS.filter(({ table }) => table === name);
}

function lineOf({ table, name, sensitivity, kept }: RowEntry): string {
  return `| ${table} | ${name} | ${SENSITIVITIES[sensitivity]} | ${kept} |`;
}

function sectionOf(entry: RowEntry): string {
  const { name, partition, key, schema, line } = entry;
  return [
    `### ${name}`,
    `\`${key}\` in partition \`${partition}\`. **${sentence(SENSITIVITIES[entry.sensitivity])}** ${entry.holds}`,
    [
      ...answersOf(entry),
      `- Fields: ${listOf(fieldsOf(schema))}`,
      ...(line === undefined ? [] : [`- Each line of \`text\`: ${listOf(fieldsOf(line))}`]),
    ].join('\n'),
  ].join('\n\n');
}

function queueOf(entry: QueueEntry): string {
  return [
    `### Queue ${entry.queue}`,
    `**${sentence(SENSITIVITIES[entry.sensitivity])}** ${entry.holds}`,
    [...answersOf(entry), `- Fields: ${listOf(fieldsOf(entry.schema))}`].join('\n'),
  ].join('\n\n');
}

function answersOf({ about, why, kept, seen }: RowEntry | QueueEntry): readonly string[] {
  return [`- About: ${about}`, `- Why: ${why}`, `- How long: ${kept}`, `- Who sees it: ${seen}`];
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function listOf(fields: readonly string[]): string {
  return fields.map((field) => `\`${field}\``).join(', ');
}
