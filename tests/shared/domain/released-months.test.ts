import { expect, test } from 'vitest';
import {
  type MeasuredPerson,
  releaseHistory,
} from '../../../shared/domain/disclosure/release-period.ts';
import {
  managerMonths,
  mayBeReleased,
  wholeMonth,
} from '../../../shared/domain/released-months.ts';
import { team } from './disclosure/charts.ts';

/** Everybody of these teams; the first so many of each have a pledge. */
function measured(
  people: readonly { readonly id: string; readonly manager: string | null }[],
): readonly MeasuredPerson[] {
  return people.map(({ id, manager }, n) => ({
    id,
    manager,
    measures: n % 2 === 0 ? ['pledge', 'ally'] : [],
  }));
}

function released(people: readonly { readonly id: string; readonly manager: string | null }[]) {
  const [release] = releaseHistory([{ period: '2026-01', people: measured(people) }]);
  if (release === undefined) throw new Error('One period is one release.');
  return release;
}

const SMALL = [
  { id: 'top', manager: null },
  ...team('top', 12, 't'),
  { id: 'lead', manager: 'top' },
  ...team('lead', 14, 'l'),
  { id: 'sub', manager: 'lead' },
  ...team('sub', 3, 's'),
];

test('a manager sees their own group, or the nearest shown one around it and who heads it', () => {
  const months = managerMonths('2026-01', released(SMALL), (id) => `Name of ${id}`);
  expect(months.get('top')).toMatchObject({ group: 'own', people: 31 });
  expect(months.get('lead')).toMatchObject({ group: 'own', people: 18 });
  expect(months.get('sub')).toMatchObject({
    group: 'around',
    people: 18,
    headedBy: 'Name of lead',
  });
});

test('who is nearest to the whole organisation sees that, and nobody’s name', () => {
  const people = [
    { id: 'top', manager: null },
    ...team('top', 12, 't'),
    { id: 'sub', manager: 'top' },
    ...team('sub', 3, 's'),
  ];
  const months = managerMonths('2026-01', released(people), (id) => `Name of ${id}`);
  expect(months.get('sub')).toMatchObject({ group: 'around', people: 16 });
  expect(Object.keys(months.get('sub') ?? {})).not.toContain('headedBy');
});

test('of too small an organisation nobody sees anything', () => {
  const people = [{ id: 'top', manager: null }, ...team('top', 9, 't')];
  const release = released(people);
  expect([...managerMonths('2026-01', release, () => undefined).values()]).toEqual([
    { month: '2026-01', group: 'none' },
  ]);
  expect(wholeMonth('2026-01', release)).toEqual({ month: '2026-01', group: 'none' });
});

test('admins see the whole, never how many are allies, and how many managers see their own group', () => {
  expect(wholeMonth('2026-01', released(SMALL))).toEqual({
    month: '2026-01',
    group: 'whole',
    people: 31,
    pledge: { from: 15, to: 19, asOf: '2026-01' },
    checkin: { from: 0, to: 4, asOf: '2026-01' },
    learning: { from: 0, to: 4, asOf: '2026-01' },
    shown: 2,
    managers: 3,
  });
});

test('with several people at the top the whole organisation is everybody, and they stand in it', () => {
  const people = [
    { id: 'one', manager: null },
    ...team('one', 14, 'a'),
    { id: 'two', manager: null },
    ...team('two', 11, 'b'),
  ];
  const release = released(people);
  expect(wholeMonth('2026-01', release)).toMatchObject({ people: 27, shown: 1, managers: 2 });
  const months = managerMonths('2026-01', release, () => undefined);
  expect([...months.keys()].toSorted()).toEqual(['one', 'two']);
  expect(months.get('one')).toMatchObject({ group: 'own', people: 14 });
  expect(months.get('two')).toMatchObject({ group: 'around', people: 27 });
});

test.each([
  ['2026-01', '2026-01-31T23:59:59.000Z', false],
  ['2026-01', '2026-02-01T00:00:00.000Z', true],
  ['2026-01', '2026-02-28T12:00:00.000Z', true],
  ['2026-01', '2026-03-01T12:00:00.000Z', true],
  ['2026-01', '2026-03-02T12:00:00.000Z', false],
  ['2026-02', '2026-03-01T00:00:00.000Z', true],
])('%s at %s may be released: %s', (month, now, may) => {
  expect(mayBeReleased(month, now)).toBe(may);
});
