import {
  approveRequest,
  declineRequest,
  type RequestRefusal,
} from '../domain/request-decisions.ts';
import { actOnAllies, type OrganiserAsk, type PersonOutcome } from './act-on-allies.ts';
import type { CommandDeps } from './deps.ts';

/** Approves or declines the requests of several people, each for themselves. */
export function answerRequests(
  deps: CommandDeps,
  ask: OrganiserAsk,
  answer: 'approve' | 'decline',
  userIds: readonly string[],
): Promise<readonly PersonOutcome<RequestRefusal>[]> {
  const { ergId, loaded } = ask;
  const name = answer === 'approve' ? 'request.approved' : 'request.declined';
  return actOnAllies(
    deps,
    ask,
    name,
    userIds.map((userId) => ({
      userId,
      decide: (person, at) =>
        answer === 'approve'
          ? approveRequest(person, ergId, at)
          : declineRequest(person, ergId, loaded.erg, at),
    })),
  );
}
