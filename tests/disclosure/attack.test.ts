import { describe, expect, test } from 'vitest';
import { ALL_RULES } from '../../shared/domain/disclosure/rules.ts';
import { ATTACKERS, attackAs } from './attackers.ts';

describe.each(ATTACKERS)('an attacker (%s) with every number ever shown', (attacker) => {
  test('learns nothing about anybody from fifty histories', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      expect(attackAs(attacker, seed, ALL_RULES), `history ${seed}`).toEqual([]);
    }
  }, 60_000);
});

// Two of many histories, found by the long run, in which it matters.
test.each([
  ['bands were not kept', 380, { ...ALL_RULES, sticky: false }],
  ['bands might force what a group did', 379, { ...ALL_RULES, margins: false }],
] as const)('it would find somebody if %s', (_what, seed, rules) => {
  expect(attackAs('harsher', seed, rules).length).toBeGreaterThan(0);
  expect(attackAs('harsher', seed, ALL_RULES)).toEqual([]);
});
