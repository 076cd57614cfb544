import type { ErgItem } from '../domain/erg-content.ts';
import { type Erg, isOrganiser } from '../domain/erg.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import { emptyRoster } from '../domain/roster.ts';
import { itemWrites } from '../store/erg-content-store.ts';
import type { CommandDeps } from './deps.ts';
import { newErgDrafts } from './erg-drafts.ts';

/** Why an ERG is not created. `not-yourself`: an admin does not appoint themselves. */
export type CreateErgRefusal = 'name-taken' | 'not-yourself' | 'busy';

/**
 * Creates an ERG with an empty roster and drafts of what its organisers will write, and shows it in the directory. The same id again changes nothing but
 * completes what was begun and not ended: `exists`. `name-taken`: another ERG is called that, folded alike. What a
 * program that dies leaves of it, the name and the line, is taken away by the bell unless the same is asked again.
 */
export async function createErg(
  deps: CommandDeps,
  ask: {
    readonly tenantId: string;
    readonly actorId: string;
    readonly erg: Erg;
    /** BCP 47: the language of the drafts; English unless given. */
    readonly language?: string;
    /** What it has besides the drafts. */
    readonly items?: readonly ErgItem[];
  },
): Promise<Result<'created' | 'exists', CreateErgRefusal>> {
  const { tenantId, actorId, erg } = ask;
  if (isOrganiser(erg, actorId)) return refused('not-yourself');
  const roster = emptyRoster(deps.clock.now());
  const bell = await deps.bells.ring({
    about: 'erg',
    tenantId,
    ergId: erg.id,
    names: [erg.name],
  });
  const { clock, newId } = deps;
  const drafts = newErgDrafts(ask.language ?? 'en', { now: clock.now(), newId });
  const outcome = await deps.ergs.create(
    tenantId,
    erg,
    roster.bandFrom,
    () => deps.bells.isFresh(bell),
    [...(ask.items ?? []), ...drafts].flatMap((item) =>
      itemWrites({ tenantId, ergId: erg.id }, undefined, item),
    ),
  );
  if (outcome === 'too-late') return refused('busy');
  if (outcome === 'name-taken') {
    await deps.bells.takeOff(bell);
    return refused('name-taken');
  }
  await deps.rosters.open(tenantId, erg.id, roster);
  if (outcome === 'created') {
    const act = {
      act: 'erg.created',
      actorId,
      as: 'admin',
      details: { name: erg.name },
      atMs: deps.clock.realMs(),
      id: deps.newId(),
    } as const;
    await deps.audit.record(tenantId, { ergId: erg.id }, act);
    const details = { ...act.details, erg: erg.name };
    await deps.audit.record(tenantId, 'admin', { ...act, details });
  }
  await deps.bells.takeOff(bell);
  deps.publishedErgs.forget(tenantId);
  return accepted(outcome);
}
