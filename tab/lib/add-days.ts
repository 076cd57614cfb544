const DAY_MS = 86_400_000;

/** The calendar date so many days later: `addDays('2026-02-27', 2)` is `2026-03-01`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
