import type { BrokenLink } from '../domain/break-cycles.ts';
import { changedSketch } from '../domain/team-sketch.ts';
import type { SourceChange } from '../graph/directory-source.ts';
import type {
  DirectoryChange,
  DirectoryPerson,
  StoredDirectoryPerson,
} from '../store/directory-store.ts';
import { atOnce } from './at-once.ts';
import { carryOutChanges } from './carry-out-plan.ts';
import type { CommandDeps } from './deps.ts';
import { settleLeavers } from './settle-leaver.ts';

const READS_AT_ONCE = 16;

/** Far more managers than anybody has above them. */
const MOST_ABOVE = 200;

type PersonTold = Extract<SourceChange, { readonly kind: 'person' }>;

/** What is known of somebody while a page is taken: as stored, and as they are to be; undefined where not there. */
interface Known {
  readonly before: StoredDirectoryPerson | undefined;
  after: DirectoryPerson | undefined;
  /** Their row cannot be read: it is left alone. */
  readonly unreadable: boolean;
}

/** What came of a page. */
export interface TakenChanges {
  /** Who was told and is in the directory now. */
  readonly present: readonly string[];
  /** Somebody came of whom too little was told. */
  readonly tooLittle: boolean;
}

/**
 * Writes what another source told: the people it names, and, where `counting`, how many report to the managers whom that
 * is about. Told again it changes nothing. A manager by whom one would come back to somebody is left out and noted.
 */
export async function takeChanges(
  deps: CommandDeps,
  tenantId: string,
  told: readonly SourceChange[],
  { counting }: { readonly counting: boolean },
): Promise<TakenChanges> {
  const latest = latestOf(told);
  const people = new Map<string, Known>();
  const look = async (userId: string): Promise<Known> => {
    const known = people.get(userId);
    if (known !== undefined) return known;
    const stored = await deps.directory.readStored(tenantId, userId);
    const fresh: Known =
      stored === 'broken'
        ? { before: undefined, after: undefined, unreadable: true }
        : { before: stored, after: stored?.person, unreadable: false };
    // Two at once may ask for the same.
    const first = people.get(userId) ?? fresh;
    people.set(userId, first);
    return first;
  };
  await atOnce([...latest.keys()], READS_AT_ONCE, look);

  let tooLittle = false;
  const broken: BrokenLink[] = [];
  const mended: string[] = [];
  for (const [userId, change] of latest) {
    const known = await look(userId);
    if (known.unreadable) continue;
    const after = afterOf(known, change);
    if (after === 'too-little') {
      tooLittle = true;
      continue;
    }
    const managerId = after?.managerId;
    const isManagerTold = change.kind === 'gone' || change.manager !== undefined;
    if (counting && after !== undefined && managerId !== undefined && isManagerTold) {
      if (await comesBack(look, userId, managerId)) {
        broken.push({ userId, managerId });
        known.after = withManager(after, undefined);
        continue;
      }
    }
    if (isManagerTold) mended.push(userId);
    known.after = after;
  }
  const missing = counting ? await countReports(deps, tenantId, people, look) : new Map();
  await noteBroken(deps, tenantId, broken, mended);
  await write(deps, tenantId, people);
  await deps.directorySync.putMissing(tenantId, missing, 'these');
  return {
    present: [...latest.keys()].filter((userId) => people.get(userId)?.after !== undefined),
    tooLittle,
  };
}

/** Whose manager is left out now, and of whom one was told that is not. */
async function noteBroken(
  deps: CommandDeps,
  tenantId: string,
  broken: readonly BrokenLink[],
  mended: readonly string[],
): Promise<void> {
  if (broken.length + mended.length === 0) return;
  const known = new Set(
    (await deps.directorySync.brokenLinks(tenantId)).map(({ userId }) => userId),
  );
  await deps.directorySync.changeBroken(
    tenantId,
    broken,
    mended.filter((userId) => known.has(userId)),
  );
}

/** One change for everybody who was told: of what was told several times, the last. */
function latestOf(told: readonly SourceChange[]): ReadonlyMap<string, SourceChange> {
  const latest = new Map<string, SourceChange>();
  for (const change of told) {
    const before = latest.get(change.userId);
    const merged =
      change.kind === 'person' && before?.kind === 'person' ? { ...before, ...change } : change;
    latest.set(change.userId, merged);
  }
  return latest;
}

