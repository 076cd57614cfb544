import type { GivenHome } from '../../../shared/contract/home.ts';

/** What comes next for a person themselves: questions that wait, a first pledge, or nothing today. */
export type NextStep =
  | { readonly kind: 'answer'; readonly questions: number }
  | { readonly kind: 'pledge' }
  | { readonly kind: 'nothing' };

/** The next step that home knows of, in the order in which home itself asks. */
export function nextStepOf({ due, pledges }: Pick<GivenHome, 'due' | 'pledges'>): NextStep {
  if (due.length > 0) return { kind: 'answer', questions: due.length };
  return { kind: pledges.length === 0 ? 'pledge' : 'nothing' };
}
