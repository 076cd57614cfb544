import { describe, expect, test } from 'vitest';
import { pledgeWords } from '../../../bot/cards/pledge-words.ts';
import { translatorFor } from '../../../shared/i18n/translator.ts';
import { ownPledge, pledge } from './people.ts';

const british = translatorFor('en-GB');
const hidden = { showWords: false };
const shown = { showWords: true };

describe('the words of a pledge on a card', () => {
  test("are the catalogue's title and question where every word is the catalogue's", () => {
    expect(pledgeWords(pledge(1), hidden, british)).toEqual({
      title: 'Let people finish',
      question: 'Did a moment come up to let someone finish?',
      shown: true,
    });
  });

  test('are the day on which it began where the words are private', () => {
    expect(pledgeWords(ownPledge(1), hidden, british)).toEqual({
      title: 'Your pledge of 3 March',
      question: 'Did the situation come up?',
      shown: false,
    });
  });

  test('write the day as the reader does', () => {
    const words = (language: string) =>
      pledgeWords(ownPledge(1), hidden, translatorFor(language)).title;
    expect(words('en-US')).toBe('Your pledge of March 3');
    // The texts fall back to English, and so do the dates in them.
    expect(words('pl-PL')).toBe('Your pledge of March 3');
    expect(words('de-DE')).toBe('Ihr Vorsatz vom 3. März');
  });

  test.each([
    [{ kind: 'own-words', words: 'Ask before I advise' }, 'Ask before I advise'],
    [
      { kind: 'if-then', cue: 'we plan', action: 'ask who is missing' },
      'When we plan, I will ask who is missing',
    ],
    [{ kind: 'plain-goal', goal: 'name small slights', phrases: [] }, 'I will name small slights'],
  ] as const)('are the own ones once they are switched on: %j', (form, title) => {
    expect(pledgeWords(ownPledge(1, { form }), shown, british)).toEqual({
      title,
      question: 'Did the situation come up?',
      shown: true,
    });
  });

  test('stay as typed, whatever they look like', () => {
    const words = '**bold** [here](https://a.example) $t(cards:fallback) {{day}}';
    const form = { kind: 'plain-goal', goal: words, phrases: [] } as const;
    expect(pledgeWords(ownPledge(1, { form }), shown, british).title).toBe(`I will ${words}`);
  });
});
