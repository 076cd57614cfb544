import { describe, expect, test } from 'vitest';
import { ALL_RULES } from '../../shared/domain/disclosure/rules.ts';
import { ATTACKERS, attackAs, type Generator, GENERATORS } from './attackers.ts';

describe.each(Object.keys(GENERATORS) as Generator[])('of fifty histories (%s)', (generator) => {
  test.each(ATTACKERS)(
    'an attacker (%s) with every number ever shown learns nothing about anybody',
    (attacker) => {
      for (let seed = 0; seed < 50; seed += 1) {
        expect(attackAs(attacker, generator, seed, ALL_RULES), `history ${seed}`).toEqual([]);
      }
    },
    60_000,
  );
});

// A few of many histories, found by the long run, in which it matters.
test.each([
  ['what was shown before were forgotten', 'harsher', 'random', 380, { sticky: false }],
  ['what was shown before were forgotten', 'harsher', 'batches', 4, { sticky: false }],
  ['what was shown before were forgotten', 'correlated', 'batches', 4, { sticky: false }],
  ['bands might force what a group did', 'harsher', 'random', 379, { margins: false }],
  ['bands might force what a group did', 'insider', 'batches', 9, { margins: false }],
  ['bands might force what a group did', 'correlated', 'batches', 39, { margins: false }],
  ['how many are allies were told', 'organiser', 'random', 62, { allies: false }],
] as const)(
  'if %s an attacker (%s) would find somebody (%s, %i)',
  (_, attacker, from, seed, off) => {
    expect(attackAs(attacker, from, seed, { ...ALL_RULES, ...off })).not.toEqual([]);
    expect(attackAs(attacker, from, seed, ALL_RULES)).toEqual([]);
  },
);
