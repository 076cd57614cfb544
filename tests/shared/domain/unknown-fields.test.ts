import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  keepUnknown,
  rememberUnknown,
  withUnknown,
} from '../../../shared/domain/unknown-fields.ts';

const Known = z.object({
  words: z.string(),
  rhythm: z.object({ day: z.number(), state: z.string() }),
  list: z.array(z.object({ id: z.number() })),
});
type Known = z.infer<typeof Known>;

/** As a newer program wrote it, read by this one. */
function read(): Known {
  const newer = {
    words: 'as they were',
    mood: 'bright',
    rhythm: { day: 2, state: 'on', season: 'spring' },
    list: [{ id: 1, colour: 'green' }, { id: 2 }],
  };
  const known = Known.parse(newer);
  rememberUnknown(newer, known);
  return known;
}

/** What would be written. */
function written(value: Known): unknown {
  return JSON.parse(JSON.stringify(value, (_name, inner) => withUnknown<unknown>(inner)));
}

test('what is read shows nothing of fields that it does not know', () => {
  expect(Object.keys(read())).toEqual(['words', 'rhythm', 'list']);
  expect(JSON.stringify(read())).not.toMatch(/mood|season|colour/);
});

test('copies are written with them, at every depth', () => {
  const before = read();
  const [first, second] = before.list;
  const after = { ...before, words: 'new', rhythm: { ...before.rhythm, day: 3 } };
  expect(written({ ...after, list: [second, first].filter((one) => one !== undefined) })).toEqual({
    words: 'new',
    mood: 'bright',
    rhythm: { day: 3, state: 'on', season: 'spring' },
    list: [{ id: 2 }, { id: 1, colour: 'green' }],
  });
});

test('a field that this program sets is what it says', () => {
  expect(written({ ...read(), mood: 'dark' } as Known)).toMatchObject({ mood: 'dark' });
});

describe('what a form made anew', () => {
  const form: Known = { words: 'new', rhythm: { day: 4, state: 'on' }, list: [{ id: 1 }] };

  test('is written without them, unless they are kept', () => {
    expect(written(form)).toEqual(form);
    expect(written(keepUnknown(read(), form))).toEqual({
      ...form,
      mood: 'bright',
      rhythm: { ...form.rhythm, season: 'spring' },
    });
  });

  test('keeps nothing of a state that is over, and nothing where nothing was', () => {
    const off: Known = { ...form, rhythm: { day: 4, state: 'off' } };
    expect(written(keepUnknown(read(), off))).toEqual({ ...off, mood: 'bright' });
    expect(keepUnknown(undefined, form)).toEqual(form);
  });
});
