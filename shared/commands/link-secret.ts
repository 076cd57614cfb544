import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 128 bits, that nobody guesses. */
const SECRET_BYTES = 16;

/** New random bytes for what stands in a link. */
export function randomSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** What is kept of what stands in a link: its hash alone. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Whether this is the secret of which that hash was kept, in a time that tells nothing about either. */
export function isSecretOf(secretHash: string, secret: string): boolean {
  const known = Buffer.from(secretHash);
  const tried = Buffer.from(hashOfSecret(secret));
  return known.length === tried.length && timingSafeEqual(known, tried);
}
