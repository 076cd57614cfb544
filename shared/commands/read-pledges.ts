import type { CheckIn } from '../domain/check-in.ts';
import { newPerson } from '../domain/new-person.ts';
import type { Person } from '../domain/person.ts';
import type { Pledge } from '../domain/pledge.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { PastPage } from '../store/people-store.ts';
import type { Asker } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

async function loadOrNew(deps: CommandDeps, asker: Asker): Promise<Person> {
  const loaded = await deps.people.load(asker.key);
  return loaded?.person ?? newPerson(asker);
}

/** One pledge, in hand or past, with its owner. */
export async function readPledge(
  deps: CommandDeps,
  asker: Asker,
  pledgeId: string,
): Promise<Result<{ readonly person: Person; readonly pledge: Pledge }, 'not-found'>> {
  const person = await loadOrNew(deps, asker);
  const pledge =
    person.pledges.find((candidate) => candidate.id === pledgeId) ??
    (await deps.people.readPastPledge(asker.key, pledgeId));
  return pledge === undefined ? refused('not-found') : accepted({ person, pledge });
}

/** Ended pledges, newest first, page by page. */
export async function listPastPledges(
  deps: CommandDeps,
  asker: Asker,
  continuation: string | undefined,
): Promise<{ readonly person: Person; readonly page: PastPage<Pledge> }> {
  const [person, page] = await Promise.all([
    loadOrNew(deps, asker),
    deps.people.readPastPledges(asker.key, continuation),
  ]);
  return { person, page };
}

/** The answers of one pledge, newest first, page by page. `not-found`: there is no such pledge, in hand or past. */
export async function listCheckIns(
  deps: CommandDeps,
  asker: Asker,
  pledgeId: string,
  continuation: string | undefined,
): Promise<Result<{ readonly person: Person; readonly page: PastPage<CheckIn> }, 'not-found'>> {
  const [person, page] = await Promise.all([
    loadOrNew(deps, asker),
    deps.people.readCheckIns(asker.key, pledgeId, continuation),
  ]);
  const isKnown =
    page.items.length > 0 ||
    person.pledges.some((pledge) => pledge.id === pledgeId) ||
    (await deps.people.readPastPledge(asker.key, pledgeId)) !== undefined;
  return isKnown ? accepted({ person, page }) : refused('not-found');
}
