import type { Instant } from '../../shared/domain/time.ts';
import type { MovableClock } from './clock.ts';
import type { ChatLog } from './connector/chat-log.ts';

/** Where the way to the next message ended. `nothing-comes`: no look is planned that brings one. */
export type NextCheckIn = 'message-came' | 'nothing-comes';

/** Looks that bring nothing, one after the other, before it gives up. */
const MOST_LOOKS = 60;

/**
 * Moves product time from one planned look at a person to the next and lets the scheduler work each time,
 * until the bot has sent them something.
 */
export async function goToNextCheckIn(
  deps: {
    readonly clock: MovableClock;
    readonly log: ChatLog;
    readonly nextLookAt: (personId: string) => Promise<Instant | undefined>;
    /** Runs what is due and resolves when it is delivered. */
    readonly afterClockMoved: () => Promise<void>;
  },
  personId: string,
): Promise<NextCheckIn> {
  const { clock, log, nextLookAt, afterClockMoved } = deps;
  const before = log.of(personId).at(-1)?.order ?? 0;
  let lookedAt: Instant | undefined;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const next = await nextLookAt(personId);
    // The same moment twice: the look was done, and planned nothing new.
    if (next === undefined || next === lookedAt) return 'nothing-comes';
    lookedAt = next;
    const moved = clock.moveTo(next);
    // `backward` is a look that is due already: then only the scheduler has to run.
    if (!moved.ok && moved.reason !== 'backward') return 'nothing-comes';
    await afterClockMoved();
    if (log.of(personId, before).some(({ kind }) => kind === 'sent')) return 'message-came';
  }
  return 'nothing-comes';
}
