import type { Instant, LocalDate } from './time.ts';

/** The three answers to "Did the situation come up?". None counts against anyone. */
export const ANSWERS = ['did-it', 'did-not-come-up', 'not-this-time'] as const;
export type Answer = (typeof ANSWERS)[number];

/** The answer to the question about one pledge for one due date. */
export interface CheckIn {
  readonly pledgeId: string;
  /** The due date of the question. */
  readonly date: LocalDate;
  readonly answer: Answer;
  /** Private; never on a card. */
  readonly note?: string;
  readonly answeredAt: Instant;
  readonly via: 'tab' | 'chat';
  readonly revision: number;
}

/** The longest private note, in characters. */
export const LONGEST_NOTE = 2000;

/** A question that waits for its answer. */
export interface Question {
  readonly pledgeId: string;
  readonly date: LocalDate;
}
