import type { Month } from '../domain/month.ts';
import type { PersonKey } from '../domain/person.ts';
import type { Pledge } from '../domain/pledge.ts';
import { takenPart } from '../domain/taking-part.ts';
import type { CommandDeps } from './deps.ts';

/** What one person did in a month. */
export interface TakingPart {
  readonly pledge: boolean;
  readonly checkedIn: boolean;
  /** They did a lesson. */
  readonly learned: boolean;
}

/**
 * What a person did in a month with the pledges that count, from what they have themselves: two requests; one more for
 * each pledge whose last answers are all younger.
 */
export async function readTakingPart(
  { people }: Pick<CommandDeps, 'people'>,
  key: PersonKey,
  month: Month,
  counts: (pledge: Pledge) => boolean = () => true,
): Promise<TakingPart> {
  const [loaded, past] = await Promise.all([
    people.load(key),
    people.readPastPledges(key, undefined),
  ]);
  const pledges = [...(loaded?.person.pledges ?? []), ...past.items].filter(counts);
  const { pledge, checkedIn, lookFurther } = takenPart(pledges, month);
  const done = loaded?.person.learning.done ?? [];
  const learned = done.some(({ at }) => at.startsWith(month));
  if (checkedIn) return { pledge, checkedIn, learned };
  const further = await Promise.all(
    lookFurther.map((id) => people.readCheckIns(key, id, undefined)),
  );
  const isIn = further.some(({ items }) =>
    items.some(({ answeredAt }) => answeredAt.startsWith(month)),
  );
  return { pledge, checkedIn: isIn, learned };
}
