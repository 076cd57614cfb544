import { isKnownByInvitationAlone } from '../domain/invitation.ts';
import { comeBackToDirectory, leaveDirectory } from '../domain/leaving.ts';
import { accepted } from '../domain/result.ts';
import type { Leaver } from '../store/leavers-store.ts';
import { atOnce } from './at-once.ts';
import { changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';
import { withdrawConsent } from './withdraw-consent.ts';

const LEAVERS_AT_ONCE = 8;

/**
 * Sees to it that what is kept of each says whether they are in the directory. Of whom it fails it is tried again within
 * the hour; the others do not wait for them.
 */
export async function settleLeavers(
  deps: CommandDeps,
  tenantId: string,
  leavers: readonly Leaver[],
): Promise<void> {
  await atOnce(leavers, LEAVERS_AT_ONCE, async (leaver) => {
    try {
      await settleLeaver(deps, tenantId, leaver);
    } catch (error) {
      deps.log.error('leaver.postponed', error);
    }
  });
}

/**
 * Somebody who is in the directory, again or still, gets their messages; somebody who left gets none from now on, and
 * whoever was only invited is forgotten. Of whom nothing is kept, nothing is kept afterwards. Safe to repeat.
 */
async function settleLeaver(deps: CommandDeps, tenantId: string, leaver: Leaver): Promise<void> {
  const { userId, at } = leaver;
  const key = { tenantId, userId };
  if (await deps.directory.holds(tenantId, userId)) {
    await change(deps, key, (person) => accepted(comeBackToDirectory(person)));
    return deps.leavers.forget(tenantId, userId);
  }
  const loaded = await deps.people.load(key);
  if (loaded === undefined) return deps.leavers.forget(tenantId, userId);
  if (isKnownByInvitationAlone(loaded.person)) {
    await eraseLeaver(deps, tenantId, userId);
    return undefined;
  }
  await change(deps, key, (person) =>
    // Erased a moment ago: nothing is kept of them.
    accepted(person.profile.revision === 0 ? { person, past: [] } : leaveDirectory(person, at)),
  );
  if (!leaver.settled) await deps.leavers.put(tenantId, [{ ...leaver, settled: true }]);
  return undefined;
}

/** Erases everything that is kept of somebody who left, and then that they did. */
export async function eraseLeaver(
  deps: CommandDeps,
  tenantId: string,
  userId: string,
): Promise<void> {
  const erased = await withdrawConsent(deps, { key: { tenantId, userId }, acts: false });
  if (!erased.ok) throw new Error('Somebody who left could not be erased: others were first.');
  await deps.leavers.forget(tenantId, userId);
}

async function change(
  deps: CommandDeps,
  key: Parameters<typeof changePerson>[1]['key'],
  decide: Parameters<typeof changePerson<never>>[2],
): Promise<void> {
  const changed = await changePerson<never>(deps, { key, acts: false }, decide);
  if (!changed.ok) throw new Error('A person could not be changed: others were first.');
}
