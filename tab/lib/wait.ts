/** So long what was asked for has the connection to itself, before what may wait is fetched. */
export const FIRST_SIGHT_MS = 500;

/** Ends after so many milliseconds. */
export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
