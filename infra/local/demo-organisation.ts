import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { createErg } from '../../shared/commands/create-erg.ts';
import type { CommandDeps } from '../../shared/commands/deps.ts';
import { readDirectoryCsv } from '../../shared/commands/directory-csv.ts';
import { importDirectory } from '../../shared/commands/import-directory.ts';
import { type DirectoryEntry, reportCounts } from '../../shared/domain/directory.ts';
import { ASK_AGAIN_AFTER_DAYS, JOIN_POLICIES } from '../../shared/domain/erg.ts';
import type { NamedPerson } from '../../shared/domain/named-person.ts';
import { AskWordsBody, EventWordsBody, LessonWordsBody } from '../../shared/contract/content.ts';
import { addDays } from '../../shared/domain/cadence.ts';
import type { ErgItem, ItemKind } from '../../shared/domain/erg-content.ts';
import { draftOf, moveItem, type Written } from '../../shared/domain/erg-content-decisions.ts';
import { colleagues } from './colleagues.ts';
import { releaseDemoYear } from './demo-year.ts';
import type { LocalPerson } from './people.ts';

/** The Entra tenant of the demo organisation, Brightwater. */
export const DEMO_TENANT_ID = 'cc729e71-0b0d-4fdc-98bc-ad60ab61f250';

const ADMIN_ROLE = 'Alongside.Admin';

const Cast = z.array(
  z.strictObject({
    id: z.uuid(),
    name: z.string().min(1),
    mail: z.email(),
    note: z.string().min(1),
    roles: z.array(z.literal(ADMIN_ROLE)),
    guest: z.boolean(),
  }),
);

const DemoErgs = z.array(
  z.strictObject({
    id: z.uuid(),
    name: z.string().min(1),
    purpose: z.string().min(1),
    tags: z.array(z.string().min(1)),
    places: z.array(z.string().min(1)),
    picture: z.string().min(1),
    contact: z.string().min(1),
    teamUrl: z.url().exactOptional(),
    channelUrl: z.url().exactOptional(),
    joinPolicy: z.enum(JOIN_POLICIES),
    asks: z.array(AskWordsBody).min(1),
    lessons: z.array(LessonWordsBody),
    events: z.array(EventWordsBody.omit({ date: true }).extend({ inDays: z.int().positive() })),
    organisers: z.array(z.uuid()).min(1),
    sponsor: z.uuid(),
  }),
);

/**
 * Puts the demo organisation into the tables: its directory, and its ERGs with nobody on their rosters, since
 * only somebody who joined may be on one. It loads once: afterwards it costs one point read, and what
 * somebody tried out stays as they left it. So many made-up colleagues are in its directory besides. Throws where the
 * demo files do not fit together.
 */
export async function loadDemoOrganisation(deps: CommandDeps, more = 0): Promise<void> {
  const ergs = readErgs();
  // The last one is created last of all.
  const last = ergs.at(-1);
  if (last === undefined) return;
  const isLoaded = (await deps.ergs.read(DEMO_TENANT_ID, last.id)) !== undefined;
  if (isLoaded && (await areKnown(deps, more))) return;
  const actorId = adminOf(readCast());
  const csv = directoryWith(more);
  const imported = await importDirectory(deps, { tenantId: DEMO_TENANT_ID, actorId, csv });
  if (!imported.ok) throw new Error(`The demo directory was not imported: ${imported.reason}.`);
  if (isLoaded) return;
  await releaseDemoYear(deps, DEMO_TENANT_ID, readPeople());

  const nameOf = new Map(readPeople().map(({ userId, name }) => [userId, name]));
  const named = (userId: string): NamedPerson => {
    const name = nameOf.get(userId);
    if (name === undefined)
      throw new Error(`A demo ERG names ${userId}, who is not in people.csv.`);
    return { userId, name };
  };
  for (const { asks, lessons, events, ...erg } of ergs) {
    const created = await createErg(deps, {
      tenantId: DEMO_TENANT_ID,
      actorId,
      items: publishedItems(deps, { asks, lessons, events }),
      erg: {
        ...erg,
        organisers: erg.organisers.map((userId) => ({
          ...named(userId),
          since: deps.clock.now(),
          appointedBy: 'admin',
        })),
        sponsor: named(erg.sponsor),
        state: 'active',
        askAgainAfterDays: ASK_AGAIN_AFTER_DAYS,
        revision: 1,
      },
    });
    if (!created.ok)
      throw new Error(`The demo ERG "${erg.name}" was not created: ${created.reason}.`);
  }
}

