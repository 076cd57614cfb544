import type { Report } from '../domain/report.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { Asker } from './change-person.ts';
import type { CommandDeps } from './deps.ts';
import { readContent } from './withdraw-content.ts';

/**
 * Keeps that something is wrong with a piece of content, for the admins. Who said so is not kept. Only what everybody
 * sees can be reported; the same id again is the same report.
 */
export async function reportContent(
  deps: Pick<CommandDeps, 'clock' | 'ergContent' | 'ergs' | 'people' | 'reports'>,
  asker: Asker,
  wanted: Omit<Report, 'at'>,
): Promise<Result<'kept', 'consent-needed' | 'not-found'>> {
  const { tenantId } = asker.key;
  const loaded = await deps.people.load(asker.key);
  if (loaded?.person.profile.consent.state !== 'given') return refused('consent-needed');
  const content = await readContent(deps, tenantId, wanted.about, 'en');
  if (content === undefined || content.state === 'not-shown') return refused('not-found');
  await deps.reports.add(tenantId, { ...wanted, at: deps.clock.now() });
  return accepted('kept');
}
