import { undoAct, type UndoRefusal } from '../domain/request-decisions.ts';
import { actOnAllies, type OrganiserAsk, type PersonOutcome } from './act-on-allies.ts';
import type { CommandDeps } from './deps.ts';

/** Undoes answers to requests, or removals, by the revisions that they were answered with. */
export function undoActs(
  deps: CommandDeps,
  ask: OrganiserAsk,
  of: 'answers' | 'removals',
  acts: readonly { readonly userId: string; readonly act: number }[],
): Promise<readonly PersonOutcome<UndoRefusal>[]> {
  return actOnAllies(
    deps,
    ask,
    of === 'answers' ? 'request.answer-undone' : 'ally.removal-undone',
    acts.map(({ userId, act }) => ({
      userId,
      decide: (person, at) => undoAct(person, ask.ergId, act, at),
    })),
  );
}
