import { ALL_RULES, type Rules } from '../../shared/domain/disclosure/rules.ts';
import { tableText } from '../bench/figures.ts';
import { ATTACKERS, attackAs, type Generator, GENERATORS } from './attackers.ts';

// `npm run attack [-- HISTORIES [RULES]]`: in how many histories of each generator attackers learn something, with every
// rule and with one of them switched off. RULES is one line of the table, such as "all rules". The last line is one JSON
// object; fails where somebody is a victim of the rules as they are.

const RULES: Readonly<Record<string, Rules>> = {
  'all rules': ALL_RULES,
  'without rule 2': { ...ALL_RULES, atoms: false },
  'without rule 4': { ...ALL_RULES, sticky: false },
  'without rule 5': { ...ALL_RULES, margins: false },
  'with allies': { ...ALL_RULES, allies: false },
};

const [number = '1000', only] = process.argv.slice(2);
const histories = Number(number);
if (!Number.isInteger(histories) || histories < 1 || (only !== undefined && !(only in RULES))) {
  const names = Object.keys(RULES).join('", "');
  throw new Error(`Say how many histories, and which of "${names}": npm run attack -- 1000`);
}

const lines = Object.entries(RULES)
  .filter(([name]) => only === undefined || only === name)
  .flatMap(([name, rules]) =>
    (Object.keys(GENERATORS) as Generator[]).map((generator) => {
      const victims = ATTACKERS.map((attacker) => {
        const seeds = Array.from({ length: histories }, (_, seed) => seed).filter(
          (seed) => attackAs(attacker, generator, seed, rules).length > 0,
        );
        console.error(`${name}, ${generator}, ${attacker}: ${seeds.join(' ')}`);
        if (rules === ALL_RULES && seeds.length > 0) process.exitCode = 1;
        return [attacker, seeds.length] as const;
      });
      return { rules: name, generator, victims: Object.fromEntries(victims) };
    }),
  );

console.log(`Histories with victims, of ${histories}`);
console.log(
  tableText([
    ['rules, histories', ...ATTACKERS],
    ...lines.map(({ rules, generator, victims }) => [
      `${rules}, ${generator}`,
      ...ATTACKERS.map((attacker) => String(victims[attacker])),
    ]),
  ]),
);
console.log(JSON.stringify({ attack: 'disclosure', histories, lines }));
