import type { CommandDeps } from '../../shared/commands/deps.ts';
import { releaseMonth } from '../../shared/commands/release-month.ts';
import { FEWEST_IN_A_CELL } from '../../shared/domain/disclosure/choose-cells.ts';
import type { Measure } from '../../shared/domain/disclosure/release-period.ts';
import { lastWholeMonth, type Month, monthsAfter } from '../../shared/domain/month.ts';
import { MONTHS_SHOWN } from '../../shared/domain/released-months.ts';
import { spreadOf } from '../../shared/domain/spread.ts';
import { type DirectoryEntry, teamSketches } from '../../shared/domain/directory.ts';

/** So many people came to the demo organisation during its year, two a month. */
const NEWCOMERS = 16;

/**
 * Gives the demo organisation a year of releases, so that there is something to look at: what its people are made to have
 * done is copied where a release copies it to, and the releases are made from there by the same rules as any other.
 */
export async function releaseDemoYear(
  deps: CommandDeps,
  tenantId: string,
  people: readonly DirectoryEntry[],
): Promise<void> {
  const last = lastWholeMonth(deps.clock.now());
  for (let index = 0; index < MONTHS_SHOWN; index += 1) {
    const month = monthsAfter(last, index + 1 - MONTHS_SHOWN);
    await copyMonth(deps, tenantId, month, thoseOf(people, index), index);
    const now = `${monthsAfter(month, 1)}-02T00:00:00.000Z`;
    const then = { ...deps, clock: { ...deps.clock, now: () => now } };
    await releaseMonth(then, { tenantId, month }, async () => true);
  }
}

async function copyMonth(
  { releaseInputs, releases }: CommandDeps,
  tenantId: string,
  month: Month,
  people: readonly DirectoryEntry[],
  index: number,
): Promise<void> {
  const teams = teamSketches(people);
  const copied = people.map(({ userId, managerId, name }) => {
    const team = teams.get(userId);
    const head = team === undefined ? {} : { name, team };
    return { id: userId, manager: managerId ?? null, ...head };
  });
  const done = new Map(people.map(({ userId }) => [userId, doneBy(userId, index)] as const));
  await releaseInputs.copyPeople(tenantId, month, 0, copied);
  await releaseInputs.copyDone(tenantId, month, 0, done);
  await releases.writeState(tenantId, month, { stage: 'counted', fewest: FEWEST_IN_A_CELL });
}

/** Who is there in a month of the year: of those without reports the last of the list came one by one. */
function thoseOf(people: readonly DirectoryEntry[], index: number): readonly DirectoryEntry[] {
  const heads = new Set(people.map(({ managerId }) => managerId));
  const newcomers = people.filter(({ userId }) => !heads.has(userId)).slice(-NEWCOMERS);
  const notYet = new Set(newcomers.slice(index * 2));
  return people.filter((person) => !notYet.has(person));
}

/** What somebody is made to have done: pledges begin at some time in the year, and go on for some months. */
function doneBy(userId: string, index: number): readonly Measure[] {
  const chance = (about: string, outOf: number) => spreadOf(`${about} ${userId}`) % outOf;
  const begins = chance('begins', 16);
  const goesOn = 4 + chance('goes on', 9);
  const pledge = index >= begins && index < begins + goesOn;
  return [
    ...(pledge ? (['pledge'] as const) : []),
    ...(pledge && chance(`answers ${index}`, 4) > 0 ? (['checkin'] as const) : []),
    ...(index >= 2 && chance(`learns ${index}`, 3) === 0 ? (['learning'] as const) : []),
  ];
}
