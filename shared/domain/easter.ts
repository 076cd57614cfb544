import { addDays } from './cadence.ts';
import type { LocalDate } from './time.ts';

/**
 * Easter Sunday as most churches of the West keep it, in the Gregorian calendar: the method of Meeus, Jones and Butcher
 * (Meeus, Astronomical Algorithms, chapter 8), which holds for every Gregorian year.
 */
export function westernEaster(year: number): LocalDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((century + 8) / 25);
  const moon =
    (19 * golden +
      century -
      Math.floor(century / 4) -
      Math.floor((century - correction + 1) / 3) +
      15) %
    30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - moon - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
  return dateOf(year, moon + weekday - 7 * late + 114);
}

/** The days by which the Julian calendar is behind from 1900 to 2099. */
const JULIAN_BEHIND_DAYS = 13;

/**
 * Easter Sunday as most Orthodox churches keep it: by the Julian calendar (Meeus, chapter 8), as a Gregorian date. From
 * 1900 to 2099.
 */
export function orthodoxEaster(year: number): LocalDate {
  const moon = (19 * (year % 19) + 15) % 30;
  const weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
  return addDays(dateOf(year, moon + weekday + 114), JULIAN_BEHIND_DAYS);
}

/** Both methods end in one number that holds the month and the day. */
function dateOf(year: number, sum: number): LocalDate {
  const month = String(Math.floor(sum / 31)).padStart(2, '0');
  const day = String((sum % 31) + 1).padStart(2, '0');
  return `${year}-${month}-${day}`;
}
