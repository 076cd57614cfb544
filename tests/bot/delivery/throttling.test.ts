import { describe, expect, test } from 'vitest';
import { createThrottling } from '../../../bot/delivery/throttling.ts';

const NOW_MS = 1_000_000;

/** Answers, one every 20 ms up to now; true where Teams refused. The last one is judged. */
function judge(answers: readonly { conversation: string; throttled: boolean; ageMs?: number }[]) {
  const throttling = createThrottling();
  let isApp = false;
  answers.forEach(({ conversation, throttled, ageMs }, index) => {
    const atMs = NOW_MS - (ageMs ?? (answers.length - 1 - index) * 20);
    isApp = throttling.answered({ atMs, conversation, throttled });
  });
  return isApp;
}

function accepted(count: number, ageMs?: number) {
  return Array.from({ length: count }, (_, n) => ({
    conversation: `ok-${n}`,
    throttled: false,
    ...(ageMs === undefined ? {} : { ageMs }),
  }));
}

function refused(count: number, ageMs?: number) {
  return Array.from({ length: count }, (_, n) => ({
    conversation: `refused-${n}-${ageMs ?? 'now'}`,
    throttled: true,
    ...(ageMs === undefined ? {} : { ageMs }),
  }));
}

/** So many answers, so far apart; every n-th is a refusal, the last one too. */
function spread(count: number, every: number, apartMs: number) {
  return Array.from({ length: count }, (_, n) => ({
    conversation: `c-${n}`,
    throttled: (n + 1) % every === 0,
    ageMs: (count - 1 - n) * apartMs,
  }));
}

function again(conversation: string, count: number) {
  return Array.from({ length: count }, () => ({ conversation, throttled: true }));
}

describe('a 429 is about the app as a whole where', () => {
  test.each([
    ['five conversations of five are refused', refused(5), true],
    ['a fifth of all, in five conversations, is refused', [...accepted(20), ...refused(5)], true],
    ['less than a fifth is refused: not', [...accepted(21), ...refused(5)], false],
    ['one conversation is refused again and again: not', again('a', 10), false],
    ['four conversations are refused: not', refused(4), false],
    ['the last answer was a success: not', [...refused(4), ...accepted(1)], false],
    [
      'one of the refusals is longer ago than two seconds: not',
      [...refused(1, 2000), ...refused(4)],
      false,
    ],
    ['what was accepted is longer ago', [...accepted(40, 2000), ...refused(5)], true],
    ['a tenth is refused over half a minute', spread(200, 10, 145), true],
    ['less than a tenth is refused over half a minute: not', spread(220, 11, 130), false],
    ['a tenth is refused, over more than half a minute: not', spread(200, 10, 165), false],
  ])('%s', (_where, answers, isApp) => {
    expect(judge(answers)).toBe(isApp);
  });
});

test('what has shown it is not counted again', () => {
  const throttling = createThrottling();
  const answer = (n: number) =>
    throttling.answered({ atMs: NOW_MS + n, conversation: `c-${n}`, throttled: true });
  const judged = Array.from({ length: 10 }, (_, n) => answer(n));
  expect(judged.flatMap((isApp, n) => (isApp ? [n] : []))).toEqual([4, 9]);
});
