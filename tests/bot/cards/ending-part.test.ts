import { expect, test } from 'vitest';
import { endingPart } from '../../../bot/cards/ending-part.ts';
import type { Answer } from '../../../shared/domain/check-in.ts';
import { translatorFor } from '../../../shared/i18n/translator.ts';
import { textsOf } from './card-texts.ts';
import { APP_ID, checkIn, pledge } from './people.ts';

function historyOf(...answers: readonly Answer[]): string | undefined {
  const reader = { translator: translatorFor('en-GB'), appId: APP_ID };
  const recent = answers.map((answer) => checkIn(1, { answer, note: 'SECRETNOTE' }));
  const part = endingPart(reader, { pledge: pledge(1, { recent }), more: 0 }, { showWords: false });
  const [title, history, question] = textsOf(part.body);
  expect(title).toBe('Let people finish');
  expect(question).toBe('What would you like to do with it?');
  return history;
}

test.each([
  [['did-it', 'did-it', 'did-it'], 'Your last 3 answers: you did it 3 times.'],
  [
    ['did-not-come-up', 'did-it', 'did-it'],
    "Your last 3 answers: you did it 2 times and once it didn't come up.",
  ],
  [
    ['not-this-time', 'did-not-come-up', 'did-it'],
    "Your last 3 answers: you did it once, once it didn't come up and once it was not the time.",
  ],
  [['not-this-time', 'not-this-time'], 'Your last 2 answers: 2 times it was not the time.'],
  [['did-it'], 'Your last answer: you did it once.'],
  [[], 'Nothing was answered about it, and that is fine.'],
] as const)('the history of %j is counted, without praise or blame', (answers, said) => {
  expect(historyOf(...answers)).toBe(said);
});
