/** How far back answers are looked at, in real milliseconds. */
const LOOK_BACK_MS = 2000;

/** So many conversations must be refused before it can be the app that is too fast. */
const FEWEST_CONVERSATIONS = 3;

/** And at least this part of all answers. */
const LEAST_SHARE = 0.1;

interface Answer {
  readonly atMs: number;
  readonly conversation: string;
  readonly throttled: boolean;
}

/**
 * Tells a limit of the app from one of a conversation, or from a hiccup. Teams answers both with the same 429
 * `Throttled` (msteams-docs, bots/how-to/rate-limit.md), so it is judged by who else was refused in the last two
 * seconds: several conversations, and a tenth of all that was asked.
 */
export function createThrottling(): {
  /** Takes an answer; true where it shows that the app as a whole is too fast. */
  answered(answer: Answer): boolean;
} {
  let recent: Answer[] = [];
  return {
    answered(answer) {
      recent = [...recent.filter(({ atMs }) => atMs > answer.atMs - LOOK_BACK_MS), answer];
      if (!answer.throttled) return false;
      const refused = recent.filter(({ throttled }) => throttled);
      const conversations = new Set(refused.map(({ conversation }) => conversation));
      return (
        conversations.size >= FEWEST_CONVERSATIONS && refused.length >= LEAST_SHARE * recent.length
      );
    },
  };
}
