import { describe, expect, test } from 'vitest';
import { ALL_RULES } from '../../shared/domain/disclosure/rules.ts';
import { team } from '../shared/domain/disclosure/charts.ts';
import { attack } from './attack.ts';
import { ATTACKERS, attackAs, type Generator, GENERATORS } from './attackers.ts';
import { readReleases } from './read-release.ts';

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
  ['nobody looked at what is left over', 'changing', 'batches', 50, { atoms: false }],
  ['nobody looked at what is left over', 'harsher', 'batches', 60, { atoms: false }],
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

// Three numbers of two months tell of whoever is in the first and in neither of the others; found by thinking.
test.each([
  ['before they are closed in', 0],
  ['after they were', 1],
])('seven people whom three numbers close in stay open, with five more %s', (_, first) => {
  const base = [
    { id: 'top', manager: null, does: 0 },
    { id: 'b', manager: 'top', does: 1 },
    { id: 'c', manager: 'top', does: 1 },
    ...team('top', 5, 'r').map((one) => ({ ...one, does: 1 })),
    ...team('b', 10, 'x').map((one, n) => ({ ...one, does: n < 4 ? 1 : 0 })),
    ...team('c', 15, 'y').map((one, n) => ({ ...one, does: n < 9 ? 1 : 0 })),
  ];
  const more = [...base, ...team('top', 5, 'j').map((one) => ({ ...one, does: 0 }))];
  const history = (first === 0 ? [base, more] : [more, base]).map((people, month) => ({
    period: `2026-0${month + 1}`,
    people: people.map(({ id, manager, does }) => ({
      id,
      manager,
      measures: does === 1 ? (['pledge'] as const) : [],
    })),
  }));
  const reading = readReleases(history, ALL_RULES);
  expect(attack(reading, { assumes: 'constant', measures: ['pledge'] })).toEqual([]);
});

// Found by the long run while three of a group had to stay open, not five, and nine of those who come and go.
test.each([545, 1660, 2939])(
  'nobody is found where many numbers of many months meet (%i)',
  (seed) => {
    expect(attackAs('harsher', 'batches', seed, ALL_RULES)).toEqual([]);
  },
);
