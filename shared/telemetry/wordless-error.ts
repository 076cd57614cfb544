/** An error as a log may hold it: what kind it is and where it came from, none of its words. */
export interface WordlessError {
  readonly name: string;
  /** A code as `ECONNRESET` or `ServerBusy`, where it has one. */
  readonly code?: string;
  readonly status?: number;
  /** The places in the code, innermost first. */
  readonly at: readonly string[];
  readonly cause?: WordlessError;
}

/** A kind or a code is one word; what is not might be a sentence with names in it. */
const WORD = /^[A-Za-z][\w-]{0,79}$/;

/** `file:///app/main.ts:12:3`, `/app/node_modules/jose/dist/x.js:1:2` or `node:net:12:3`, alone or in brackets. */
const PLACE = /^(?:at )(?:.* \()?((?:file:\/\/\/|\/|node:)[\w@./+~%-]*:\d+:\d+)\)?$/;

const MOST_PLACES = 12;
const MOST_CAUSES = 4;

/**
 * What may be written of an error. Messages are left out whoever made them: storage's hold addresses with keys, a parser's
 * the words that it could not read, and a token's what stood in it. Fields of an error are left out for the same reason.
 * The place names the line that says what happened.
 */
export function wordlessError(error: unknown, causes = MOST_CAUSES): WordlessError {
  if (!(error instanceof Error)) return { name: 'NoError', at: [] };
  const { code, statusCode, status } = error as {
    code?: unknown;
    statusCode?: unknown;
    status?: unknown;
  };
  const given = typeof statusCode === 'number' ? statusCode : status;
  const { cause } = error;
  return {
    name: WORD.test(error.name) ? error.name : 'Error',
    ...(typeof code === 'string' && WORD.test(code) ? { code } : {}),
    ...(typeof given === 'number' ? { status: given } : {}),
    at: placesOf(error),
    ...(cause instanceof Error && causes > 0 ? { cause: wordlessError(cause, causes - 1) } : {}),
  };
}

/** The places of a stack, without the message that stands before them, which may have lines that look like places. */
function placesOf({ stack = '', message }: Error): readonly string[] {
  const from = message === '' ? 0 : stack.indexOf(message);
  const frames = from < 0 ? stack : stack.slice(from + message.length);
  return frames
    .split('\n')
    .flatMap((line) => PLACE.exec(line.trim())?.[1] ?? [])
    .slice(0, MOST_PLACES);
}
