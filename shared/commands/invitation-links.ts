import {
  addLink,
  type InvitationLink,
  isGood,
  type LinkRefusal,
} from '../domain/invitation-link.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import { linkGone, linkWrite } from '../store/links-store.ts';
import { changeErg, type ChangeErgRefusal, type ErgAsk } from './change-erg.ts';
import type { CommandDeps } from './deps.ts';
import { hashOfSecret, isSecretOf, randomSecret } from './link-secret.ts';

/** A link that was just made, with what stands in it: said this once. */
export interface MadeLink {
  readonly link: InvitationLink;
  readonly secret: string;
}

/** Makes a link by which people join an ERG, good for 1 to 90 days. */
export async function makeLink(
  deps: CommandDeps,
  ask: ErgAsk,
  wanted: { readonly id: string; readonly label: string; readonly days: number },
): Promise<Result<MadeLink, LinkRefusal | ChangeErgRefusal>> {
  const { tenantId, ergId } = ask;
  const secret = randomSecret().toString('base64url');
  const changed = await changeErg<LinkRefusal, InvitationLink>(deps, ask, async (erg, { now }) => {
    if (erg.state === 'archived') return refused('changed-meanwhile');
    const links = await deps.links.list(tenantId, ergId);
    const added = addLink(links, { ...wanted, secretHash: hashOfSecret(secret) }, now);
    if (!added.ok) return added;
    const { link, gone } = added.value;
    return accepted({
      erg,
      rows: [linkWrite(tenantId, ergId, link), ...gone.map((id) => linkGone(tenantId, ergId, id))],
      acts: [{ act: 'link.created', details: { label: wanted.label, days: wanted.days } }],
      given: link,
    });
  });
  if (!changed.ok) return changed;
  const { given } = changed.value;
  return given === undefined ? refused('busy') : accepted({ link: given, secret });
}

/** Withdraws a link: it lets nobody in from now on. Withdrawn already is fine. */
export async function withdrawLink(
  deps: CommandDeps,
  ask: ErgAsk,
  linkId: string,
): Promise<Result<'withdrawn', 'not-found' | ChangeErgRefusal>> {
  const { tenantId, ergId } = ask;
  const changed = await changeErg<'not-found'>(deps, ask, async (erg, { now }) => {
    const links = await deps.links.list(tenantId, ergId);
    const link = links.find(({ id }) => id === linkId);
    if (link === undefined) return refused('not-found');
    if (link.withdrawnAt !== undefined) return accepted({ erg, acts: [] });
    return accepted({
      erg,
      rows: [linkWrite(tenantId, ergId, { ...link, withdrawnAt: now })],
      acts: [{ act: 'link.withdrawn', details: { label: link.label } }],
    });
  });
  return changed.ok ? accepted('withdrawn') : changed;
}

/**
 * Whether what stands in a link lets somebody join this ERG now. Wrong, expired and withdrawn are one and the same,
 * and so are an ERG that was archived and one that never was. Two requests, whatever it is.
 */
export async function isLinkGood(
  deps: Pick<CommandDeps, 'ergs' | 'links' | 'clock'>,
  { tenantId, ergId }: { readonly tenantId: string; readonly ergId: string },
  secret: string,
): Promise<boolean> {
  const [erg, links] = await Promise.all([
    deps.ergs.read(tenantId, ergId),
    deps.links.list(tenantId, ergId),
  ]);
  const now = deps.clock.now();
  return (
    erg?.state === 'active' &&
    links.some((link) => isSecretOf(link.secretHash, secret) && isGood(link, now))
  );
}
