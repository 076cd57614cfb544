import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldName, wordsOf } from '../../../shared/domain/names.ts';
import { assertAlways } from './properties.ts';

describe('folding a name', () => {
  test.each([
    ['Zoë  Núñez', 'zoe nunez'],
    ['O’Neill-Åberg', 'o neill aberg'],
    ['  İPEK  ', 'ipek'],
    ['Ｆｕｌｌ Ｗｉｄｔｈ', 'full width'],
    ['Pride & Friends (EMEA)', 'pride friends emea'],
    ['Ελένη', 'ελενη'],
    ['30-plus', '30 plus'],
    ['🌈', '🌈'],
    ['हिन्दी', 'हिन्दी'],
    ['ガイド', 'ガイド'],
    ['', ''],
  ])('%j becomes %j', (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });

  test('the ways of writing the same letter give the same', () => {
    expect(foldName('Jose\u0301')).toBe(foldName('Jos\u00e9'));
  });

  test('folding twice is folding once', () => {
    assertAlways(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(foldName(foldName(name))).toBe(foldName(name));
      }),
      1000,
    );
  });

  test('what is left has no outer, double or odd spaces', () => {
    assertAlways(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(foldName(name)).toMatch(
          /^([^\p{Separator}\p{Other}]+( [^\p{Separator}\p{Other}]+)*)?$/u,
        );
      }),
      1000,
    );
  });
});

describe('the words of a name', () => {
  test('come each once', () => {
    expect(wordsOf('Ann-Ann Lee')).toEqual(['ann', 'lee']);
  });

  test('are eight at most, and none is empty', () => {
    expect(wordsOf('a b c d e f g h i j')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
    expect(wordsOf('🌈')).toEqual(['🌈']);
    expect(wordsOf(' ')).toEqual([]);
  });
});
