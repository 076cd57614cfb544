import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const model = readFileSync(path.join(root, 'docs/security/threat-model.md'), 'utf8');

const named = [...model.matchAll(/`(tests\/[^`]+?\.tsx?)(?: › ([^`]+))?`/g)].map(
  ([, file = '', name]) => ({
    file,
    name,
  }),
);

test('every test that the threat model names exists', () => {
  expect(named.length).toBeGreaterThan(40);
  const missing = named.filter(({ file, name }) => {
    if (!existsSync(path.join(root, file))) return true;
    const source = readFileSync(path.join(root, file), 'utf8').replaceAll("\\'", "'");
    return (
      name !== undefined && !["'", '"', '`'].some((quote) => source.includes(quote + name + quote))
    );
  });
  expect(missing).toEqual([]);
});

test('every threat has a measure and a test', () => {
  const rows = model
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:threat|who|-+) /.test(line));
  const threats = rows.slice(rows.findIndex((row) => row.includes('Forged, expired')));
  expect(threats.length).toBeGreaterThan(30);
  for (const row of threats) {
    const [, threat = '', measure = '', shownBy = ''] = row.split(' | ').map((cell) => cell.trim());
    expect(`${threat}${measure}`.length, row).toBeGreaterThan(20);
    expect(row, row).toMatch(/`tests\//);
    expect(shownBy, row).not.toBe('-');
  }
});

test.each([
  'curious colleague',
  'organiser',
  'manager',
  'admin',
  'guest',
  'other tenant',
  'outsider',
  'operator',
  'thief of a backup',
  'malicious author',
])('the threat model thinks of a %s', (actor) => {
  expect(model).toMatch(new RegExp(`^\\| ${actor} +\\|`, 'm'));
});
