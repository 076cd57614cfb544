import { expect, test } from 'vitest';
import { createGate } from '../../../shared/store/gate.ts';

test('a gate lets so many in at once, in their order, and the next when one has failed', async () => {
  const gate = createGate(3);
  const begun: number[] = [];
  let inside = 0;
  let most = 0;
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) =>
      gate(async () => {
        begun.push(n);
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((go) => setTimeout(go, n % 4));
        inside -= 1;
        if (n % 5 === 0) throw new Error('failed');
        return n;
      }),
    ),
  );
  expect(most).toBe(3);
  expect(begun).toEqual(Array.from({ length: 20 }, (_, n) => n));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(16);
});
