import { remembering } from './remembering.ts';

const zones = remembering<boolean>();

/** Whether a text names a zone of the IANA time zone database. Bare offsets such as `+01:00` are no zones. */
export function isTimeZone(zone: string): boolean {
  return /^[A-Za-z]/.test(zone) && zones.of(zone, () => isKnownToIntl(zone));
}

function isKnownToIntl(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
