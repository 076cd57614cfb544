import { expect, test } from 'vitest';
import { GoodTokens } from '../../../shared/identity/good-tokens.ts';
import type { SignedIn } from '../../../shared/identity/token.ts';
import { TENANT_ID, USER_ID } from '../../support/builders.ts';

const ROBIN: SignedIn = {
  key: { tenantId: TENANT_ID, userId: USER_ID },
  name: 'Robin Example',
  isAdmin: false,
};
const A_MINUTE_MS = 60_000;
const BEGUN_MS = Date.parse('2026-03-02T09:00:00Z');

/** Good tokens at a time that the test turns. */
function good() {
  let nowMs = BEGUN_MS;
  const tokens = new GoodTokens(() => nowMs);
  return {
    tokens,
    pass(ms: number) {
      nowMs += ms;
    },
  };
}

const inMinutes = (minutes: number) => (BEGUN_MS + minutes * A_MINUTE_MS) / 1000;

test('a token is known for five minutes', () => {
  const { tokens, pass } = good();
  tokens.keep('one', ROBIN, inMinutes(60));
  pass(5 * A_MINUTE_MS - 1);
  expect(tokens.find('one')).toEqual(ROBIN);
  pass(1);
  expect(tokens.find('one')).toBeUndefined();
});

test('a token is not known for longer than it holds', () => {
  const { tokens, pass } = good();
  tokens.keep('one', ROBIN, inMinutes(1));
  pass(A_MINUTE_MS - 1);
  expect(tokens.find('one')).toEqual(ROBIN);
  pass(1);
  expect(tokens.find('one')).toBeUndefined();
});

test.each([
  ['has expired', inMinutes(0)],
  ['does not say when it expires', undefined],
])('a token that %s is not kept', (_what, expiresS) => {
  const { tokens } = good();
  tokens.keep('one', ROBIN, expiresS);
  expect(tokens.find('one')).toBeUndefined();
});

test('no other token is taken for it', () => {
  const { tokens } = good();
  tokens.keep('head.claims.signature', ROBIN, inMinutes(60));
  for (const other of ['head.claims.signaturE', 'head.other.signature', 'head.claims.', '']) {
    expect(tokens.find(other)).toBeUndefined();
  }
});

test('ten thousand are kept, and no more', () => {
  const { tokens } = good();
  for (let n = 0; n < 10_000; n += 1) tokens.keep(`${n}`, ROBIN, inMinutes(60));
  expect(tokens.find('0')).toEqual(ROBIN);
  tokens.keep('one more', ROBIN, inMinutes(60));
  expect(tokens.find('0')).toBeUndefined();
  expect(tokens.find('one more')).toEqual(ROBIN);
});
