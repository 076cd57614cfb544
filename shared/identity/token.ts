import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { PersonKey } from '../domain/person.ts';
import { refused, type Result } from '../domain/result.ts';
import { GoodTokens } from './good-tokens.ts';

/** A signed-in employee, or guest, as the token says. */
export interface SignedIn {
  readonly key: PersonKey;
  readonly name: string;
  readonly isAdmin: boolean;
  /** A guest of the organisation, who is never its admin. Absent: an employee. */
  readonly isGuest?: true;
}

/** Why a token does not let anybody in. */
export type TokenRefusal =
  | 'no-token'
  | 'expired'
  | 'not-valid'
  | 'not-for-this-organisation'
  | 'not-for-guests';

/** Which tokens are let in. */
export interface TokenRules {
  /** The issuer, with `{tid}` where the tenant id stands. */
  readonly issuer: string;
  /** The keys of the issuer; a function of jose, or the address of a JWKS. */
  readonly keys: JWTVerifyGetKey | URL;
  /** The client id of this app. */
  readonly audience: string;
  readonly tenantIds: readonly string[];
  /** The clients that may ask for tokens: those of Teams. */
  readonly clients: readonly string[];
  /** `told`: a guest's token is good, and says so, for whoever knows whether guests may come in. Refused unless given. */
  readonly guests?: 'told';
}

/** The clients of Teams: desktop and mobile, web. Source: Microsoft's tab single sign-on documentation. */
export const TEAMS_CLIENTS = [
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
] as const;

const ADMIN_ROLE = 'Alongside.Admin';
const SCOPE = 'access_as_user';
const CLOCK_TOLERANCE_S = 60;

const Claims = z.object({
  ver: z.literal('2.0'),
  // Any GUID: not every directory makes them as the RFC of UUIDs wants them.
  tid: z.guid(),
  oid: z.guid(),
  azp: z.string(),
  scp: z.string(),
  name: z.string().max(400).default(''),
  roles: z.array(z.string()).default([]),
  // Optional claim `acct`: 0 is a member, 1 a guest. Where it is missing nobody can tell, so nobody gets in.
  acct: z.union([z.literal(0), z.literal(1)]),
});

/** Checks a bearer token: signature, expiry, issuer, audience, tenant, scope, client, member or guest. */
export type CheckToken = (
  authorization: string | undefined,
) => Promise<Result<SignedIn, TokenRefusal>>;

/** The keys of the issuer cannot be read, so nobody can say whether a token is good. `cause` says why. */
export class KeysUnreachable extends Error {
  override readonly name = 'KeysUnreachable';
}

/**
 * Makes the check of tokens. It throws only where the issuer's keys cannot be read: `KeysUnreachable`. A page asks many
 * times with one token: what was found good is known for a while, as the issuer's keys are (`GoodTokens`).
 * @param realMs the time of the machine
 */
export function createTokenCheck(rules: TokenRules, realMs: () => number): CheckToken {
  const keys = rules.keys instanceof URL ? createRemoteJWKSet(rules.keys) : rules.keys;
  const good = new GoodTokens(realMs);
  return async (authorization) => {
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return refused('no-token');
    const known = good.find(token);
    if (known !== undefined) return { ok: true, value: known };
    const verified = await verify(token, keys, rules);
    if (!verified.ok) return verified;
    const claims = Claims.safeParse(verified.value);
    if (!claims.success) return refused('not-valid');
    const { tid, oid, azp, scp, name, roles, acct } = claims.data;
    if (verified.value.iss !== rules.issuer.replace('{tid}', tid)) return refused('not-valid');
    if (!rules.tenantIds.includes(tid)) return refused('not-for-this-organisation');
    if (!scp.split(' ').includes(SCOPE) || !rules.clients.includes(azp)) {
      return refused('not-valid');
    }
    const isGuest = acct === 1;
    if (isGuest && rules.guests !== 'told') return refused('not-for-guests');
    const signedIn: SignedIn = {
      key: { tenantId: tid, userId: oid },
      name,
      isAdmin: !isGuest && roles.includes(ADMIN_ROLE),
      ...(isGuest ? { isGuest } : {}),
    };
    good.keep(token, signedIn, verified.value.exp);
    return { ok: true, value: signedIn };
  };
}

async function verify(
  token: string,
  keys: JWTVerifyGetKey,
  rules: TokenRules,
): Promise<Result<JWTPayload, TokenRefusal>> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      audience: rules.audience,
      requiredClaims: ['exp', 'nbf', 'iss'],
      clockTolerance: CLOCK_TOLERANCE_S,
    });
    return { ok: true, value: payload };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return refused('expired');
    // The issuer's keys could not be read: nobody's fault who asks, and no reason to call the token bad.
    if (isAboutToken(error)) return refused('not-valid');
    throw new KeysUnreachable('The keys of the issuer cannot be read.', { cause: error });
  }
}

/**
 * jose has a class of its own for everything that is wrong with a token. What comes from the address of the keys
 * is something else: a failed fetch, a timeout, what is no key set, or jose's base class for any other answer.
 */
function isAboutToken(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false;
  const isAboutKeys =
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    error.code === errors.JOSEError.code;
  return !isAboutKeys;
}
