import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { accepted, refused, type Result } from '../../shared/domain/result.ts';
import type { Clock, Instant } from '../../shared/domain/time.ts';
import { prepareDataFolder, readState, writeState } from './state-file.ts';

/** Why product time did not move. `too-far`: more than 20 years ahead of real time. */
export type ClockRefusal = 'malformed' | 'backward' | 'too-far';

/** Product time that runs as fast as real time and can be moved forward; real time never moves. */
export interface MovableClock extends Clock {
  /** Moves product time on by an ISO 8601 duration (`P7D`, `PT2H`), counted in UTC. Gives the new product time. */
  advance(duration: string): Result<Instant, ClockRefusal>;
  /** Moves product time on to a moment. Gives the new product time. */
  moveTo(moment: Instant): Result<Instant, ClockRefusal>;
  /** How far product time is ahead of real time, in milliseconds. */
  offsetMs(): number;
}

const STATE_FILE = 'clock.json';
const ClockState = z.object({ offsetMs: z.number().int().nonnegative() });
const FARTHEST_MS = 20 * 365 * 24 * 60 * 60 * 1000;

/** The clock of one machine. How far it was moved is kept in `<dataDir>/clock.json`, so that no week is lived twice. */
export function createMovableClock(options: {
  readonly dataDir: string;
  /** Real time in milliseconds since 1970; the machine's unless a test says otherwise. */
  readonly realMs?: () => number;
}): MovableClock {
  const { dataDir, realMs = Date.now } = options;
  prepareDataFolder(dataDir);
  let offsetMs = readState(dataDir, STATE_FILE, ClockState)?.offsetMs ?? 0;

  const instantAt = (ms: number): Instant => new Date(ms).toISOString();
  const moveToMs = (targetMs: number, realNowMs: number): Result<Instant, ClockRefusal> => {
    const wanted = targetMs - realNowMs;
    if (wanted < offsetMs) return refused('backward');
    if (wanted > FARTHEST_MS) return refused('too-far');
    writeState(dataDir, STATE_FILE, { offsetMs: wanted });
    offsetMs = wanted;
    return accepted(instantAt(targetMs));
  };

  return {
    now: () => instantAt(realMs() + offsetMs),
    realMs,
    offsetMs: () => offsetMs,
    advance(text) {
      const duration = durationFrom(text);
      if (duration === undefined) return refused('malformed');
      if (duration.sign < 0) return refused('backward');
      const realNowMs = realMs();
      const from = Temporal.Instant.fromEpochMilliseconds(realNowMs + offsetMs);
      try {
        const target = from.toZonedDateTimeISO('UTC').add(duration);
        return moveToMs(target.epochMilliseconds, realNowMs);
      } catch (error) {
        if (error instanceof RangeError) return refused('too-far');
        throw error;
      }
    },
    moveTo(moment) {
      const targetMs = Date.parse(moment);
      return Number.isNaN(targetMs) ? refused('malformed') : moveToMs(targetMs, realMs());
    },
  };
}

function durationFrom(text: string): Temporal.Duration | undefined {
  try {
    return Temporal.Duration.from(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
