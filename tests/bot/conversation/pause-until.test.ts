import { describe, expect, test } from 'vitest';
import type { PauseEnd } from '../../../bot/conversation/intent.ts';
import { pauseUntil } from '../../../bot/conversation/pause-until.ts';

// A Tuesday.
const TODAY = '2026-03-17';
const CASES: readonly (readonly [string, PauseEnd, string | undefined])[] = [
  ['two weeks', { kind: 'after', unit: 'week', count: 2 }, '2026-03-31'],
  ['a day', { kind: 'after', unit: 'day', count: 1 }, '2026-03-18'],
  ['a month', { kind: 'after', unit: 'month', count: 1 }, '2026-04-17'],
  ['366 days', { kind: 'after', unit: 'day', count: 366 }, '2027-03-18'],
  ['367 days: more than a year', { kind: 'after', unit: 'day', count: 367 }, undefined],
  ['no days', { kind: 'after', unit: 'day', count: 0 }, undefined],
  ['more than a calendar has', { kind: 'after', unit: 'month', count: 1e21 }, undefined],
  ['friday of this week', { kind: 'weekday', day: 5 }, '2026-03-20'],
  ['the weekday that is today: in a week', { kind: 'weekday', day: 2 }, '2026-03-24'],
  ['monday', { kind: 'weekday', day: 1 }, '2026-03-23'],
  ['a date of this year', { kind: 'date', day: 5, month: 5, year: undefined }, '2026-05-05'],
  ['a date that was: next year', { kind: 'date', day: 5, month: 1, year: undefined }, '2027-01-05'],
  ['today by name: next year', { kind: 'date', day: 17, month: 3, year: undefined }, '2027-03-17'],
  ['a date of the past', { kind: 'date', day: 5, month: 1, year: 2026 }, undefined],
  ['a date far away', { kind: 'date', day: 5, month: 1, year: 2030 }, undefined],
  ['no date at all', { kind: 'date', day: 31, month: 2, year: undefined }, undefined],
  ['day 0', { kind: 'date', day: 0, month: 2, year: 2026 }, undefined],
  ['what could not be read', { kind: 'unread' }, undefined],
];

describe('a pause ends', () => {
  test.each(CASES)('after %s', (_name, end, until) => {
    expect(pauseUntil(end, TODAY)).toBe(until);
  });
});
