import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../shared/domain/cadence.ts';
import {
  isOfYear,
  isStretch,
  lastDayOfYearFrom,
  type Observance,
  type OwnObservance,
  timesIn,
  type TenantYear,
  UNTOUCHED_YEAR,
  yearFrom,
} from '../../../shared/domain/tenant-year.ts';
import {
  decideYear,
  MOST_CHANGED_DATES,
  MOST_OWN_OBSERVANCES,
  type YearChange,
} from '../../../shared/domain/tenant-year-decisions.ts';
import { nearestTime } from '../../../shared/domain/year-attachments.ts';

const WOMEN: Observance = {
  id: 'women',
  title: 'Women’s Day',
  sentence: 'A day for the rights of women.',
  rule: { kind: 'fixed', month: 3, day: 8 },
  length: 1,
};
const RAMADAN: Observance = {
  id: 'ramadan',
  title: 'Ramadan',
  sentence: 'A month of fasting.',
  rule: { kind: 'calendar', calendar: 'islamic', month: 'M09', day: 1 },
  length: 'month',
};
const VESAK: Observance = {
  id: 'vesak',
  title: 'Vesak',
  sentence: 'A day of the Buddha.',
  rule: { kind: 'by-admin' },
  length: 1,
};
const BUILT_IN = [WOMEN, RAMADAN, VESAK];
const OWN: OwnObservance = {
  id: '0195a000-0000-7000-8000-000000000001',
  title: 'Founders’ week',
  sentence: 'The week in which we began.',
  first: '2026-06-01',
  last: '2026-06-05',
  yearly: true,
};

const year = (fields: Partial<TenantYear> = {}): TenantYear => ({ ...UNTOUCHED_YEAR, ...fields });
const shown = (from: string, tenant: TenantYear = UNTOUCHED_YEAR) =>
  yearFrom(from, BUILT_IN, tenant).map(({ time }) => `${time.observanceId} ${time.first}`);

