import type { Delivery } from '../domain/delivery.ts';
import type { Person, PersonKey } from '../domain/person.ts';
import type { WholePerson } from '../store/person-everything.ts';
import type { CommandDeps } from './deps.ts';

/** One row of an export. */
export interface ExportedRow {
  readonly row: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What is in an export's other places not, and cannot be without looking through everybody's: each has a sentence in the texts. */
export const NOT_INCLUDED = [
  'released-figures',
  'audit-logs',
  'reports',
  'recipients',
  'imported-files',
  'tombstones',
  'others-words',
  'chat',
  'technical-logs',
] as const;

/**
 * What is kept about a person outside of their own partition, where it can be found by their id: one point read for each
 * thing. A tombstone, which only remembers that somebody left, is not among it.
 */
export async function readElsewhere(
  deps: CommandDeps,
  key: PersonKey,
  { person, pastDeliveries }: WholePerson,
): Promise<readonly ExportedRow[]> {
  const found = await Promise.all([
    readDirectory(deps, key),
    deps.pilot.read(key).then((since) => rowIf('pilot', since && { since })),
    ...(person === undefined ? [] : placesOf(deps, person)),
    ...[...(person?.deliveries ?? []), ...pastDeliveries]
      .filter(({ progress }) => progress.state === 'given-up')
      .map((delivery) => readFailure(deps, key, delivery)),
  ]);
  return found.flat();
}

async function readDirectory(deps: CommandDeps, key: PersonKey): Promise<readonly ExportedRow[]> {
  const { tenantId, userId } = key;
  const [entry, leaver] = await Promise.all([
    deps.directory.read(tenantId, userId),
    deps.leavers.read(tenantId, userId),
  ]);
  const rows: ExportedRow[] = [];
  if (entry !== undefined) {
    // The sketch of a team is of the others in it.
    const { team: _team, ...values } = entry;
    rows.push({ row: 'directory', values });
  }
  if (leaver !== undefined) rows.push({ row: 'left-directory', values: { ...leaver } });
  return rows;
}

function placesOf(deps: CommandDeps, person: Person): readonly Promise<readonly ExportedRow[]>[] {
  const { key, profile, memberships, rsvps, invitations } = person;
  return [
    deps.audience.agreedSince(key).then((since) => rowIf('participation', since && { since })),
    ...(profile.nextLookAt === undefined ? [] : [readHint(deps, key, profile.nextLookAt)]),
    ...memberships.map(async ({ ergId }) => {
      const found = await deps.rosters.readMember(key.tenantId, ergId, key.userId);
      const member = found?.member.state === 'none' ? undefined : found?.member;
      return rowIf(`roster_${ergId}`, member && { ...member });
    }),
    ...rsvps.map(async (event) => {
      const since = await deps.attendees.listedSince(key, event);
      return rowIf(`attendee_${event.eventId}`, since && { ergId: event.ergId, since });
    }),
    ...invitations.map(async ({ ergId }) => {
      const invited = await deps.invitations.read(key, ergId);
      return rowIf(`invited_${ergId}`, invited && { ...invited });
    }),
    readDuties(deps, key),
  ];
}

async function readHint(
  deps: CommandDeps,
  key: PersonKey,
  at: string,
): Promise<readonly ExportedRow[]> {
  return (await deps.schedule.holds({ key, at })) ? [{ row: 'schedule', values: { at } }] : [];
}

/** The ERGs that a person runs or stands behind, as the directory of ERGs says, at most a minute old. */
async function readDuties(
  deps: CommandDeps,
  { tenantId, userId }: PersonKey,
): Promise<readonly ExportedRow[]> {
  const lines = await deps.publishedErgs.get(tenantId);
  return lines.flatMap(({ id, name, organisers, sponsor }) => [
    ...(organisers.includes(userId) ? [{ row: `organiser_${id}`, values: { erg: name } }] : []),
    ...(sponsor === userId ? [{ row: `sponsor_${id}`, values: { erg: name } }] : []),
  ]);
}

async function readFailure(
  deps: CommandDeps,
  key: PersonKey,
  { date, cause }: Delivery,
): Promise<readonly ExportedRow[]> {
  const failure = await deps.failures.readOne(key, { date, cause });
  if (failure === undefined) return [];
  const { at, reason } = failure;
  return [{ row: `failure_${date}_${cause}`, values: { at, reason, cause, date } }];
}

function rowIf(
  row: string,
  values: Readonly<Record<string, unknown>> | '' | undefined,
): readonly ExportedRow[] {
  return values === undefined || values === '' ? [] : [{ row, values }];
}
