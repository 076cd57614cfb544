import { createHmac } from 'node:crypto';

/** Turns an id into a keyed pseudonym: the same id gives the same text, and nobody without the key can go back. */
export type Pseudonymise = (id: string) => string;

/** HMAC-SHA-256 with the installation's key, 22 characters. */
export function createPseudonymise(key: string): Pseudonymise {
  return (id) => createHmac('sha256', key).update(id).digest('base64url').slice(0, 22);
}
