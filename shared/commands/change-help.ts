import type { PersonKey } from '../domain/person.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import { HELP_KINDS, type TenantHelp } from '../domain/tenant-help.ts';
import { auditedByAdmin } from './audited-by-admin.ts';
import type { CommandDeps } from './deps.ts';

/**
 * Sets where people of an organisation get help. `seen` is the revision that the admin saw; the same again changes
 * nothing. The act is audited before it is done. This process shows it at once, others within a minute.
 */
export async function changeHelp(
  deps: Pick<CommandDeps, 'audit' | 'clock' | 'help' | 'newId' | 'publishedHelp'>,
  admin: PersonKey,
  places: TenantHelp['places'],
  seen: number,
): Promise<Result<TenantHelp, 'changed-meanwhile'>> {
  const { tenantId } = admin;
  const known = await deps.help.read(tenantId);
  if (textOf(known.places) === textOf(places)) return accepted(known);
  if (known.revision !== seen) return refused('changed-meanwhile');
  const changed = await auditedByAdmin(deps, admin, [{ act: 'help.changed' }], () =>
    deps.help.replace(tenantId, seen, { places }),
  );
  deps.publishedHelp.forget(tenantId);
  return changed;
}

function textOf(places: TenantHelp['places']): string {
  const parts = HELP_KINDS.map((kind) => {
    const { label, text, url, phone } = places[kind] ?? {};
    return [label, text, url, phone];
  });
  return JSON.stringify(parts);
}
