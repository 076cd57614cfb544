import { FEWEST_IN_A_CELL } from '../domain/disclosure/choose-cells.ts';
import { lastWholeMonth, type Month, monthsAfter } from '../domain/month.ts';
import { type ManagerMonth, MONTHS_SHOWN, type WholeMonth } from '../domain/released-months.ts';
import { isSameTeam } from '../domain/team-sketch.ts';
import type { DirectoryPerson } from '../store/directory-store.ts';
import type { CommandDeps } from './deps.ts';

/** What a manager is told. */
export interface ReadParticipation {
  /** The newest first. */
  readonly months: readonly ManagerMonth[];
  /** Most of those who reported to the manager at the last release do no more: nothing of that group is told. */
  readonly leadsAnother: boolean;
}

/** What was released of the group that a manager heads; nothing before the first release. One point read. */
export async function readParticipation(
  { releases }: Pick<CommandDeps, 'releases'>,
  tenantId: string,
  { userId, team }: Pick<DirectoryPerson, 'userId' | 'team'>,
): Promise<ReadParticipation> {
  const page = await releases.readPage(tenantId, userId);
  if (page === undefined) return { months: [], leadsAnother: false };
  // Where it was not kept who reports to them, now or then, nothing says that it is another group.
  const isKnown = team !== undefined && page.team !== '';
  if (isKnown && !isSameTeam(page.team, team)) return { months: [], leadsAnother: true };
  return { months: page.months, leadsAnother: false };
}

/** What admins are told. */
export interface ReadWhole {
  /** The newest first. */
  readonly months: readonly WholeMonth[];
  /** The last month that is over. */
  readonly last: Month;
  readonly release: 'released' | 'running' | 'early' | 'overdue';
  readonly fewest: number;
  readonly revision: number;
}

/** What was released of the whole organisation, and how far the last month is. One range and one point read. */
export async function readWhole(
  { releases, clock }: Pick<CommandDeps, 'releases' | 'clock'>,
  tenantId: string,
): Promise<ReadWhole> {
  const now = clock.now();
  const last = monthsAfter(now.slice(0, 7), -1);
  const [states, rules] = await Promise.all([
    releases.readStates(tenantId, monthsAfter(last, 1 - MONTHS_SHOWN)),
    releases.readRules(tenantId),
  ]);
  const months = states.flatMap(({ stage, whole }) =>
    stage === 'shown' && whole !== undefined ? [whole] : [],
  );
  const state = states.find(({ month }) => month === last);
  return {
    months: months.toReversed(),
    last,
    release:
      state?.stage === 'shown'
        ? 'released'
        : state !== undefined
          ? 'running'
          : last === lastWholeMonth(now)
            ? 'overdue'
            : 'early',
    fewest: rules?.fewest ?? FEWEST_IN_A_CELL,
    revision: rules?.revision ?? 0,
  };
}
