import { describe, expect, test } from 'vitest';
import { createMemory, NOTHING, textOf } from './memory.ts';

const THING = 'pledge 1';
const nothingWrong = { lost: [], halfDone: [] };

function there(value: string): ReadonlyMap<string, string> {
  return new Map([[THING, value]]);
}

describe('what was asked for and not acknowledged', () => {
  test('may be there or not', () => {
    const memory = createMemory();
    memory.asked(THING, 'one');
    expect(memory.compare(there('one'))).toEqual(nothingWrong);
    expect(memory.compare(new Map())).toEqual(nothingWrong);
  });

  test('is half done where it is there as nobody asked for it', () => {
    const memory = createMemory();
    memory.asked(THING, 'one');
    expect(memory.compare(there('half of one'))).toEqual({
      lost: [],
      halfDone: ['pledge 1 is half of one, and may be nothing or one'],
    });
  });
});

describe('what was acknowledged', () => {
  test('is lost where it is not there', () => {
    const memory = createMemory();
    memory.acknowledged(THING, 'one');
    expect(memory.compare(there('one'))).toEqual(nothingWrong);
    expect(memory.compare(new Map()).lost).toEqual(['pledge 1 is nothing, and may be one']);
  });

  test('is lost where something that was asked for before has taken its place', () => {
    const memory = createMemory();
    memory.asked(THING, 'one');
    memory.acknowledged(THING, 'two');
    expect(memory.compare(there('one')).lost).toEqual(['pledge 1 is one, and may be two']);
  });

  test('may be followed by what was asked for since', () => {
    const memory = createMemory();
    memory.acknowledged(THING, 'one');
    memory.asked(THING, NOTHING);
    expect(memory.compare(there('one'))).toEqual(nothingWrong);
    expect(memory.compare(new Map())).toEqual(nothingWrong);
  });
});

test('what nobody ever asked for is half done, unless it is not looked at', () => {
  const memory = createMemory();
  expect(memory.compare(there('one')).halfDone).toHaveLength(1);
  expect(memory.compare(there('one'), () => false)).toEqual(nothingWrong);
});

test('the same fields in another order are the same text', () => {
  expect(textOf({ one: 1, two: { three: 3, four: [4] } })).toBe(
    textOf({ two: { four: [4], three: 3 }, one: 1 }),
  );
});
