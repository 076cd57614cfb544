import { expect, test } from 'vitest';
import type { YearEntryView } from '../../../../shared/contract/year.ts';
import { findEntries, groupEntries, monthsOf } from '../../../../tab/features/year/find-entries.ts';

function anEntry(fields: Partial<YearEntryView> = {}): YearEntryView {
  return {
    id: 'women',
    title: 'International Women’s Day',
    sentence: 'A day for the rights of women.',
    first: '2026-03-08',
    last: '2026-03-08',
    mayMoveByADay: false,
    lessons: [],
    events: [],
    ...fields,
  };
}

const LESSON = {
  id: 'l1',
  ergId: 'e1',
  ergName: 'Café Prism',
  title: 'Where to begin',
  minutes: 5,
};
const RAMADAN = anEntry({
  id: 'ramadan',
  title: 'Ramadan',
  sentence: 'The month of fasting.',
  first: '2026-02-18',
  last: '2026-03-19',
  lessons: [LESSON],
});
const NAIDOC = anEntry({
  id: 'naidoc',
  title: 'NAIDOC Week',
  sentence: 'A week.',
  region: 'Australia',
  first: '2026-07-05',
  last: '2026-07-12',
});
const ALL = [RAMADAN, anEntry(), NAIDOC];

test.each([
  ['', '', false, ['ramadan', 'women', 'naidoc']],
  ['women', '', false, ['women']],
  ['rights WOM', '', false, ['women']],
  ['austral', '', false, ['naidoc']],
  ['cafe', '', false, ['ramadan']],
  ['begin', '', false, ['ramadan']],
  ['omen', '', false, []],
  ['', '2026-03', false, ['ramadan', 'women']],
  ['', '2026-02', false, ['ramadan']],
  ['', '2026-04', false, []],
  ['', '', true, ['ramadan']],
  ['week', '2026-03', false, []],
])('looking for "%s" in "%s", with more: %s, finds %j', (text, month, onlyWithMore, ids) => {
  expect(findEntries(ALL, { text, month, onlyWithMore }).map(({ id }) => id)).toEqual(ids);
});

test('what lasts today stands first, the others under the month in which they begin', () => {
  const groups = groupEntries(ALL, '2026-03-03');
  expect(groups.map(({ of, entries }) => [of, entries.map(({ id }) => id)])).toEqual([
    ['now', ['ramadan']],
    ['2026-03', ['women']],
    ['2026-07', ['naidoc']],
  ]);
});

test('the months of a year go over its end', () => {
  const months = monthsOf({ from: '2026-11-26', through: '2027-11-25' });
  expect([months[0], months[1], months[2], months.at(-1), months.length]).toEqual([
    '2026-11',
    '2026-12',
    '2027-01',
    '2027-11',
    13,
  ]);
});
