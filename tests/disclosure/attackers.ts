import {
  MEASURES,
  type Measure,
  type Period,
} from '../../shared/domain/disclosure/release-period.ts';
import type { Rules } from '../../shared/domain/disclosure/rules.ts';
import { attack, type Attacker, type Victims } from './attack.ts';
import { batchHistory } from './batches.ts';
import { someHistory } from './histories.ts';
import { readReleases } from './read-release.ts';
import { type Chance, chanceFrom } from '../support/chance.ts';

/** Where histories come from: at random, and well chosen. */
export const GENERATORS = { random: someHistory, batches: batchHistory } as const;
export type Generator = keyof typeof GENERATORS;

/**
 * Who attacks. `changing`: assumes nothing of histories in which people change. All others know that everybody keeps
 * doing what they do. `harsher`: nothing else. `insider`: everything of one person, who may be the attacker.
 * `organiser`: who is on the roster of one ERG, all of them allies. `correlated`: that whoever checked in has a pledge.
 */
export const ATTACKERS = ['changing', 'harsher', 'insider', 'organiser', 'correlated'] as const;
export type AttackerName = (typeof ATTACKERS)[number];

/** Everybody of whom this attacker learns something from the history of this seed. */
export function attackAs(
  attacker: AttackerName,
  generator: Generator,
  seed: number,
  rules: Rules,
): readonly Victims[] {
  const truth = attacker === 'changing' ? 'changing' : 'constant';
  const history = GENERATORS[generator](seed, truth);
  const reading = readReleases(history, rules);
  return attackersFor(attacker, history, chanceFrom(seed)).flatMap((one) => attack(reading, one));
}

function attackersFor(
  attacker: AttackerName,
  history: readonly Period[],
  chance: Chance,
): readonly Attacker[] {
  const one = (measure: Measure): Attacker => ({ assumes: 'constant', measures: [measure] });
  switch (attacker) {
    case 'changing':
      return MEASURES.map((measure) => ({ assumes: 'free', measures: [measure] }));
    case 'harsher':
      return MEASURES.map(one);
    case 'insider': {
      const everybody = history.flatMap(({ people }) => people.map(({ id }) => id));
      const knows = new Set([chance.one([...new Set(everybody)])]);
      return MEASURES.map((measure) => ({ ...one(measure), knows }));
    }
    case 'organiser':
      return [{ ...one('ally'), knows: rosterOf(history, chance) }];
    case 'correlated':
      return [{ assumes: 'constant', measures: ['pledge', 'checkin'] }];
  }
}

/** Any number of those who are allies at any time. */
function rosterOf(history: readonly Period[], chance: Chance): ReadonlySet<string> {
  const allies = history.flatMap(({ people }) =>
    people.filter(({ measures }) => measures.includes('ally')).map(({ id }) => id),
  );
  const share = chance.next();
  return new Set([...new Set(allies)].filter(() => chance.next() < share));
}
