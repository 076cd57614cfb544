import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordlessError } from '../../../shared/telemetry/wordless-error.ts';

test('an error is told by its kind, its code, its status and its places', () => {
  const error = Object.assign(new TypeError('Nadia said no'), {
    code: 'ECONNRESET',
    statusCode: 503,
  });

  const told = wordlessError(error);

  expect(told).toMatchObject({ name: 'TypeError', code: 'ECONNRESET', status: 503 });
  expect(told.at[0]).toMatch(/tests\/shared\/telemetry\/wordless-error\.test\.ts:\d+:\d+$/);
});

test('so are its causes, and a circle of them has an end', () => {
  const inner = Object.assign(new Error('inner words'), { name: 'RestError', status: 404 });
  const outer = new Error('outer words', { cause: inner });
  inner.cause = outer;

  const told = wordlessError(outer);

  expect(told.cause).toMatchObject({ name: 'RestError', status: 404 });
  expect(JSON.stringify(told)).not.toContain('words');
  expect(JSON.stringify(told).length).toBeLessThan(10_000);
});

test('words that look like a place of the code are words', () => {
  const error = new Error(
    'x\n    at secret (/home/nadia/secret.ts:1:2)\n    at /home/nadia.ts:3:4',
  );
  expect(JSON.stringify(wordlessError(error))).not.toContain('nadia');
});

test.each(['a text', 7, null, undefined, { message: 'words' }])('%j is no error', (thrown) => {
  expect(wordlessError(thrown)).toEqual({ name: 'NoError', at: [] });
});

test('none of its words and none of its fields come through, whatever they are', () => {
  const secret = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `§${text}§`);
  fc.assert(
    fc.property(secret, secret, secret, (message, name, code) => {
      const error = Object.assign(new Error(message), { name, code, details: message });
      expect(JSON.stringify(wordlessError(error))).not.toContain('§');
    }),
  );
});
