const DAY_MS = 86_400_000;

/** A calendar date (`2026-03-02`) moved by whole days. The domain's own brings a time library; a form needs none. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
