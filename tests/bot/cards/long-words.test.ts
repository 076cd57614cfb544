import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../bot/cards/cut-words.ts';
import { longWords, shortWords } from '../../../bot/cards/long-words.ts';
import { translatorFor } from '../../../shared/i18n/translator.ts';
import { textsOf } from './card-texts.ts';
import { APP_ID } from './people.ts';

const READER = { translator: translatorFor('en'), appId: APP_ID };

function shown(text: string, longTextBytes?: number) {
  const reader = longTextBytes === undefined ? READER : { ...READER, longTextBytes };
  const { paragraphs, isCut } = longWords(reader, text);
  return { lines: textsOf(paragraphs), isCut };
}

describe('a long text', () => {
  test('keeps its paragraphs and all its words where there is room', () => {
    expect(shown('  First one.\n\nSecond one,\r\nthird one. \n')).toEqual({
      lines: ['First one.', 'Second one,', 'third one.'],
      isCut: false,
    });
  });

  test('of several thousand characters stands there in full', () => {
    const paragraph = 'Twelve words of a sentence that somebody wrote with care for others. ';
    const text = Array.from({ length: 10 }, () => paragraph.repeat(9)).join('\n\n');
    expect(text.length).toBeGreaterThan(6000);
    expect(shown(text).isCut).toBe(false);
  });

  test('that is too long is cut between words, also in a later paragraph, and says so', () => {
    const { lines, isCut } = shown(`Short.\n${'many words here '.repeat(900)}`);
    expect(isCut).toBe(true);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/(?:many|words|here)…$/u);
    expect(bytesOf(lines[1] ?? '')).toBeGreaterThan(9000);
  });

  test('of very many lines is cut', () => {
    const { lines, isCut } = shown('a\n'.repeat(5000));
    expect(lines).toHaveLength(30);
    expect(isCut).toBe(true);
  });

  test('that is one endless word is cut between letters, never inside one', () => {
    const family = '👩‍👩‍👧‍👦';
    const { lines, isCut } = shown(family.repeat(3000), 1000);
    expect(isCut).toBe(true);
    expect(lines[0]).toMatch(new RegExp(`^(?:${family})+…$`, 'u'));
  });

  test('of nothing visible is no paragraph', () => {
    expect(shown(' \n\u202e\n\t')).toEqual({ lines: [], isCut: false });
  });

  test('is never longer than its room, whatever it holds, and loses no word silently', () => {
    const unit = fc
      .constantFrom('grapheme', 'binary', 'grapheme-ascii')
      .chain((kind) => fc.string({ unit: kind, maxLength: 300 }));
    fc.assert(
      fc.property(
        fc.array(unit, { maxLength: 30 }).map((all) => all.join('\n')),
        fc.integer({ min: 300, max: 4000 }),
        (text, room) => {
          const { lines, isCut } = shown(text, room);
          expect(lines.reduce((sum, line) => sum + bytesOf(line), 0)).toBeLessThanOrEqual(room);
          for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
          expect(lines).not.toContain('');
          if (!isCut) expect(lines.join('')).toBe(shown(text, 1_000_000).lines.join(''));
        },
      ),
      { seed: 20_260_303, numRuns: 300 },
    );
  });
});

describe('a short text', () => {
  const short = (text: string) => textsOf(shortWords(READER, text))[0] ?? '';

  test('stays as typed, markup and all', () => {
    const text = '**Bold** [link](https://x.example) <b>&amp; "quoted"';
    expect(short(text)).toBe(text);
  });

  test.each([
    ['a right-to-left override', 'harmless\u202Egpj.exe', 'harmlessgpj.exe'],
    ['isolates and line breaks', 'one\u2066two\u2069\nthree', 'onetwo three'],
    ['half a character', 'before\ud83dafter', 'before\ufffdafter'],
    ['nothing visible', '\u202e\u0000', '…'],
  ])('is shown without %s', (_what, text, said) => {
    expect(short(text)).toBe(said);
  });

  test('keeps right-to-left words as they are', () => {
    expect(short('שלום לכולם')).toBe('שלום לכולם');
  });

  test('does not run over its neighbours with piled marks', () => {
    const pile = `e${'\u0301'.repeat(500)}`;
    expect(short(pile.repeat(3))).toBe(`e${'\u0301'.repeat(6)}`.repeat(3));
  });

  test('is cut at 300 letters, and sooner where its letters are large', () => {
    expect(short('x'.repeat(300))).toBe('x'.repeat(300));
    expect(short('x'.repeat(301))).toBe(`${'x'.repeat(300)}…`);
    const flags = short('🏳️‍🌈'.repeat(300));
    expect(bytesOf(flags)).toBeLessThanOrEqual(1200);
    expect(flags).toMatch(/^(?:🏳️‍🌈){50,}…$/u);
  });
});
