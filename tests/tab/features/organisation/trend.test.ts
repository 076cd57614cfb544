import { describe, expect, test } from 'vitest';
import type { ReleasedMonth } from '../../../../shared/contract/organisation.ts';
import { findingOf, trendOf } from '../../../../tab/features/organisation/trend.ts';
import { A_YEAR, ownMonth } from './organisation-api.ts';

const around = (month: string): ReleasedMonth => ({ ...ownMonth(month), group: 'around' });
const none = (month: string): ReleasedMonth => ({ month, group: 'none' });
const shownOf = (months: Parameters<typeof trendOf>[0]) =>
  trendOf(months).map(({ month, shown }) => (shown === undefined ? `${month} -` : month));

describe('the months beside one another', () => {
  test('come the oldest first, over the turn of the year', () => {
    const months = [ownMonth('2026-02'), ownMonth('2026-01'), ownMonth('2025-12')];
    expect(shownOf(months)).toEqual(['2025-12', '2026-01', '2026-02']);
  });

  test('have gaps where the group was not shown alone, too small, or not counted', () => {
    const small = ownMonth('2026-06', { people: 24 });
    const months = [
      ownMonth('2026-10'),
      around('2026-09'),
      none('2026-08'),
      small,
      ownMonth('2026-05', { people: 25 }),
    ];
    expect(shownOf(months)).toEqual([
      '2026-05',
      '2026-06 -',
      '2026-07 -',
      '2026-08 -',
      '2026-09 -',
      '2026-10',
    ]);
  });

  test('are twelve of the calendar at most', () => {
    const months = [ownMonth('2026-10'), ownMonth('2026-09'), ownMonth('2025-01')];
    expect(trendOf(months)).toHaveLength(12);
    expect(trendOf(A_YEAR).map(({ month }) => month)).toEqual(
      A_YEAR.map(({ month }) => month).toReversed(),
    );
  });

  test.each([
    ['nothing was released', []],
    ['nothing was shown', [none('2026-10'), none('2026-09')]],
    ['the newest is of a group around', [around('2026-10'), ownMonth('2026-09')]],
    ['the newest has too few people', [ownMonth('2026-10', { people: 24 }), ownMonth('2026-09')]],
    ['there is one alone', [ownMonth('2026-10')]],
  ])('are not shown where %s', (_why, months) => {
    expect(trendOf(months)).toEqual([]);
  });

  test('are shown where the newest month is hidden and the one before it is not', () => {
    const months = [none('2026-10'), ownMonth('2026-09'), ownMonth('2026-08')];
    expect(shownOf(months)).toEqual(['2026-08', '2026-09', '2026-10 -']);
  });
});

describe('the finding', () => {
  test('is of the first and the last shown month', () => {
    const trend = trendOf([none('2026-11'), ...A_YEAR.slice(0, 11)]);
    const finding = findingOf(trend, 'checkin');
    expect(finding?.kind).toBe('went');
    expect(finding?.first).toMatchObject({ month: '2025-12', people: 80, band: { from: 10 } });
    expect(finding?.last).toMatchObject({ month: '2026-10', people: 80, band: { from: 25 } });
  });

  test('says that a band is the same', () => {
    const trend = trendOf([ownMonth('2026-10'), ownMonth('2026-09')]);
    expect(findingOf(trend, 'pledge')?.kind).toBe('same');
  });
});
