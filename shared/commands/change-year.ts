import { observancesIn } from '../catalogue/observance.ts';
import { FALLBACK_LANGUAGE } from '../domain/languages.ts';
import type { PersonKey } from '../domain/person.ts';
import { accepted, type Result } from '../domain/result.ts';
import type { TenantYear } from '../domain/tenant-year.ts';
import { decideYear, type YearChange, type YearRefusal } from '../domain/tenant-year-decisions.ts';
import { auditedByAdmin } from './audited-by-admin.ts';
import type { CommandDeps } from './deps.ts';

/**
 * Changes the year of an organisation. `seen` is the revision that the admin saw; what is so already changes nothing. The act
 * is audited before it is done. This process shows it at once, others within a minute.
 */
export async function changeYear(
  deps: Pick<CommandDeps, 'audit' | 'clock' | 'newId' | 'publishedYear' | 'year'>,
  admin: PersonKey,
  change: YearChange,
  seen: number,
): Promise<Result<TenantYear, YearRefusal>> {
  const { tenantId } = admin;
  const before = await deps.year.read(tenantId);
  const thisYear = Number(deps.clock.now().slice(0, 4));
  // What the log calls them is the same, whoever reads it.
  const about = { builtIn: observancesIn(FALLBACK_LANGUAGE), seen, thisYear };
  const decided = decideYear(before, change, about);
  if (!decided.ok) return decided;
  const { year, act } = decided.value;
  if (act === undefined) return accepted(before);
  const acts = [{ act: act.act, details: { title: act.title } }];
  const changed = await auditedByAdmin(deps, admin, acts, () =>
    deps.year.replace(tenantId, seen, year),
  );
  deps.publishedYear.forget(tenantId);
  return changed;
}
