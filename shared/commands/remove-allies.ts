import { removeAlly, type RequestRefusal } from '../domain/request-decisions.ts';
import { actOnAllies, type OrganiserAsk, type PersonOutcome } from './act-on-allies.ts';
import type { CommandDeps } from './deps.ts';

/** Takes several allies off the roster, each for themselves. */
export function removeAllies(
  deps: CommandDeps,
  ask: OrganiserAsk,
  userIds: readonly string[],
): Promise<readonly PersonOutcome<RequestRefusal>[]> {
  const { ergId, loaded } = ask;
  return actOnAllies(
    deps,
    ask,
    'ally.removed',
    userIds.map((userId) => ({
      userId,
      decide: (person, at) => removeAlly(person, ergId, loaded.erg, at),
    })),
  );
}
