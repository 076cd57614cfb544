import { hash } from 'node:crypto';
import type { SignedIn } from './token.ts';

/** Half as long as the keys of an issuer are kept: a key that is withdrawn counts no longer for it. */
const KEPT_MS = 5 * 60_000;
const MOST_KEPT = 10_000;

/** The tokens that were found good a short time ago, by their hash, and who asks with them. */
export class GoodTokens {
  readonly #realMs: () => number;
  readonly #known = new Map<string, { readonly signedIn: SignedIn; readonly untilMs: number }>();

  /** @param realMs the time of the machine */
  constructor(realMs: () => number) {
    this.#realMs = realMs;
  }

  /** Who asks with a token that is known to be good; undefined where it must be looked at. */
  find(token: string): SignedIn | undefined {
    const known = this.#known.get(keyOf(token));
    return known !== undefined && this.#realMs() < known.untilMs ? known.signedIn : undefined;
  }

  /** Keeps a token that was found good, for five minutes or until it expires. */
  keep(token: string, signedIn: SignedIn, expiresS: number | undefined): void {
    if (this.#known.size >= MOST_KEPT) this.#known.clear();
    const nowMs = this.#realMs();
    const untilMs = Math.min(nowMs + KEPT_MS, (expiresS ?? 0) * 1000);
    if (untilMs > nowMs) this.#known.set(keyOf(token), { signedIn, untilMs });
  }
}

function keyOf(token: string): string {
  return hash('sha256', token, 'base64');
}
