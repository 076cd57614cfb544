import { addMinutes } from './cadence.ts';
import { accepted, refused, type Result } from './result.ts';
import type { Instant } from './time.ts';

/** A link that lets whoever has it join an ERG. What stands in the link is kept nowhere; only its hash is. */
export interface InvitationLink {
  /** UUIDv7, made by the client. */
  readonly id: string;
  /** What organisers call it among themselves. */
  readonly label: string;
  readonly secretHash: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly withdrawnAt?: Instant;
}

/** The links of one ERG that may be good at a time. */
const MOST_LINKS = 20;

/** A link that is over is kept in the list for so long, in days. */
const OVER_SHOWN_DAYS = 30;

/** How long a link may be good, in days. */
export const LINK_DAYS = { least: 1, most: 90 } as const;

/** Why a link is not made. */
export type LinkRefusal = 'id-taken' | 'too-many-links' | 'changed-meanwhile';

/** Whether a link lets anybody in. */
export function isGood({ expiresAt, withdrawnAt }: InvitationLink, now: Instant): boolean {
  return withdrawnAt === undefined && now < expiresAt;
}

/** A new link beside those that there are, and the ids of those that have been over for long. */
export function addLink(
  links: readonly InvitationLink[],
  wanted: Pick<InvitationLink, 'id' | 'label' | 'secretHash'> & { readonly days: number },
  now: Instant,
): Result<{ readonly link: InvitationLink; readonly gone: readonly string[] }, LinkRefusal> {
  const { days, ...rest } = wanted;
  if (links.some(({ id }) => id === wanted.id)) return refused('id-taken');
  if (links.filter((link) => isGood(link, now)).length >= MOST_LINKS) {
    return refused('too-many-links');
  }
  const link = { ...rest, createdAt: now, expiresAt: addMinutes(now, days * 24 * 60) };
  const longAgo = addMinutes(now, -OVER_SHOWN_DAYS * 24 * 60);
  const gone = links.filter(({ withdrawnAt, expiresAt }) => (withdrawnAt ?? expiresAt) < longAgo);
  return accepted({ link, gone: gone.map(({ id }) => id) });
}