function afterOf(
  { before }: Known,
  change: SourceChange,
): DirectoryPerson | undefined | 'too-little' {
  if (change.kind === 'gone' || change.enabled === false) return undefined;
  if (before !== undefined) return changed(before.person, change);
  // Of a disabled account something else may have changed.
  if (change.enabled !== true) return undefined;
  const { userId, name = '' } = change;
  if (name === '') return 'too-little';
  return changed({ userId, name, mail: '', place: '', reports: 0 }, change);
}

function changed(person: DirectoryPerson, change: PersonTold): DirectoryPerson {
  const { name = '', mail, place, manager } = change;
  const next = {
    ...person,
    name: name === '' ? person.name : name,
    mail: mail ?? person.mail,
    place: place ?? person.place,
  };
  return manager === undefined ? next : withManager(next, manager.id);
}

function withManager(person: DirectoryPerson, managerId: string | undefined): DirectoryPerson {
  const { managerId: _, ...rest } = person;
  return managerId === undefined ? rest : { ...rest, managerId };
}

/** Whether one comes back to somebody from their manager upwards. */
async function comesBack(
  look: (userId: string) => Promise<Known>,
  userId: string,
  managerId: string,
): Promise<boolean> {
  let at: string | undefined = managerId;
  for (let above = 0; at !== undefined && above < MOST_ABOVE; above += 1) {
    if (at === userId) return true;
    at = (await look(at)).after?.managerId;
  }
  return at !== undefined;
}

/** Counts who begins and who ceases to report to whom; gives how many report to managers who are not there. */
async function countReports(
  deps: CommandDeps,
  tenantId: string,
  people: ReadonlyMap<string, Known>,
  look: (userId: string) => Promise<Known>,
): Promise<ReadonlyMap<string, number>> {
  const joined = new Map<string, string[]>();
  const left = new Map<string, string[]>();
  const add = (to: Map<string, string[]>, managerId: string | undefined, userId: string): void => {
    if (managerId !== undefined) to.set(managerId, [...(to.get(managerId) ?? []), userId]);
  };
  for (const [userId, { before, after }] of people) {
    if (before?.person.managerId === after?.managerId) continue;
    add(left, before?.person.managerId, userId);
    add(joined, after?.managerId, userId);
  }
  const moved = [...people].filter(
    ([, { before, after }]) => (before === undefined) !== (after === undefined),
  );
  const about = new Set([...joined.keys(), ...left.keys(), ...moved.map(([userId]) => userId)]);
  const missing = new Map<string, number>();
  for (const userId of about) {
    const known = await look(userId);
    if (known.unreadable) continue;
    const were =
      known.before?.person.reports ?? (await deps.directorySync.missingReports(tenantId, userId));
    const [come, gone] = [joined.get(userId) ?? [], left.get(userId) ?? []];
    const reports = Math.max(0, were + come.length - gone.length);
    if (known.after !== undefined) {
      if (come.length + gone.length > 0 || known.after.reports !== reports) {
        known.after = withTeam({ ...known.after, reports }, come, gone);
      }
      if (known.before === undefined && were > 0) missing.set(userId, 0);
    } else if (reports > 0 || known.before === undefined) missing.set(userId, reports);
  }
  return missing;
}

function withTeam(
  { team: before = '', ...person }: DirectoryPerson,
  joined: readonly string[],
  left: readonly string[],
): DirectoryPerson {
  const team = changedSketch(before, joined, left);
  return team === '' ? person : { ...person, team };
}

async function write(
  deps: CommandDeps,
  tenantId: string,
  people: ReadonlyMap<string, Known>,
): Promise<void> {
  const changes = [...people.values()].flatMap(({ before, after }): DirectoryChange[] => {
    if (after !== undefined) {
      if (before?.person === after) return [];
      return [before === undefined ? { after } : { before, after }];
    }
    return before === undefined ? [] : [{ before }];
  });
  const outcome = await carryOutChanges(deps, tenantId, changes);
  if (outcome !== 'applied') throw new Error('Somebody else changes this directory.');
  const come = [...people].filter(
    ([, { before, after }]) => before === undefined && after !== undefined,
  );
  const backs = await atOnce(come, READS_AT_ONCE, ([userId]) =>
    deps.leavers.read(tenantId, userId),
  );
  await settleLeavers(
    deps,
    tenantId,
    backs.filter((leaver) => leaver !== undefined),
  );
}
