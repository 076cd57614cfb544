import { expect, test } from 'vitest';
import { withoutPledge, withPledge } from '../../../tab/lib/pledge-in-home.ts';
import { dueView, givenHome, pledgeView } from '../support/homes.ts';

const one = pledgeView({ id: 'one' });
const two = pledgeView({ id: 'two' });
const home = givenHome({ pledges: [one, two], due: [dueView(one), dueView(two)] });

test('a changed pledge takes the place of its older self', () => {
  const changed = { ...one, revision: 4 };
  expect(withPledge(home, changed)).toEqual({ ...home, pledges: [changed, two] });
});

test('a new pledge comes last', () => {
  const three = pledgeView({ id: 'three' });
  expect(withPledge(home, three).pledges).toEqual([one, two, three]);
});

test('a paused pledge stays and is not asked about', () => {
  const paused = { ...one, life: 'paused' as const };
  expect(withPledge(home, paused)).toEqual({
    ...home,
    pledges: [paused, two],
    due: [dueView(two)],
  });
});

test.each(['completed', 'let-go'] as const)('a pledge that is %s is gone from home', (life) => {
  expect(withPledge(home, { ...one, life })).toEqual(withoutPledge(home, 'one'));
  expect(withoutPledge(home, 'one')).toEqual({ ...home, pledges: [two], due: [dueView(two)] });
});
