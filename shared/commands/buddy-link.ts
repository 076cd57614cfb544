import { type BuddyPair, isStanding } from '../domain/buddy-pair.ts';
import type { PersonKey } from '../domain/person.ts';
import type { LoadedPair } from '../store/buddies-store.ts';
import type { CommandDeps } from './deps.ts';
import { hashOfSecret, isSecretOf, randomSecret } from './link-secret.ts';

/** What stands in a link: the pair's id, by which it is found, and a secret. */
const ID_BYTES = 16;
const LINK_BYTES = 32;

/** What stands in a new link to this pair: 43 characters of base64url. Kept nowhere; only its hash is. */
export function newBuddySecret(pairId: string): { readonly secret: string; readonly hash: string } {
  const id = Buffer.from(pairId.replaceAll('-', ''), 'hex');
  const secret = Buffer.concat([id, randomSecret()]).toString('base64url');
  return { secret, hash: hashOfSecret(secret) };
}

/**
 * The pair to which a link is good for this person: open to anybody, or accepted by them already. Wrong, used, expired,
 * withdrawn and of another organisation are one and the same. One request.
 */
export async function pairByLink(
  deps: Pick<CommandDeps, 'buddies' | 'clock'>,
  { tenantId, userId }: PersonKey,
  secret: string,
): Promise<LoadedPair | undefined> {
  const pairId = pairIdIn(secret);
  const loaded = pairId === undefined ? undefined : await deps.buddies.load(tenantId, pairId);
  if (loaded === undefined || !isStanding(loaded.pair, deps.clock.now())) return undefined;
  return isItsLink(loaded.pair, secret) && isFor(loaded.pair, userId) ? loaded : undefined;
}

function isFor({ life }: BuddyPair, userId: string): boolean {
  return life.state === 'asked' || (life.state === 'accepted' && life.by.userId === userId);
}

function isItsLink({ life }: BuddyPair, secret: string): boolean {
  if (life.state !== 'asked' && life.state !== 'accepted') return false;
  return isSecretOf(life.secretHash, secret);
}

function pairIdIn(secret: string): string | undefined {
  const bytes = Buffer.from(secret, 'base64url');
  const isWhole = bytes.length === LINK_BYTES;
  // Base64url has several spellings of the same bytes; a link has one.
  if (!isWhole || bytes.toString('base64url') !== secret) return undefined;
  const hex = bytes.subarray(0, ID_BYTES).toString('hex');
  return [8, 12, 16, 20]
    .reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex)
    .toLowerCase();
}
