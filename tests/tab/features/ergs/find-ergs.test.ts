import { expect, test } from 'vitest';
import { findErgs } from '../../../../tab/features/ergs/find-ergs.ts';
import { listing } from './erg-api.ts';

const ERGS = [
  listing({ id: 'a', name: 'Élan: Disability', tags: ['long-term conditions'], places: ['Leeds'] }),
  listing({ id: 'b', name: 'Prism', tags: ['LGBTQ+'], places: ['Málaga', 'Leeds'] }),
];

test.for([
  ['', ['a', 'b']],
  ['   ', ['a', 'b']],
  ['elan', ['a']],
  ['LONG TERM', ['a']],
  ['lgbtq', ['b']],
  ['malaga leeds', ['b']],
  ['leeds', ['a', 'b']],
  ['prism disability', []],
  // Only beginnings of words count: "is" is inside "Prism", not at the beginning of anything.
  ['is', []],
] as const)('"%s" finds %j', ([text, ids]) => {
  expect(findErgs(ERGS, text).map(({ id }) => id)).toEqual(ids);
});
