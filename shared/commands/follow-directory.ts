import type { DirectorySource, SourceChange } from '../graph/directory-source.ts';
import type { DirectorySync } from '../store/directory-sync-store.ts';
import type { CommandDeps } from './deps.ts';
import { finishFullRound } from './finish-full-round.ts';
import { takeChanges } from './take-changes.ts';

/** What came of following: `wait`: the source asked to come back after so long. */
export type Followed =
  | { readonly state: 'done' | 'stopped' }
  | { readonly state: 'wait'; readonly ms: number };

/**
 * Makes the directory what another source says: what changed since the last round, or everybody the first time and
 * whenever the source cannot go on from there; whoever is not told then has left. Goes on where another program ended, and
 * ends early where it may not go on. One program at a time.
 */
export async function followDirectory(
  deps: CommandDeps,
  source: DirectorySource,
  tenantId: string,
  mayGoOn: () => boolean,
): Promise<Followed> {
  let sync = afterDeath((await deps.directorySync.read(tenantId)) ?? fullRound(deps, undefined));
  for (;;) {
    if (!mayGoOn()) return { state: 'stopped' };
    if (sync.step === 'finishing') {
      await finishRound(deps, tenantId, sync);
      return { state: 'done' };
    }
    const page = await source.readChanges(sync.cursor);
    if (!page.ok && page.reason === 'wait') return { state: 'wait', ms: page.ms };
    if (!page.ok) {
      if (sync.cursor === undefined) throw new Error('A source cannot begin at the beginning.');
      await deps.directorySync.forgetSeen(tenantId);
      sync = fullRound(deps, sync);
      await deps.directorySync.write(tenantId, sync);
      continue;
    }
    if (page.unreadable > 0) {
      deps.log.warn('directory.people-unreadable', { people: page.unreadable });
    }
    const taken = await takePage(deps, tenantId, sync, page.changes);
    sync = {
      ...sync,
      cursor: page.cursor,
      step: page.more ? 'reading' : 'finishing',
      pages: sync.pages + 1,
      writing: false,
      nextFull: sync.nextFull || taken.tooLittle,
    };
    await deps.directorySync.write(tenantId, sync);
  }
}

/** A program that died while it wrote may have counted what it did not write, or the other way round. */
function afterDeath(sync: DirectorySync): DirectorySync {
  return sync.writing ? { ...sync, writing: false, recount: true } : sync;
}

function fullRound(
  deps: Pick<CommandDeps, 'newId'>,
  before: DirectorySync | undefined,
): DirectorySync {
  return {
    round: 'full',
    roundId: deps.newId(),
    step: 'reading',
    pages: 0,
    writing: false,
    recount: true,
    nextFull: false,
    circles: before?.circles ?? 0,
    ...(before?.finishedAt === undefined ? {} : { finishedAt: before.finishedAt }),
  };
}

async function takePage(
  deps: CommandDeps,
  tenantId: string,
  sync: DirectorySync,
  changes: readonly SourceChange[],
): Promise<{ readonly tooLittle: boolean }> {
  if (changes.length === 0 && sync.pages > 0) return { tooLittle: false };
  await deps.directorySync.write(tenantId, { ...sync, writing: true });
  // In a full round they are counted at its end, all at once.
  const taken = await takeChanges(deps, tenantId, changes, { counting: !sync.recount });
  if (sync.round === 'full') {
    const linked = changes.flatMap((change) =>
      change.kind === 'person' && change.manager !== undefined ? [change.userId] : [],
    );
    await deps.directorySync.noteSeen(tenantId, sync, { userIds: taken.present, linked });
  }
  return taken;
}

async function finishRound(
  deps: CommandDeps,
  tenantId: string,
  sync: DirectorySync,
): Promise<void> {
  if (sync.recount) await finishFullRound(deps, tenantId, sync);
  else await mendBroken(deps, tenantId, sync);
  const circles = (await deps.directorySync.brokenLinks(tenantId)).length;
  if (circles > 0) deps.log.warn('directory.circles-of-managers', { circles });
  deps.log.info('directory.followed', { round: sync.round, pages: sync.pages });
  const { cursor, ...rest } = sync;
  await deps.directorySync.write(tenantId, {
    ...(sync.nextFull || cursor === undefined
      ? fullRound(deps, sync)
      : {
          ...rest,
          cursor,
          round: 'changes',
          step: 'reading',
          pages: 0,
          writing: false,
          recount: false,
        }),
    circles,
    finishedAt: deps.clock.now(),
  });
  await deps.directorySync.forgetSeen(tenantId);
}

/** Puts back the managers that were left out, where by now one does not come back by them. */
async function mendBroken(deps: CommandDeps, tenantId: string, sync: DirectorySync): Promise<void> {
  const broken = await deps.directorySync.brokenLinks(tenantId);
  if (broken.length === 0) return;
  await deps.directorySync.write(tenantId, { ...sync, writing: true });
  const again = broken.map(({ userId, managerId }): SourceChange => {
    return { kind: 'person', userId, manager: { id: managerId } };
  });
  await takeChanges(deps, tenantId, again, { counting: true });
  await deps.directorySync.write(tenantId, { ...sync, writing: false });
}