/** Whether so many colleagues are in the directory. */
async function areKnown(deps: CommandDeps, count: number): Promise<boolean> {
  const last = colleagues(count).at(-1);
  return last === undefined || (await deps.directory.read(DEMO_TENANT_ID, last.id)) !== undefined;
}

/** The directory as a file, with so many colleagues, whose manager is whoever has none. */
function directoryWith(more: number): string {
  const top = readPeople().find(({ managerId }) => managerId === undefined)?.userId;
  const rows = colleagues(more).map(({ id, name, mail, place }) =>
    [id, name, mail, top, place].join(','),
  );
  return [readDemoFile('people.csv').toString().trimEnd(), ...rows].join('\n');
}

/** What a demo ERG has published before anybody comes; its events lie ahead from today on. */
function publishedItems(
  { clock, newId }: CommandDeps,
  { asks, lessons, events }: Pick<z.infer<typeof DemoErgs>[number], 'asks' | 'lessons' | 'events'>,
): readonly ErgItem[] {
  const now = clock.now();
  const written: readonly Written[] = [
    ...asks.map((words) => ({ kind: 'ask', words }) as const),
    ...lessons.map((words) => ({ kind: 'lesson', words }) as const),
    ...events.map(
      ({ inDays, ...words }) =>
        ({ kind: 'event', words: { ...words, date: addDays(now.slice(0, 10), inDays) } }) as const,
    ),
  ];
  return written.map((one) => {
    const published = moveItem<ItemKind>(draftOf(newId(), one, now), 'published', 1, now);
    if (!published.ok) throw new Error(`A demo item cannot be published: ${published.reason}.`);
    return published.value;
  });
}

const MAY_ALWAYS = [
  'Make pledges, answer check-ins, and join or leave ERGs',
  'See, change, export and erase everything of their own',
];

/**
 * Whom the local Teams can be, and what each may do: the demo cast, then so many colleagues. Throws where the demo
 * files do not fit together.
 */
export function demoPeople(more = 0): readonly LocalPerson[] {
  const reports = reportCounts(readPeople());
  const ergs = readErgs();
  const cast = readCast().map((person) => ({
    ...person,
    may: person.guest
      ? ['Nothing: guests are not let in']
      : [
          ...MAY_ALWAYS,
          ...ergs
            .filter(({ organisers }) => organisers.includes(person.id))
            .map(({ name }) => `Run ${name} as an organiser: its page and its roster`),
          ...ergs
            .filter(({ sponsor }) => sponsor === person.id)
            .map(({ name }) => `Stand on the page of ${name} as its sponsor`),
          ...managerLines(reports.get(person.id) ?? 0),
          ...(person.roles.includes(ADMIN_ROLE)
            ? ['Create ERGs and import the directory; never see what others pledge or answer']
            : []),
        ],
  }));
  const others = colleagues(more).map(({ id, name, mail }) => ({
    ...{ id, name, mail },
    note: 'Colleague',
    roles: [],
    guest: false,
    may: MAY_ALWAYS,
  }));
  return [...cast, ...others];
}

function managerLines(reports: number): readonly string[] {
  return reports === 0
    ? []
    : [`Manage ${reports} people, and see nothing of what any of them pledges or joins`];
}

function adminOf(cast: z.infer<typeof Cast>): string {
  const admin = cast.find(({ roles }) => roles.includes(ADMIN_ROLE));
  if (admin === undefined) throw new Error('Nobody of the demo cast is an admin.');
  return admin.id;
}

/** Everybody in the directory of the demo organisation, and so many made-up colleagues. */
export function demoDirectory(more = 0): readonly DirectoryEntry[] {
  return entriesOf(directoryWith(more));
}

function readPeople(): readonly DirectoryEntry[] {
  return entriesOf(readDemoFile('people.csv'));
}

function entriesOf(csv: string | Uint8Array): readonly DirectoryEntry[] {
  const read = readDirectoryCsv(csv);
  if (!read.ok) {
    const found = read.problems.map(({ row, reason }) => `row ${row}: ${reason}`).join('; ');
    throw new Error(`people.csv cannot be read: ${found}.`);
  }
  return read.entries;
}

function readCast(): z.infer<typeof Cast> {
  return Cast.parse(JSON.parse(readDemoFile('cast.json').toString()));
}

function readErgs(): z.infer<typeof DemoErgs> {
  return DemoErgs.parse(JSON.parse(readDemoFile('ergs.json').toString()));
}

function readDemoFile(name: string): Buffer {
  return readFileSync(new URL(`./demo/${name}`, import.meta.url));
}
