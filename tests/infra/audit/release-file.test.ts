import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'alongside-release-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function release(text: string) {
  const file = path.join(folder, 'history.json');
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['infra/audit/release-file.ts', file],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

function history(people: readonly object[], periods: readonly string[] = ['2026-01']): string {
  return JSON.stringify({ periods: periods.map((period) => ({ period, people })) });
}

const TOP = { id: 'top', manager: null, measures: [] };
const TEAM = Array.from({ length: 12 }, (_, n) => ({
  id: `p${n}`,
  manager: n === 11 ? 'p10' : 'top',
  measures: n < 7 ? ['pledge', 'ally'] : [],
}));

test('what would be released comes as one array, a cell for every manager and measure', () => {
  const { status, stdout } = release(history([TOP, ...TEAM]));
  expect(status).toBe(0);
  const whole = { period: '2026-01', manager: 'top', population: 12 };
  const team = { period: '2026-01', manager: 'p10', population: 1, shown: false };
  const some = { shown: true, from: 5, to: 12, asOf: '2026-01' };
  const none = { shown: true, from: 0, to: 4, asOf: '2026-01' };
  expect(JSON.parse(stdout)).toEqual([
    { ...whole, measure: 'pledge', ...some },
    { ...team, measure: 'pledge' },
    { ...whole, measure: 'checkin', ...none },
    { ...team, measure: 'checkin' },
    { ...whole, measure: 'learning', ...none },
    { ...team, measure: 'learning' },
    { ...whole, measure: 'ally', shown: false },
    { ...team, measure: 'ally' },
  ]);
});

test.each([
  ['no JSON', '{', 'is not JSON'],
  ['another shape', '{"periods":[{"period":"May","people":[]}]}', 'periods.0.period'],
  ['an unknown measure', history([{ ...TOP, measures: ['karma'] }]), 'periods.0.people.0.measures'],
  [
    'managers in a circle',
    history([
      { ...TOP, manager: 'p' },
      { ...TOP, id: 'p', manager: 'top' },
    ]),
    'circle',
  ],
  ['somebody twice', history([TOP, TOP]), 'twice'],
  ['periods out of order', history([TOP], ['2026-02', '2026-01']), 'the oldest first'],
])('a file with %s is refused, and it says why', (_what, text, why) => {
  const { status, stdout, stderr } = release(text);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(why);
});

test('a file that is not there is named', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['infra/audit/release-file.ts', path.join(folder, 'nothing.json')],
    { encoding: 'utf8' },
  );
  expect(status).toBe(2);
  expect(stderr).toContain('nothing.json cannot be read');
});
