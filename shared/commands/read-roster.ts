import { accepted, refused, type Result } from '../domain/result.ts';
import type { RosterPage } from '../store/roster-pages.ts';
import type { PersonKey } from '../domain/person.ts';
import type { OrganiserAsk } from './act-on-allies.ts';
import type { CommandDeps } from './deps.ts';

/** Lines of a page. */
const LINES = 50;

/** A page of the roster; the first one says how many allies there are, and how many ask to be. */
export interface RosterRead extends RosterPage {
  readonly count?: number;
  readonly requested?: number;
}

type Where = Pick<OrganiserAsk, 'tenantId' | 'ergId'>;

/**
 * Allies by name, 50 a page, or those with, for every word of `find`, a word in their name that begins with it: one
 * request. Throws `ContinuationNotAllowed`.
 */
export async function readRoster(
  deps: CommandDeps,
  { tenantId, ergId }: Where,
  ask: { readonly find?: string; readonly continuation?: string },
): Promise<RosterRead> {
  const { find = '' } = ask;
  if (find.trim() !== '') {
    return deps.rosters.search(tenantId, ergId, { ...onwards(ask), text: find, limit: LINES });
  }
  const { counts, ...page } = await deps.rosters.readPage(tenantId, ergId, {
    ...onwards(ask),
    of: 'active',
    limit: LINES,
  });
  if (ask.continuation !== undefined) return page;
  // A roster of before its list said the counts too.
  const size = counts ?? (await deps.rosters.sizeOf(tenantId, ergId, deps.clock.now()));
  return { ...page, count: size.count, requested: size.requested };
}

/** Who asks to be an ally, the oldest request first, 50 a page. Throws `ContinuationNotAllowed`. */
export async function readRequests(
  deps: CommandDeps,
  { tenantId, ergId }: Where,
  ask: { readonly continuation?: string },
): Promise<RosterRead> {
  const [page, size] = await Promise.all([
    deps.rosters.readPage(tenantId, ergId, { ...onwards(ask), of: 'requested', limit: LINES }),
    ask.continuation === undefined
      ? deps.rosters.sizeOf(tenantId, ergId, deps.clock.now())
      : undefined,
  ]);
  return size === undefined ? page : { ...page, requested: size.requested };
}

/**
 * Allies who chose to be shown to other allies, by name, 50 a page, for an ally of that ERG; everybody else is
 * `not-allowed`. Throws `ContinuationNotAllowed`.
 */
export async function readShownAllies(
  deps: CommandDeps,
  key: PersonKey,
  ergId: string,
  ask: { readonly continuation?: string },
): Promise<Result<RosterPage, 'not-allowed'>> {
  const loaded = await deps.people.load(key);
  const isAlly =
    loaded?.person.profile.life === 'living' &&
    loaded.person.memberships.some((own) => own.ergId === ergId && own.state === 'active');
  if (!isAlly) return refused('not-allowed');
  return accepted(
    await deps.rosters.readPage(key.tenantId, ergId, {
      ...onwards(ask),
      of: 'shown',
      limit: LINES,
    }),
  );
}

function onwards({ continuation }: { readonly continuation?: string }) {
  return continuation === undefined ? {} : { continuation };
}
