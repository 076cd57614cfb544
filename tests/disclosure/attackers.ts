import { MEASURES, type Period } from '../../shared/domain/disclosure/release-period.ts';
import type { Rules } from '../../shared/domain/disclosure/rules.ts';
import { attack, type Attacker, type Victims } from './attack.ts';
import { someHistory } from './histories.ts';
import { chanceFrom } from '../support/chance.ts';

/**
 * Who attacks. `changing`: assumes nothing of histories in which people change. `harsher`: knows that everybody keeps
 * doing what they do. `insider`: knows that, and everything of one person, who may be the attacker.
 */
export const ATTACKERS = ['changing', 'harsher', 'insider'] as const;

/** Everybody of whom this attacker learns something from the history of this seed. */
export function attackAs(
  attacker: (typeof ATTACKERS)[number],
  seed: number,
  rules: Rules,
): readonly Victims[] {
  const history = someHistory(seed, attacker === 'changing' ? 'changing' : 'constant');
  const as: Attacker = {
    assumes: attacker === 'changing' ? 'free' : 'constant',
    ...(attacker === 'insider' ? { knows: insiderOf(history, seed) } : {}),
  };
  return MEASURES.flatMap((measure) => attack(history, measure, as, rules));
}

function insiderOf(history: readonly Period[], seed: number): ReadonlySet<string> {
  const everybody = [...new Set(history.flatMap(({ people }) => people.map(({ id }) => id)))];
  return new Set([chanceFrom(seed).one(everybody)]);
}
