import { ALL_RULES, type Rules } from '../../shared/domain/disclosure/rules.ts';
import { ATTACKERS, attackAs } from './attackers.ts';

// `npm run attack [-- HISTORIES]`: in how many histories attackers learn something, with every rule and with one of them
// switched off. The last line is one JSON object; fails where somebody is a victim of the rules as they are.

const histories = Number(process.argv[2] ?? '1000');
if (!Number.isInteger(histories) || histories < 1) {
  throw new Error('Say how many histories: npm run attack -- 1000');
}

const RULES: Readonly<Record<string, Rules>> = {
  'all rules': ALL_RULES,
  'without rule 2': { ...ALL_RULES, atoms: false },
  'without rule 4': { ...ALL_RULES, sticky: false },
  'without rule 5': { ...ALL_RULES, margins: false },
};

const figures: Record<string, Record<string, number>> = {};
for (const [name, rules] of Object.entries(RULES)) {
  const broken: Record<string, number> = {};
  for (const attacker of ATTACKERS) {
    broken[attacker] = 0;
    for (let seed = 0; seed < histories; seed += 1) {
      const victims = attackAs(attacker, seed, rules);
      if (victims.length === 0) continue;
      broken[attacker] += 1;
      if (rules === ALL_RULES) {
        console.log(attacker, seed, victims);
        process.exitCode = 1;
      }
    }
  }
  figures[name] = broken;
  console.log(`${name}: histories of ${histories} with victims`, broken);
}
console.log(JSON.stringify({ attack: 'disclosure', histories, figures }));
