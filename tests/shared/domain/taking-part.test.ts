import { describe, expect, test } from 'vitest';
import type { CheckIn } from '../../../shared/domain/check-in.ts';
import type { Pledge } from '../../../shared/domain/pledge.ts';
import { takenPart } from '../../../shared/domain/taking-part.ts';
import { aPledge } from '../../support/builders.ts';

describe('what somebody did in March', () => {
  const ours = (fields: Partial<Pledge> = {}) => aPledge(fields);
  const answered = (answeredAt: string): CheckIn => ({
    pledgeId: ours().id,
    date: answeredAt.slice(0, 10),
    answer: 'not-this-time',
    answeredAt,
    via: 'tab',
    revision: 1,
  });
  const inMarch = (...pledges: Pledge[]) => takenPart(pledges, '2026-03');

  test.each<[string, Partial<Pledge>, boolean]>([
    ['that went on', { startedOn: '2026-01-05', endsOn: '2026-06-01' }, true],
    ['that began on its last day', { startedOn: '2026-03-31' }, true],
    ['that began after it', { startedOn: '2026-04-01' }, false],
    [
      'whose period ended on its first day',
      { startedOn: '2026-01-05', endsOn: '2026-03-01' },
      true,
    ],
    ['whose period ended before', { startedOn: '2026-01-05', endsOn: '2026-02-28' }, false],
    ['let go within it', { life: { state: 'let-go', on: '2026-03-10' } }, true],
    [
      'completed before',
      { startedOn: '2026-01-05', life: { state: 'completed', on: '2026-02-27' } },
      false,
    ],
    [
      'paused before',
      { startedOn: '2026-01-05', life: { state: 'paused', since: '2026-02-27' } },
      false,
    ],
    ['paused within it', { life: { state: 'paused', since: '2026-03-20' } }, true],
  ])('a pledge %s', (_which, fields, counts) => {
    expect(inMarch(ours(fields)).pledge).toBe(counts);
  });

  test('an answer counts in the month in which it was given, whatever it says', () => {
    expect(inMarch(ours({ recent: [answered('2026-03-31T23:59:59.000Z')] })).checkedIn).toBe(true);
    expect(inMarch(ours({ recent: [answered('2026-04-01T00:00:00.000Z')] })).checkedIn).toBe(false);
  });

  test('older answers are asked for only where all that are known are younger', () => {
    const younger = ['2026-04-28', '2026-04-21', '2026-04-14'].map((day) =>
      answered(`${day}T09:00:00.000Z`),
    );
    expect(inMarch(ours({ recent: younger })).lookFurther).toEqual([ours().id]);
    expect(inMarch(ours({ recent: younger.slice(1) })).lookFurther).toEqual([]);
  });
});
