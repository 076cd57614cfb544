import type { Report, ReportedThing } from '../domain/report.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { Asker } from './change-person.ts';
import type { CommandDeps } from './deps.ts';
import { readContent } from './withdraw-content.ts';

/** What somebody wants to report. On Home a moment does not say of which ERG it is. */
type WantedThing =
  | ReportedThing
  | { readonly kind: 'moment'; readonly ergId?: string | undefined; readonly id: string };

/**
 * Keeps that something is wrong with a piece of content, for the admins. Who said so is not kept. Only what everybody
 * sees can be reported; the same id again is the same report.
 */
export async function reportContent(
  deps: Pick<
    CommandDeps,
    'clock' | 'ergContent' | 'ergs' | 'news' | 'people' | 'publishedMoments' | 'reports'
  >,
  asker: Asker,
  wanted: Omit<Report, 'at' | 'about'> & { readonly about: WantedThing },
): Promise<Result<'kept', 'consent-needed' | 'not-found'>> {
  const { tenantId } = asker.key;
  const loaded = await deps.people.load(asker.key);
  if (loaded?.person.profile.consent.state !== 'given') return refused('consent-needed');
  const about = await thingOf(deps, tenantId, wanted.about);
  const content = about === undefined ? undefined : await readContent(deps, tenantId, about, 'en');
  if (about === undefined || content === undefined || content.state === 'not-shown') {
    return refused('not-found');
  }
  await deps.reports.add(tenantId, { ...wanted, about, at: deps.clock.now() });
  return accepted('kept');
}

async function thingOf(
  deps: Pick<CommandDeps, 'publishedMoments'>,
  tenantId: string,
  about: WantedThing,
): Promise<ReportedThing | undefined> {
  if (about.kind !== 'moment') return about;
  const { id } = about;
  const moments = about.ergId === undefined ? await deps.publishedMoments.get(tenantId) : [];
  const ergId = about.ergId ?? moments.find((moment) => moment.id === id)?.ergId;
  return ergId === undefined ? undefined : { kind: 'moment', ergId, id };
}
