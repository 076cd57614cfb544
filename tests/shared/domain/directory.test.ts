import { describe, expect, test } from 'vitest';
import {
  checkDirectory,
  type DirectoryEntry,
  reportCounts,
} from '../../../shared/domain/directory.ts';

/** `'ann>bo'`: Ann, whose manager is Bo; `'bo'` has none. */
function people(persons: readonly string[]): readonly DirectoryEntry[] {
  return persons.map((person) => {
    const [userId = '', managerId] = person.split('>');
    const entry = { userId, name: userId, mail: '', place: '' };
    return managerId === undefined ? entry : { ...entry, managerId };
  });
}

describe('an organisation that is one tree', () => {
  test('has no problems, in whatever order its rows are', () => {
    expect(checkDirectory(people(['bo', 'ann>bo', 'cy>ann', 'di>bo']))).toEqual([]);
    expect(checkDirectory(people(['cy>ann', 'di>bo', 'ann>bo', 'bo']))).toEqual([]);
  });

  test('may be one person or nobody', () => {
    expect(checkDirectory(people(['bo']))).toEqual([]);
    expect(checkDirectory([])).toEqual([]);
  });
});

describe('a problem names its row, the header being row 1', () => {
  test.each([
    [
      'every row that repeats an id',
      ['bo', 'ann>bo', 'bo', 'ann>bo'],
      ['4 duplicate-id', '5 duplicate-id'],
    ],
    ['a manager who has no row', ['bo', 'ann>zoe', 'cy>ann'], ['3 unknown-manager']],
    ['somebody who is their own manager', ['bo', 'ann>ann'], ['3 own-manager']],
    ['an own manager at the top', ['bo>bo', 'ann>bo'], ['2 own-manager']],
    [
      'everybody in a circle, and nobody below it',
      ['bo', 'low>ann', 'ann>cy', 'cy>di', 'di>ann'],
      ['4 manager-cycle', '5 manager-cycle', '6 manager-cycle'],
    ],
    [
      'two circles',
      ['bo', 'a>b', 'b>a', 'c>d', 'd>c'],
      ['3 manager-cycle', '4 manager-cycle', '5 manager-cycle', '6 manager-cycle'],
    ],
    [
      'everybody without a manager where several are',
      ['bo', 'ann>bo', 'cy'],
      ['2 several-roots', '4 several-roots'],
    ],
    ['a repeated person at the top once', ['bo', 'bo', 'ann>bo'], ['3 duplicate-id']],
    [
      'two things about one row',
      ['bo', 'ann>bo', 'ann>zoe'],
      ['4 duplicate-id', '4 unknown-manager'],
    ],
  ])('%s', (_, persons, expected) => {
    const problems = checkDirectory(people(persons));
    expect(problems.map(({ row, reason }) => `${row} ${reason}`)).toEqual(expected);
  });
});

describe('200,000 persons are checked in a time that grows with their number alone', () => {
  const SIZE = 200_000;
  const line = Array.from({ length: SIZE }, (_, index) => `${index}>${index + 1}`);

  test('where each manages the next', { timeout: 20_000 }, () => {
    expect(checkDirectory(people([...line, String(SIZE)]))).toEqual([]);
  });

  test('where all are one circle', { timeout: 20_000 }, () => {
    const problems = checkDirectory(people([...line, `${SIZE}>0`]));
    expect(problems).toHaveLength(SIZE + 1);
    expect(new Set(problems.map(({ reason }) => reason))).toEqual(new Set(['manager-cycle']));
  });
});

test('reports are counted directly, and whoever has none is left out', () => {
  const counts = reportCounts(people(['bo', 'ann>bo', 'di>bo', 'cy>ann']));
  expect([...counts]).toEqual([
    ['bo', 2],
    ['ann', 1],
  ]);
});
