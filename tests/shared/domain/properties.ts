import * as fc from 'fast-check';
import type { Cadence, Pledge } from '../../../shared/domain/pledge.ts';
import { CADENCES } from '../../../shared/domain/pledge.ts';
import type { MessageBudget } from '../../../shared/domain/settings.ts';
import type { LocalDate, LocalTime, Weekday } from '../../../shared/domain/time.ts';
import { aPerson, aPledge } from '../../support/builders.ts';

/** Checks a property on the same examples every time, so that a run is repeatable. */
export function assertAlways<Args>(property: fc.IProperty<Args>, runs = 300): void {
  fc.assert(property, { seed: 20_260_302, numRuns: runs });
}

/** Zones with and without summer time, on both sides of the date line, with odd offsets and odd hours of change. */
export const ZONES = [
  'UTC',
  'Europe/London',
  'America/New_York',
  'America/Santiago',
  'America/St_Johns',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Honolulu',
  'Pacific/Kiritimati',
] as const;

const DAY_MS = 86_400_000;

/** `date` moved by whole days, by plain arithmetic and not by the code under test. */
export function daysAfter(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** ISO weekday of a date, by plain arithmetic. */
export function weekdayOf(date: LocalDate): number {
  return ((new Date(date).getUTCDay() + 6) % 7) + 1;
}

/** What the clock on the wall shows, `2026-03-02T09:00`, by the platform's own calendar. */
export function wallClock(moment: string, zone: string): string {
  let format = wallClocks.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    wallClocks.set(zone, format);
  }
  return format.format(new Date(moment)).replace(' ', 'T');
}
const wallClocks = new Map<string, Intl.DateTimeFormat>();

export const someDate: fc.Arbitrary<LocalDate> = fc
  .integer({ min: 0, max: 1500 })
  .map((days) => daysAfter('2026-01-01', days));

export const someZone = fc.constantFrom(...ZONES);

export const someWeekday: fc.Arbitrary<Weekday> = fc.constantFrom(1, 2, 3, 4, 5, 6, 7);

export const someCadence: fc.Arbitrary<Cadence> = fc.constantFrom(...CADENCES);

/** Any minute of the day, and often one in which clocks change or a day ends. */
export const someTime: fc.Arbitrary<LocalTime> = fc.oneof(
  fc.constantFrom('09:00', '00:00', '00:30', '01:30', '02:15', '02:45', '23:45', '23:59'),
  fc
    .integer({ min: 0, max: 1439 })
    .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16)),
);

/** A moment from January 2026 to 2030, to the minute. */
export const someMoment: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 1500 * 1440 })
  .map((minutes) => new Date(Date.parse('2026-01-01') + minutes * 60_000).toISOString());

/** Up to five active pledges that began in 2026. */
const somePledges: fc.Arbitrary<readonly Pledge[]> = fc
  .array(
    fc.record({
      cadence: someCadence,
      start: fc.integer({ min: 0, max: 60 }),
      weeks: fc.integer({ min: 1, max: 53 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((many) =>
    many.map(({ cadence, start, weeks }, index) => {
      const startedOn = daysAfter('2026-01-01', start);
      return aPledge({
        id: `pledge-${index}`,
        cadence,
        startedOn,
        endsOn: daysAfter(startedOn, weeks * 7),
      });
    }),
  );

const someBudget: fc.Arbitrary<MessageBudget> = fc.constantFrom(1, 2, 3);

/** A reachable person who wants messages, anywhere, at any hour. */
export const somePerson = fc
  .record({
    userId: fc.uuid(),
    zone: someZone,
    day: someWeekday,
    time: someTime,
    budget: someBudget,
    pledges: somePledges,
  })
  .map(aPerson);
