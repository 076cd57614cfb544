/**
 * What shows that the app as a whole is too fast: in so long, so many conversations refused, and at least this part of
 * all that was asked. The first catches a sudden limit, the second one that is only a little lower than the pace.
 */
const SIGNS = [
  { inMs: 2000, conversations: 5, share: 0.2 },
  { inMs: 30_000, conversations: 20, share: 0.1 },
] as const;

const LOOK_BACK_MS = 30_000;

interface Answer {
  readonly atMs: number;
  readonly conversation: string;
  readonly throttled: boolean;
}

/**
 * Tells a limit of the app from one of a conversation, or from a hiccup. Teams answers both with the same 429
 * `Throttled` (msteams-docs, bots/how-to/rate-limit.md), so it is judged by who else was refused.
 */
export function createThrottling(): {
  /** Takes an answer; true where it shows that the app as a whole is too fast. What showed it is not counted again. */
  answered(answer: Answer): boolean;
} {
  let recent: Answer[] = [];
  return {
    answered(answer) {
      recent.push(answer);
      if (!answer.throttled) return false;
      recent = recent.filter(({ atMs }) => atMs > answer.atMs - LOOK_BACK_MS);
      const isApp = SIGNS.some(({ inMs, conversations, share }) => {
        const asked = recent.filter(({ atMs }) => atMs > answer.atMs - inMs);
        const refused = asked.filter(({ throttled }) => throttled);
        const whose = new Set(refused.map(({ conversation }) => conversation));
        return whose.size >= conversations && refused.length >= share * asked.length;
      });
      if (isApp) recent = [];
      return isApp;
    },
  };
}
