import { describe, expect, test } from 'vitest';
import { checkDirectory, type DirectoryEntry } from '../../../shared/domain/directory.ts';
import { NO_COUNTS, removesMany } from '../../../shared/domain/directory-import.ts';
import { explainProblems } from '../../../shared/domain/explain-directory.ts';

test.each([
  [{ removed: 0, unchanged: 0 }, false],
  [{ removed: 10, unchanged: 0 }, false],
  [{ removed: 11, unchanged: 0 }, true],
  [{ removed: 11, unchanged: 99 }, false],
  [{ removed: 11, unchanged: 60, changed: 38 }, true],
  [{ removed: 20_000, unchanged: 180_000 }, false],
  [{ removed: 20_001, unchanged: 179_999 }, true],
])('of %j many are removed: %s', (counts, many) => {
  expect(removesMany({ ...NO_COUNTS, added: 5, ...counts })).toBe(many);
});

/** `'ann>bo'`: Ann, whose manager is Bo; `'bo'` has none. */
function people(persons: readonly string[]): readonly DirectoryEntry[] {
  return persons.map((person) => {
    const [userId = '', managerId] = person.split('>');
    const entry = { userId, name: userId.toUpperCase(), mail: '', place: '' };
    return managerId === undefined ? entry : { ...entry, managerId };
  });
}

function explained(entries: readonly DirectoryEntry[]): readonly string[] {
  return explainProblems(entries, checkDirectory(entries)).map(
    ({ row, reason, name = '', others, more }) =>
      `${row} ${name} ${reason} ${others.map((other) => `${other.row} ${other.name}`).join(', ')} +${more}`,
  );
}

describe('a problem says whom it is about', () => {
  test('a circle, everybody else in it, from their manager upwards', () => {
    expect(explained(people(['bo', 'low>ann', 'ann>cy', 'cy>di', 'di>ann']))).toEqual([
      '4 ANN manager-cycle 5 CY, 6 DI +0',
      '5 CY manager-cycle 6 DI, 4 ANN +0',
      '6 DI manager-cycle 4 ANN, 5 CY +0',
    ]);
  });

  test('a large circle, the nearest eight and how many more', () => {
    const circle = Array.from({ length: 1000 }, (_, n) => `p${n}>p${(n + 1) % 1000}`);
    const [first] = explained(people(['bo', ...circle]));
    expect(first).toMatch(/^3 P0 manager-cycle 4 P1, .*, 11 P8 \+991$/);
  });

  test('a repeated id, or a repeated address in another case, the row that was first', () => {
    const [bo, ann] = people(['bo', 'ann>bo']) as [DirectoryEntry, DirectoryEntry];
    const same = { ...ann, userId: 'cy', name: 'CY' };
    expect(
      explained([{ ...bo, mail: 'Bo@example.org' }, ann, { ...same, mail: 'bO@example.org' }, ann]),
    ).toEqual(['4 CY duplicate-mail 2 BO +0', '5 ANN duplicate-id 3 ANN +0']);
  });

  test('an unknown manager, and somebody who manages themselves, nobody else', () => {
    expect(explained(people(['bo', 'ann>zoe', 'cy>cy']))).toEqual([
      '3 ANN unknown-manager  +0',
      '4 CY own-manager  +0',
    ]);
  });
});

test('of a circle of 200,000 the problems are explained in a moment', { timeout: 20_000 }, () => {
  const circle = Array.from({ length: 200_000 }, (_, n) => `p${n}>p${(n + 1) % 200_000}`);
  const entries = people(circle);
  expect(explainProblems(entries, checkDirectory(entries))).toHaveLength(200_000);
});
