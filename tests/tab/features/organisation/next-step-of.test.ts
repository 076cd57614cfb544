import { expect, test } from 'vitest';
import { nextStepOf } from '../../../../tab/features/organisation/next-step-of.ts';
import { dueView, pledgeView } from '../../support/homes.ts';

const pledge = pledgeView();

test.each([
  ['a question that waits comes first', [dueView(pledge)], [pledge], 'answer'],
  ['without a pledge there is one to make', [], [], 'pledge'],
  ['otherwise there is nothing today', [], [pledge], 'nothing'],
] as const)('%s', (_what, due, pledges, kind) => {
  expect(nextStepOf({ due: [...due], pledges: [...pledges] }).kind).toBe(kind);
});
