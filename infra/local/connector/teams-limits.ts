import type { AnswerVerdict, ConnectorRequest, Verdict } from './verdict.ts';

/** At most so many requests within any such time. */
export interface SlidingWindow {
  readonly most: number;
  readonly inMs: number;
}

/** What Teams allows. Everything is Teams' own unless said otherwise. */
export interface TeamsLimitOptions {
  /** Requests a second that an app may make in a tenant. */
  readonly perSecond?: number;
  /** How many of them may come at once. */
  readonly burst?: number;
  /** What one conversation bears. */
  readonly conversation?: readonly SlidingWindow[];
  /** Only counts, and refuses nothing. */
  readonly off?: boolean;
}

/** How often something happened, and when first and last, in real milliseconds since 1970. */
export interface Tally {
  readonly count: number;
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
}

/** What came of the requests so far. One that both limits refuse is refused by the app's. */
export interface LimitFigures {
  readonly accepted: Tally;
  readonly refusedByApp: Tally;
  readonly refusedByConversation: Tally;
  /** Conversations of which something is remembered: those written to within the longest window. */
  readonly conversationsRemembered: number;
}

/** The limits as a judge, and what they counted. */
export interface TeamsLimits {
  judge(request: ConnectorRequest): Verdict;
  /** A copy of the figures as they are now. */
  figures(): LimitFigures;
}

// Source: Microsoft's documentation of bots, "rate limit": the limits per app and tenant, and per bot and
// conversation for sending and creating. Updates and deletions are not named there but for "all requests are
// subject to the same policy"; here every write counts in the same windows, which is never kinder than Teams.
const PER_SECOND = 50;
const CONVERSATION: readonly SlidingWindow[] = [
  { most: 7, inMs: 1_000 },
  { most: 8, inMs: 2_000 },
  { most: 60, inMs: 30_000 },
  { most: 1_800, inMs: 3_600_000 },
];

/**
 * The limits of Teams for one app in one tenant, on the real time of the requests. The app's is a token bucket
 * for all requests, a conversation's are sliding windows for everything that writes into it. A refused
 * request answers 429 with the whole seconds until it would pass, and consumes nothing.
 */
export function teamsLimits(options: TeamsLimitOptions = {}): TeamsLimits {
  const { perSecond = PER_SECOND, burst = perSecond, conversation = CONVERSATION } = options;
  const bucket = tokenBucket(perSecond, burst);
  const windows = conversationWindows(conversation);
  const accepted = tally();
  const refusedByApp = tally();
  const refusedByConversation = tally();
  let latestMs = 0;

  return {
    judge({ operation, conversationId, atMs }) {
      // A clock that is set back stands still until it is where it was.
      latestMs = Math.max(latestMs, atMs);
      if (options.off === true) {
        accepted.add(latestMs);
        return { kind: 'allow' };
      }
      const written = operation === 'read-members' ? undefined : conversationId;
      const appWaitMs = bucket.waitMs(latestMs);
      const conversationWaitMs = written === undefined ? 0 : windows.waitMs(written, latestMs);
      const waitMs = Math.max(appWaitMs, conversationWaitMs);
      if (waitMs > 0) {
        (appWaitMs > 0 ? refusedByApp : refusedByConversation).add(latestMs);
        return throttled(Math.ceil(waitMs / 1_000));
      }
      bucket.take();
      if (written !== undefined) windows.take(written, latestMs);
      accepted.add(latestMs);
      return { kind: 'allow' };
    },
    figures: () => ({
      accepted: accepted.read(),
      refusedByApp: refusedByApp.read(),
      refusedByConversation: refusedByConversation.read(),
      conversationsRemembered: windows.remembered(),
    }),
  };
}

/** What Teams answers to one request too many; it does not say which limit it was. Source: its status codes. */
export function throttled(retryAfterSeconds: number): AnswerVerdict {
  return {
    kind: 'answer',
    status: 429,
    headers: { 'retry-after': String(retryAfterSeconds) },
    body: { error: { code: 'Throttled', message: 'Too many requests.' } },
  };
}

function tokenBucket(perSecond: number, burst: number) {
  // In thousandths of a request, so that whole milliseconds at a whole rate stay exact: that many flow out
  // in a millisecond.
  const whole = 1_000;
  let held = 0;
  let drainedAtMs = 0;
  return {
    waitMs(nowMs: number): number {
      held = Math.max(0, held - (nowMs - drainedAtMs) * perSecond);
      drainedAtMs = nowMs;
      return Math.max(0, held + whole - burst * whole) / perSecond;
    },
    take(): void {
      held += whole;
    },
  };
}

function conversationWindows(windows: readonly SlidingWindow[]) {
  const longestMs = Math.max(0, ...windows.map(({ inMs }) => inMs));
  // Accepted requests, oldest first; the conversation that was written to last stands last.
  const acceptedMs = new Map<string, number[]>();

  function forget(nowMs: number): void {
    for (const [conversationId, times] of acceptedMs) {
      if ((times.at(-1) ?? 0) > nowMs - longestMs) return;
      acceptedMs.delete(conversationId);
    }
  }

  return {
    waitMs(conversationId: string, nowMs: number): number {
      forget(nowMs);
      const times = acceptedMs.get(conversationId) ?? [];
      const waits = windows.map(({ most, inMs }) => {
        // Where this one left the window, there would be room for another.
        const blocking = times[times.length - most];
        return blocking === undefined ? 0 : blocking + inMs - nowMs;
      });
      return Math.max(0, ...waits);
    },
    take(conversationId: string, nowMs: number): void {
      if (longestMs === 0) return;
      const times = acceptedMs.get(conversationId) ?? [];
      while (times[0] !== undefined && times[0] <= nowMs - longestMs) times.shift();
      times.push(nowMs);
      acceptedMs.delete(conversationId);
      acceptedMs.set(conversationId, times);
    },
    remembered: () => acceptedMs.size,
  };
}

function tally() {
  let count = 0;
  let firstMs: number | undefined;
  let lastMs: number | undefined;
  return {
    add(atMs: number): void {
      count += 1;
      firstMs ??= atMs;
      lastMs = atMs;
    },
    read: (): Tally => ({ count, firstMs, lastMs }),
  };
}
