import { expect, test } from 'vitest';
import { remembering } from '../../../shared/domain/remembering.ts';

/** Remembers so many, and tells which questions were really answered. */
function counted(most?: number) {
  const known = remembering<string>(most);
  const found: string[] = [];
  const ask = (question: string) =>
    known.of(question, () => {
      found.push(question);
      return question.toUpperCase();
    });
  return { ask, found };
}

test('an answer is found once, and given each time', () => {
  const { ask, found } = counted();
  expect([ask('a'), ask('b'), ask('a')]).toEqual(['A', 'B', 'A']);
  expect(found).toEqual(['a', 'b']);
});

test('a number is another question than its digits', () => {
  const known = remembering<string>();
  expect([known.of(1, () => 'number'), known.of('1', () => 'digit')]).toEqual(['number', 'digit']);
  expect(known.of(1, () => 'asked again')).toBe('number');
});

test('an answer that is nothing is an answer', () => {
  const known = remembering<undefined>();
  let times = 0;
  const find = (): undefined => void (times += 1);
  expect([known.of('a', find), known.of('a', find)]).toEqual([undefined, undefined]);
  expect(times).toBe(1);
});

test('it never holds more than it may', () => {
  const { ask, found } = counted(2);
  for (const question of ['a', 'b', 'c', 'a']) ask(question);
  expect(found).toEqual(['a', 'b', 'c', 'a']);
});

test('a long question is answered each time and kept nowhere', () => {
  const { ask, found } = counted();
  const long = 'x'.repeat(201);
  expect([ask(long), ask(long)]).toEqual([long.toUpperCase(), long.toUpperCase()]);
  expect(found).toHaveLength(2);
});

test('what cannot be found is told, and asked again', () => {
  const known = remembering<string>();
  const fail = (): string => {
    throw new Error('not now');
  };
  expect(() => known.of('a', fail)).toThrow('not now');
  expect(known.of('a', () => 'A')).toBe('A');
});
