import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROWS } from '../../infra/data-map/register.ts';
import { encodeRow } from '../../shared/store/row-codec.ts';
import { examplesOf } from './row-examples.ts';

// `npm run keep-rows`, with every release: what rows of this version look like, for all versions to come to read. A file of
// an older version is never written again.

const kept = ROWS.map(({ table, name, schema }) => {
  const rows = examplesOf(schema).map((value) => encodeRow('p', 'r', value as object).cells);
  return [`${table}: ${name}`, rows];
});
const manifest = readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8');
const { version } = JSON.parse(manifest) as { readonly version: string };
const folder = path.join(import.meta.dirname, '../shared/store/rows-of-before');
const text = `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`;
writeFileSync(path.join(folder, `${version}.json`), text, { flag: 'wx' });
