import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { newBuddySecret, pairByLink } from '../../../shared/commands/buddy-link.ts';
import { hashOfSecret, isSecretOf, randomSecret } from '../../../shared/commands/link-secret.ts';
import { pledgeId } from '../../support/api-server.ts';
import { TENANT_ID, USER_ID } from '../../support/builders.ts';
import { testDeps } from '../../support/command-deps.ts';

test('what stands in a link has 128 bits by chance, each as often set as not', () => {
  const many = Array.from({ length: 4000 }, randomSecret);
  expect(new Set(many.map((secret) => secret.toString('hex'))).size).toBe(many.length);
  for (const secret of many) expect(secret).toHaveLength(16);
  for (let bit = 0; bit < 128; bit += 1) {
    const set = many.filter((secret) => ((secret[bit >> 3] ?? 0) >> (bit & 7)) & 1).length;
    // Six standard deviations: one run in four million would fail by chance.
    expect(Math.abs(set - many.length / 2)).toBeLessThan(6 * Math.sqrt(many.length / 4));
  }
});

test('only the secret itself is the one of which the hash was kept', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (kept, tried) => {
      expect(isSecretOf(hashOfSecret(kept), tried)).toBe(
        Buffer.from(kept).equals(Buffer.from(tried)),
      );
    }),
  );
});

test.each(['', 'a', 'x'.repeat(43), 'x'.repeat(10_000), '\u0000'])(
  'a hash that is none, %j, is the hash of nothing',
  (hash) => {
    expect(isSecretOf(hash, '')).toBe(false);
    expect(isSecretOf(hash, hash)).toBe(false);
  },
);

test('a secret is compared by its hash, in a time that depends on neither', () => {
  const source = readFileSync(
    new URL('../../../shared/commands/link-secret.ts', import.meta.url),
    'utf8',
  );
  expect(source).toContain('timingSafeEqual(known, tried)');
  expect(source).not.toMatch(/secretHash\s*===|===\s*secretHash/);
  // Whatever is tried, a hash of the same length is compared.
  expect(hashOfSecret('').length).toBe(hashOfSecret('x'.repeat(1000)).length);
});

test('a link to a buddy does not tell its secret by its id, nor another spelling of it', async () => {
  const id = pledgeId(9);
  const one = newBuddySecret(id);
  const other = newBuddySecret(id);
  expect(one.secret).not.toBe(other.secret);
  expect(one.hash).not.toContain(one.secret);
  // Another spelling of the same bytes would be another text with the same meaning.
  const spelling = one.secret.replace(/.$/, (last) => String.fromCharCode(last.charCodeAt(0) + 1));
  for (const tried of [
    other.secret,
    spelling,
    `${one.secret}=`,
    `${one.secret} `,
    one.secret.slice(0, -1),
    id,
  ]) {
    const found = await pairByLink(testDeps(), { tenantId: TENANT_ID, userId: USER_ID }, tried);
    expect(found).toBeUndefined();
  }
});
