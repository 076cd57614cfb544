import { expect, test } from 'vitest';
import { readCatalogue, written } from '../../../shared/catalogue/written.ts';

/** Words that note in which languages they were read, and what they were given of English. */
function noted() {
  const read: string[] = [];
  const words = written<string>((language, english) => {
    read.push(`${language}, given ${english ?? 'nothing'}`);
    return `words in ${language}`;
  });
  return { read, words };
}

test('nothing is read before it is asked for, and a language once, with English for what it lacks', () => {
  const { read, words } = noted();
  expect(read).toEqual([]);
  expect(words.in('de-AT')).toBe('words in de');
  expect(words.in('de')).toBe('words in de');
  expect(words.in('en-GB')).toBe('words in en');
  expect(read).toEqual(['en, given nothing', 'de, given words in en']);
});

test('the catalogue that was not asked for yet is read ahead in English alone', () => {
  const [asked, unasked] = [noted(), noted()];
  asked.words.in('en');
  readCatalogue();
  readCatalogue();
  expect(asked.read).toEqual(['en, given nothing']);
  expect(unasked.read).toEqual(['en, given nothing']);
});

test('a file that cannot be read says in which language it is', () => {
  const broken = written<string>((language) => {
    if (language === 'cy') throw new Error('Not JSON.');
    return language;
  });
  expect(broken.in('fr')).toBe('fr');
  expect(() => broken.in('cy')).toThrow('The catalogue in "cy" cannot be read.');
});
