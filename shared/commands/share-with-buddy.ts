import type { BuddyShare } from '../domain/buddy.ts';
import { sideOf, withTakenBack } from '../domain/buddy-pair.ts';
import type { PersonKey } from '../domain/person.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { LoadedPair } from '../store/buddies-store.ts';
import type { CommandDeps } from './deps.ts';

/** Somebody and one of their pairs. */
export interface PairAsk {
  readonly key: PersonKey;
  readonly pairId: string;
}

type ShareDeps = Pick<CommandDeps, 'buddies' | 'clock'>;

const MOST_TRIES = 6;

/** Shares somebody's own words with one buddy. The same id again is the same request. Two requests. */
export async function shareWithBuddy(
  deps: ShareDeps,
  ask: PairAsk,
  wanted: Pick<BuddyShare, 'id' | 'words'>,
): Promise<Result<BuddyShare, 'not-found' | 'id-taken' | 'busy'>> {
  const { tenantId, userId } = ask.key;
  const share: BuddyShare = { ...wanted, by: userId, at: deps.clock.now() };
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const loaded = await loadTogether(deps, ask);
    if (loaded === undefined) return refused('not-found');
    if (loaded.pair.takenBack.includes(share.id)) return refused('id-taken');
    const outcome = await deps.buddies.share(tenantId, loaded, share);
    if (outcome === 'shared') return accepted(share);
    if (outcome === 'changed') continue;
    const known = await deps.buddies.readShare(tenantId, ask.pairId, share.id);
    if (known !== undefined) return known.by === userId ? accepted(known) : refused('id-taken');
  }
  return refused('busy');
}

/** Takes back what somebody shared, from both sides at once. Taken back already is fine. Three requests. */
export async function takeBackShare(
  deps: ShareDeps,
  ask: PairAsk,
  shareId: string,
): Promise<Result<'taken-back', 'not-found' | 'busy'>> {
  const { tenantId, userId } = ask.key;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const [loaded, known] = await Promise.all([
      loadTogether(deps, ask),
      deps.buddies.readShare(tenantId, ask.pairId, shareId),
    ]);
    if (loaded === undefined) return refused('not-found');
    if (known === undefined) return accepted('taken-back');
    if (known.by !== userId) return refused('not-found');
    const next = withTakenBack(loaded.pair, shareId);
    if (await deps.buddies.takeBack(tenantId, loaded, next, shareId)) return accepted('taken-back');
  }
  return refused('busy');
}

/** What two buddies shared, the newest first, a page at a time. Two requests. Throws `ContinuationNotAllowed`. */
export async function readShares(
  deps: ShareDeps,
  ask: PairAsk,
  continuation: string | undefined,
): Promise<
  Result<{ readonly shares: readonly BuddyShare[]; readonly continuation?: string }, 'not-found'>
> {
  if ((await loadTogether(deps, ask)) === undefined) return refused('not-found');
  return accepted(await deps.buddies.readShares(ask.key.tenantId, ask.pairId, continuation));
}

/** The pair, where the two are buddies and this is one of them. */
async function loadTogether(
  deps: ShareDeps,
  { key, pairId }: PairAsk,
): Promise<LoadedPair | undefined> {
  const loaded = await deps.buddies.load(key.tenantId, pairId);
  if (loaded?.pair.life.state !== 'together') return undefined;
  return sideOf(loaded.pair, key.userId) === undefined ? undefined : loaded;
}
