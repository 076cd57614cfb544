import { accepted } from '../domain/result.ts';
import type { Person } from '../domain/person.ts';
import {
  nextStepOf,
  type RequestsRound,
  tellOfRequests,
  untellOfRequests,
} from '../domain/requests-round.ts';
import type { RequestsOf } from '../store/requests-rounds-store.ts';
import { changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/** How many steps one look takes at the most before it is taken anew. */
const MOST_STEPS = 12;

/**
 * Takes back what one person's sent card tells of a round; gives the real time, in milliseconds, at which to come back
 * where that cannot be done yet.
 */
export type TakeCardBack = (
  person: Person,
  about: { readonly ergId: string; readonly ergName: string; readonly round: RequestsRound },
) => Promise<number | undefined>;

/**
 * Looks at the requests of an ERG and does what follows: a round that began is put into the partitions of its
 * organisers, one that is over is taken out of them, and off the cards that told of it. Everything is decided from what
 * stands now, so that it may be repeated, die anywhere and run twice at once. Gives the real times, in milliseconds, at
 * which it has to be done again; it is done where there are none.
 */
export async function tellOrganisers(
  deps: CommandDeps,
  of: RequestsOf,
  takeCardBack: TakeCardBack,
): Promise<readonly number[]> {
  const { tenantId, ergId } = of;
  const now = deps.clock.now();
  let isTold = false;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    // The round first: whoever writes one looks once more at what came meanwhile.
    const stored = await deps.requestsRounds.read(of);
    const [erg, size] = await Promise.all([
      deps.ergs.read(tenantId, ergId),
      deps.rosters.sizeOf(tenantId, ergId, now),
    ]);
    const waiting = erg?.state === 'active' ? size.requested : 0;
    const organisers = erg?.organisers.map(({ userId }) => userId) ?? [];
    const step = nextStepOf(stored.round, { waiting, organisers }, now);
    switch (step.do) {
      case 'nothing':
        return [];
      case 'write':
        await deps.requestsRounds.write(of, stored, step.round);
        break;
      case 'tell': {
        if (isTold) return [];
        const failed = await tellAll(deps, of, step.round, step.organisers);
        if (failed) return [deps.clock.realMs()];
        isTold = true;
        break;
      }
      case 'take-back': {
        const about = { ergId, ergName: erg?.name ?? '', round: step.round };
        const again = await takeBackAll(deps, of, step.round, (person) =>
          takeCardBack(person, about),
        );
        if (again.length > 0) return again;
        await deps.requestsRounds.write(of, stored, step.after);
        break;
      }
    }
  }
  return [deps.clock.realMs()];
}

/** Puts a round into the partitions of organisers, and out of those of who organises no more; true where one failed. */
async function tellAll(
  deps: CommandDeps,
  { tenantId, ergId }: RequestsOf,
  round: RequestsRound,
  organisers: readonly string[],
): Promise<boolean> {
  let failed = false;
  for (const userId of round.told) {
    const asker = { key: { tenantId, userId }, acts: false };
    const isOrganiser = organisers.includes(userId);
    const changed = await changePerson(deps, asker, (person) =>
      accepted(
        isOrganiser ? tellOfRequests(person, ergId, round) : untellOfRequests(person, ergId),
      ),
    );
    failed ||= !changed.ok;
  }
  return failed;
}

async function takeBackAll(
  deps: CommandDeps,
  { tenantId, ergId }: RequestsOf,
  round: RequestsRound,
  takeCardBack: (person: Person) => Promise<number | undefined>,
): Promise<readonly number[]> {
  const again: number[] = [];
  for (const userId of round.told) {
    const asker = { key: { tenantId, userId }, acts: false };
    const changed = await changePerson(deps, asker, (person) =>
      accepted(untellOfRequests(person, ergId)),
    );
    const backAtMs = changed.ok ? await takeCardBack(changed.value) : deps.clock.realMs();
    if (backAtMs !== undefined) again.push(backAtMs);
  }
  return again;
}
