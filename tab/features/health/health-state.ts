import type { HealthReply } from '../../../shared/contract/health.ts';
import type { RoundedCount } from '../../../shared/domain/health-figures.ts';
import { isQuietOn } from '../../../shared/domain/quiet-dates.ts';

/** The answer to "are messages getting through?", each one a sentence of its own. */
export type HealthState =
  | 'stopped'
  | 'quiet'
  | 'failing'
  | 'stuck'
  | 'nothing'
  | 'late'
  | 'some'
  | 'well';

/** Below this share of messages within an hour, in percent, most of them are late. */
const MOST_PERCENT = 50;

/** What the figures say, the weightiest first: what an admin decided, then what fails, then what is slow. */
export function healthStateOf({ today, rules, days, failures, waiting }: HealthReply): HealthState {
  if (rules.messages === 'stopped') return 'stopped';
  if (isQuietOn(rules.quietDates, today)) return 'quiet';
  const latest = days.find(({ sent, givenUp }) => sent !== 0 || givenUp !== 0);
  if (latest !== undefined && least(latest.givenUp) > most(latest.sent)) return 'failing';
  if (days[0]?.sent === 0 && least(waiting.packs) >= 10) return 'stuck';
  if (days.every(({ sent }) => sent === 0)) return 'nothing';
  if ((latest?.within?.oneHour ?? 100) < MOST_PERCENT) return 'late';
  return failures.total === 0 ? 'well' : 'some';
}

/** The least that a number told as fewer than ten may be. */
function least(count: RoundedCount): number {
  return count === 'few' ? 1 : count;
}

/** The most that it may be. */
function most(count: RoundedCount): number {
  return count === 'few' ? 9 : count;
}
