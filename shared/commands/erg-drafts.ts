import { ergDraftsIn } from '../catalogue/erg-drafts.ts';
import { addDays } from '../domain/cadence.ts';
import type { ErgItem } from '../domain/erg-content.ts';
import { draftOf, type Written } from '../domain/erg-content-decisions.ts';
import type { Instant } from '../domain/time.ts';

/** How far ahead the draft of an event stands, in days; its organisers choose the day. */
const DAYS_AHEAD = 28;

/** What a new ERG begins with: drafts of asks, lessons and an event, which nobody but its organisers sees. */
export function newErgDrafts(
  language: string,
  { now, newId }: { readonly now: Instant; readonly newId: () => string },
): readonly ErgItem[] {
  const { asks, lessons, event } = ergDraftsIn(language);
  const date = addDays(now.slice(0, 10), DAYS_AHEAD);
  const written: readonly Written[] = [
    ...asks.map((words) => ({ kind: 'ask', words }) as const),
    ...lessons.map((words) => ({ kind: 'lesson', words }) as const),
    { kind: 'event', words: { ...event, date, time: '12:00', zone: 'UTC' } },
  ];
  return written.map((one) => draftOf(newId(), one, now));
}
