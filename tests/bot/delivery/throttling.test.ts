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

function refused(...conversations: readonly string[]) {
  return conversations.map((conversation) => ({ conversation, throttled: true }));
}

describe('a 429 is about the app as a whole where', () => {
  test.each([
    ['three conversations of three are refused', refused('a', 'b', 'c'), true],
    [
      'a tenth of all, in three conversations, is refused',
      [...accepted(27), ...refused('a', 'b', 'c')],
      true,
    ],
    ['less than a tenth is refused: not', [...accepted(28), ...refused('a', 'b', 'c')], false],
    ['one conversation is refused again and again: not', refused('a', 'a', 'a', 'a', 'a'), false],
    ['two conversations are refused: not', refused('a', 'b', 'a', 'b'), false],
    ['the last answer was a success: not', [...refused('a', 'b', 'c'), ...accepted(1)], false],
    [
      'two of the refusals are longer ago than two seconds: not',
      [
        { conversation: 'a', throttled: true, ageMs: 2000 },
        { conversation: 'b', throttled: true, ageMs: 2000 },
        ...refused('c'),
      ],
      false,
    ],
    [
      'what was accepted is longer ago than two seconds',
      [...accepted(100, 2000), ...refused('a', 'b', 'c')],
      true,
    ],
  ])('%s', (_where, answers, isApp) => {
    expect(judge(answers)).toBe(isApp);
  });
});
