import pino from 'pino';
import type { Log } from '../commands/deps.ts';
import { wordlessError } from '../telemetry/wordless-error.ts';

/** A log over pino, on stderr. Of errors the kind and the place are written, never their words: see `wordlessError`. */
export function createLog(
  level: 'info' | 'warn' | 'silent',
  // Written at once: what was buffered would be lost with the process.
  to: pino.DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log {
  const logger = pino({ level }, to);
  return {
    info: (event, fields) => logger.info(fields ?? {}, event),
    warn: (event, fields) => logger.warn(fields ?? {}, event),
    error: (event, error, fields) => logger.error({ ...fields, err: wordlessError(error) }, event),
  };
}
