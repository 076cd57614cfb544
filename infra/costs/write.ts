import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { costTables } from './tables.ts';

// `npm run costs`: writes the tables of docs/operate/costs.md anew.

const file = path.resolve(import.meta.dirname, '../../docs/operate/costs.md');
let text = readFileSync(file, 'utf8');
for (const [name, table] of Object.entries(costTables())) {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [before = '', rest = ''] = text.split(begin);
  const [, after = ''] = rest.split(end);
  text = `${before}${begin}\n\n${table}\n\n${end}${after}`;
}
writeFileSync(file, text);
