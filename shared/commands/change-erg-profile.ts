import type { Erg } from '../domain/erg.ts';
import {
  changeProfile as decideProfile,
  changeState as decideState,
  type ErgProfile,
  type ErgRefusal,
} from '../domain/erg-decisions.ts';
import { accepted, type Result } from '../domain/result.ts';
import { type ChangedErg, changeErg, type ChangeErgRefusal, type ErgAsk } from './change-erg.ts';
import type { CommandDeps } from './deps.ts';

type Outcome = Promise<Result<ChangedErg, ErgRefusal | ChangeErgRefusal>>;

/** Replaces what an ERG says of itself. `seen` is the revision that the client saw. */
export function changeErgProfile(
  deps: CommandDeps,
  ask: ErgAsk,
  profile: ErgProfile,
  seen: number,
): Outcome {
  return changeErg(deps, ask, (erg) => {
    const decided = decideProfile(erg, profile, seen);
    return decided.ok
      ? accepted({ erg: decided.value, acts: [{ act: 'profile.changed' }] })
      : decided;
  });
}

/** Puts an ERG away, or brings it back with everything that it had. `seen` is the revision that the client saw. */
export function changeErgState(
  deps: CommandDeps,
  ask: ErgAsk,
  state: Erg['state'],
  seen: number,
): Outcome {
  return changeErg(deps, ask, (erg) => {
    const decided = decideState(erg, state, seen);
    const act = state === 'archived' ? 'erg.archived' : 'erg.brought-back';
    return decided.ok ? accepted({ erg: decided.value, acts: [{ act }] }) : decided;
  });
}
