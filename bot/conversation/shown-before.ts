/** So many that were shown before are not shown again by *Another one*; what was shown first may come again then. */
export const SHOWN_REMEMBERED = 20;

/** What *Another one* has to know of those that were shown so far. */
export function shownBefore(ids: readonly string[]): string {
  return [...new Set(ids)].slice(-SHOWN_REMEMBERED).join(',');
}
