import { expect, test } from 'vitest';
import { momentOf } from '../../../shared/domain/cadence.ts';
import { isTimeZone } from '../../../shared/domain/time-zone.ts';

test.each(['Europe/London', 'UTC', 'Asia/Kolkata', 'Australia/Lord_Howe'])(
  '%s is a zone',
  (zone) => {
    expect(isTimeZone(zone)).toBe(true);
  },
);

test.each(['', '+01:00', '-05', 'Mars/Olympus', 'Europe/', '../etc', 'Europe/London '])(
  '%j is no zone',
  (zone) => {
    expect(isTimeZone(zone)).toBe(false);
  },
);

test('every zone that the platform lists can be counted in', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  expect(zones.length).toBeGreaterThan(300);
  for (const zone of zones) {
    expect(isTimeZone(zone)).toBe(true);
    expect(momentOf('2026-03-02', '09:00', zone)).toMatch(/^2026-03-0[12]T/);
  }
});
