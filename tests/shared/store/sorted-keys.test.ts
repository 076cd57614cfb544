import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSortedKeys } from '../../../shared/store/sorted-keys.ts';

const key = fc.integer({ min: 0, max: 3000 }).map((number) => String(number).padStart(4, '0'));

test('keys are in order, each once, whatever came and went, page by page', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(key, { maxLength: 3000, size: 'max' }),
      fc.array(key, { maxLength: 500, size: 'max' }),
      fc.tuple(key, key, fc.integer({ min: 0, max: 50 })),
      (added, removed, [from, before, most]) => {
        const keys = createSortedKeys();
        for (const one of added) keys.add(one);
        for (const one of removed) keys.remove(one);
        const left = added.filter((one) => !removed.includes(one)).toSorted();
        expect(keys.size).toBe(left.length);
        expect(keys.page('', undefined, Infinity)).toEqual({ keys: left, next: undefined });
        const between = left.filter((one) => one >= from && one < before);
        expect(keys.page(from, before, most)).toEqual({
          keys: between.slice(0, most),
          next: between[most],
        });
      },
    ),
    { numRuns: 30 },
  );
});
