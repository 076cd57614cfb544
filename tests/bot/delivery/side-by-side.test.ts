import { expect, test } from 'vitest';
import { sideBySideOnFake } from '../../crash/side-by-side-on-fake.ts';

test.each([2])(
  'two schedulers and three workers, one of them slow, while people change their data: nothing twice, lost or stuck (chance %i)',
  async (seed) => {
    const figures = await sideBySideOnFake({ people: 3000, seed });
    expect(figures).toMatchObject({ missing: 0, doubled: 0, toldAfterAll: 0 });
    expect(figures.ledger['sending'] ?? 0).toBe(0);
    // The slow worker was in the middle of its work, and people were as well.
    expect(figures.messages).toBeGreaterThan(2000);
    expect(figures.messages).toBeLessThan(3000);
    expect(figures.changes).toBeGreaterThan(3000);
  },
  60_000,
);
