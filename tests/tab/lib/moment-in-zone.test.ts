import { describe, expect, test } from 'vitest';
import { startOf } from '../../../shared/domain/erg-content.ts';
import { momentInZone } from '../../../tab/lib/moment-in-zone.ts';

const ZONES = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'America/Sao_Paulo',
  'UTC',
];
const DATES = [
  '2026-03-08',
  '2026-03-29',
  '2026-04-05',
  '2026-07-01',
  '2026-10-04',
  '2026-10-25',
  '2026-11-01',
];
const TIMES = ['00:00', '00:30', '01:30', '02:00', '02:15', '02:30', '03:00', '12:00', '23:45'];

describe.each(ZONES)('in %s', (zone) => {
  test.each(DATES)('every hour of %s is the moment that the API counts', (date) => {
    for (const time of TIMES) {
      expect(momentInZone(date, time, zone), time).toBe(startOf({ date, time, zone }));
    }
  });
});

test('without a date or a time there is no moment', () => {
  expect(momentInZone('', '12:00', 'UTC')).toBeUndefined();
  expect(momentInZone('2026-03-08', '', 'UTC')).toBeUndefined();
});
