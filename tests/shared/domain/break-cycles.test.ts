import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakCycles } from '../../../shared/domain/break-cycles.ts';
import { checkDirectory, type DirectoryEntry } from '../../../shared/domain/directory.ts';

/** `'ann>bo'`: Ann, whose manager is Bo; `'bo'` has none. */
function people(persons: readonly string[]): readonly DirectoryEntry[] {
  return persons.map((person) => {
    const [userId = '', managerId] = person.split('>');
    const entry = { userId, name: userId, mail: '', place: '' };
    return managerId === undefined ? entry : { ...entry, managerId };
  });
}

test.each<[string, readonly string[], readonly string[]]>([
  ['nobody is in a circle', ['bo', 'ann>bo', 'cy>zoe'], []],
  ['somebody manages themselves', ['bo>bo', 'ann>bo'], ['bo>bo']],
  ['three are one', ['cy>ann', 'ann>bo', 'bo>cy', 'low>cy'], ['ann>bo']],
  ['there are two', ['a>b', 'b>a', 'd>c', 'c>d'], ['a>b', 'c>d']],
])('where %s', (_, persons, expected) => {
  const { entries, broken } = breakCycles(people(persons));
  expect(broken.map(({ userId, managerId }) => `${userId}>${managerId}`)).toEqual(expected);
  expect(entries.filter(({ managerId }) => managerId === undefined)).toHaveLength(
    persons.filter((person) => !person.includes('>')).length + expected.length,
  );
});

test('whatever is told, no circle is left, and only those in one lost a manager, in whatever order', () => {
  const managers = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(managers, (list) => {
      const told = people(list.map((manager, n) => `p${n}>p${manager}`));
      const { entries, broken } = breakCycles(told);
      const circular = (all: readonly DirectoryEntry[]) =>
        checkDirectory(all).filter(
          ({ reason }) => reason === 'manager-cycle' || reason === 'own-manager',
        );
      expect(circular(entries)).toEqual([]);
      expect(broken.length).toBeLessThanOrEqual(circular(told).length);
      const other = breakCycles(told.toReversed()).broken;
      expect(new Set(other.map(({ userId }) => userId))).toEqual(
        new Set(broken.map(({ userId }) => userId)),
      );
    }),
  );
});
