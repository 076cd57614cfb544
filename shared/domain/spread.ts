import type { LocalTime, Weekday } from './time.ts';

/** A number from 0 to 2³² − 1 that spreads ids evenly (FNV-1a, 32 bits). Not for secrets. */
export function spreadOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  // A last mix: the low bits of plain FNV-1a follow the last characters too closely.
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return hash >>> 0;
}

/** How many minutes after the chosen time this person is written to, 0 to 29: not everybody at once. */
export function minutesIntoHalfHour(userId: string): number {
  return spreadOf(userId) % 30;
}

/** The weekday and time proposed to a person: Monday to Friday, spread over the organisation. */
export function proposedRhythm(userId: string): {
  readonly day: Weekday;
  readonly time: LocalTime;
} {
  const days = [1, 2, 3, 4, 5] as const;
  const times = ['09:30', '10:00', '10:30', '13:30', '14:00'] as const;
  return {
    day: days[spreadOf(`${userId} day`) % days.length] ?? 2,
    time: times[spreadOf(`${userId} time`) % times.length] ?? '10:00',
  };
}