describe('a year from a day on', () => {
  test('has what lasts on that day and what comes before the day a year later', () => {
    expect(shown('2026-03-08')).toEqual([
      'ramadan 2026-02-18',
      'women 2026-03-08',
      'ramadan 2027-02-08',
    ]);
    expect(shown('2026-03-20')).toEqual(['ramadan 2027-02-08', 'women 2027-03-08']);
  });

  test('ends the day before the same day', () => {
    expect(lastDayOfYearFrom('2026-03-08')).toBe('2027-03-07');
    expect(lastDayOfYearFrom('2028-02-29')).toBe('2029-02-28');
    expect(lastDayOfYearFrom('2027-03-01')).toBe('2028-02-29');
  });

  test('leaves out what an admin hid, and has what they added', () => {
    const tenant = year({ hidden: ['ramadan'], own: [OWN] });
    expect(shown('2026-05-01', tenant)).toEqual([`${OWN.id} 2026-06-01`, 'women 2027-03-08']);
    // Before it began there was none.
    expect(shown('2025-03-09', tenant)).toEqual(['women 2026-03-08']);
    const once = year({ hidden: ['ramadan'], own: [{ ...OWN, yearly: false }] });
    expect(shown('2027-05-01', once)).toEqual(['women 2028-03-08']);
  });

  test('has what an admin dated where they dated it, even over the edge of its year', () => {
    const dates = [
      { observanceId: 'vesak', year: 2026, nth: 1, first: '2026-05-31', last: '2026-05-31' },
      { observanceId: 'ramadan', year: 2027, nth: 1, first: '2027-02-09', last: '2027-03-09' },
    ] as const;
    expect(shown('2026-05-01', year({ dates }))).toEqual([
      'vesak 2026-05-31',
      'ramadan 2027-02-09',
      'women 2027-03-08',
    ]);
    const moved = [{ ...dates[0], year: 2027, first: '2026-12-30', last: '2027-01-02' }];
    expect(shown('2027-01-01', year({ dates: moved }))).toContain('vesak 2026-12-30');
  });

  test('is in order and within the year, whatever the day', () => {
    const days = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2015-01-01', n));
    fc.assert(
      fc.property(days, (from) => {
        const entries = yearFrom(from, BUILT_IN, year({ own: [OWN] }));
        const firsts = entries.map(({ time }) => time.first);
        expect(firsts).toEqual(firsts.toSorted());
        for (const { time } of entries) {
          expect(time.last >= from).toBe(true);
          expect(time.first <= lastDayOfYearFrom(from)).toBe(true);
        }
        expect(entries.some(({ observance }) => observance.id === 'women')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

test('one of two times in a year is dated alone', () => {
  const second = {
    observanceId: 'ramadan',
    year: 2030,
    nth: 2,
    first: '2030-12-27',
    last: '2031-01-24',
  } as const;
  const times = timesIn(2030, RAMADAN, year({ dates: [second] }));
  expect(times.map(({ first, changed }) => [first, changed])).toEqual([
    ['2030-01-05', false],
    ['2030-12-27', true],
  ]);
  // What an admin dated is certain.
  expect(times.map((one) => one.mayMoveByADay)).toEqual([true, false]);
});

test.each([
  ['2026-03-01', '2026-03-01', true],
  ['2026-03-01', '2026-05-31', true],
  ['2026-03-01', '2026-06-01', false],
  ['2026-03-02', '2026-03-01', false],
])('from %s to %s: days of an observance is %s', (first, last, is) => {
  expect(isStretch({ first, last })).toBe(is);
});

test.each([
  ['2025-12-25', true],
  ['2025-12-24', false],
  ['2026-07-01', true],
  ['2027-01-07', true],
  ['2027-01-08', false],
])('%s can be the first day of something of 2026: %s', (first, is) => {
  expect(isOfYear(first, 2026)).toBe(is);
});

describe('what an admin decides', () => {
  const decide = (before: TenantYear, change: YearChange, seen = before.revision) =>
    decideYear(before, change, { builtIn: BUILT_IN, seen, thisYear: 2026 });
  const dated = {
    observanceId: 'vesak',
    year: 2026,
    nth: 1,
    first: '2026-05-31',
    last: '2026-05-31',
  } as const;

  test.each<[string, TenantYear, YearChange, Partial<TenantYear>, string]>([
    ['hides', year(), { do: 'hide', observanceId: 'women' }, { hidden: ['women'] }, 'hidden'],
    [
      'shows again',
      year({ hidden: ['women', 'vesak'] }),
      { do: 'show', observanceId: 'women' },
      { hidden: ['vesak'] },
      'shown',
    ],
    ['adds', year(), { do: 'write', own: OWN }, { own: [OWN] }, 'added'],
    [
      'writes anew',
      year({ own: [OWN] }),
      { do: 'write', own: { ...OWN, region: 'Leeds' } },
      { own: [{ ...OWN, region: 'Leeds' }] },
      'changed',
    ],
    [
      'removes, with the dates that were set',
      year({ own: [OWN], dates: [{ ...dated, observanceId: OWN.id }, dated] }),
      { do: 'remove', observanceId: OWN.id },
      { own: [], dates: [dated] },
      'removed',
    ],
    ['dates', year(), { do: 'date', dates: dated }, { dates: [dated] }, 'dated'],
    [
      'dates anew',
      year({ dates: [{ ...dated, first: '2026-05-01' }] }),
      { do: 'date', dates: dated },
      { dates: [dated] },
      'dated',
    ],
    [
      'takes dates back',
      year({ dates: [dated] }),
      { do: 'undate', time: dated },
      { dates: [] },
      'undated',
    ],
  ])('%s, says so in the log, and again changes nothing', (_what, before, change, after, act) => {
    const first = decide(before, change);
    expect(first).toMatchObject({
      ok: true,
      value: { year: { ...after, revision: 1 }, act: { act: `observance.${act}` } },
    });
    if (!first.ok) return;
    const again = decide(first.value.year, change, 0);
    expect(again).toEqual({ ok: true, value: { year: first.value.year } });
  });

  test('is refused where another admin was first', () => {
    expect(decide(year({ revision: 3 }), { do: 'hide', observanceId: 'women' }, 2)).toEqual({
      ok: false,
      reason: 'changed-meanwhile',
    });
  });

  test.each<YearChange>([
    { do: 'hide', observanceId: 'nothing' },
    { do: 'hide', observanceId: OWN.id },
    { do: 'date', dates: { ...dated, observanceId: 'nothing' } },
    { do: 'undate', time: { ...dated, observanceId: 'nothing' } },
  ])('is refused of what is not there: $do', (change) => {
    expect(decide(year({ own: [OWN] }), change)).toEqual({ ok: false, reason: 'not-found' });
  });

  test('has room for so many of its own, and a changed one always fits', () => {
    const own = Array.from({ length: MOST_OWN_OBSERVANCES }, (_, n) => ({
      ...OWN,
      id: `own-${n}`,
    }));
    expect(decide(year({ own }), { do: 'write', own: OWN })).toEqual({
      ok: false,
      reason: 'too-many-observances',
    });
    const other = { ...OWN, id: 'own-1', title: 'Another' };
    expect(decide(year({ own }), { do: 'write', own: other }).ok).toBe(true);
  });

  test('forgets the dates of years that are over, and so makes room', () => {
    const old = Array.from({ length: MOST_CHANGED_DATES }, (_, n) => ({
      ...dated,
      observanceId: `own-${n}`,
    }));
    const past = old.map((one) => ({ ...one, year: 2024 }));
    expect(decide(year({ dates: old }), { do: 'date', dates: dated })).toMatchObject({
      reason: 'too-many-observances',
    });
    expect(decide(year({ dates: past }), { do: 'date', dates: dated })).toMatchObject({
      value: { year: { dates: [dated] } },
    });
  });
});

test.each([
  ['2026-02-20', '2026-02-18'],
  ['2026-02-01', '2026-02-18'],
  ['2026-08-01', '2026-02-18'],
  ['2026-12-01', '2027-02-08'],
])('an event on %s belongs to the time that begins on %s', (day, first) => {
  const times = [2026, 2027].flatMap((of) => timesIn(of, RAMADAN, UNTOUCHED_YEAR));
  expect(nearestTime(day, times)?.first).toBe(first);
  expect(nearestTime(day, [])).toBeUndefined();
});
