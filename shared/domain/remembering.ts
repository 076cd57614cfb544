/** Longer questions are answered anew each time: whoever asks chooses them, and must not fill the memory. */
const LONGEST_REMEMBERED = 200;

/** Answers that are known already. */
export interface Remembered<Answer> {
  /** What was found for a question before, else what is found now. */
  of(question: string | number, find: () => Answer): Answer;
}

/**
 * Remembers the last answers to questions that cost much more than everything around them, are asked often and always
 * have the same answer.
 * @param most so many at the most; then it begins anew
 */
export function remembering<Answer>(most = 2000): Remembered<Answer> {
  const known = new Map<string | number, { readonly answer: Answer }>();
  return {
    of(question, find) {
      const before = known.get(question);
      if (before !== undefined) return before.answer;
      const answer = find();
      if (typeof question === 'string' && question.length > LONGEST_REMEMBERED) return answer;
      if (known.size >= most) known.clear();
      known.set(question, { answer });
      return answer;
    },
  };
}
