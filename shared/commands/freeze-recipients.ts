import type { Broadcast } from '../domain/broadcast.ts';
import { type HeldHead, PACKS_A_WRITE } from '../store/broadcasts-store.ts';
import type { BroadcastDeps } from './broadcast-deps.ts';

/** How many people stand in one pack. */
const PACK_SIZE = 50;

/** Recipients that are written down, and the head that waits to say so. */
export interface FrozenRecipients extends Pick<Broadcast, 'recipients' | 'packs'> {
  readonly held: HeldHead;
}

/**
 * Writes the recipients of a broadcast down in packs, each once, under its head; undefined where somebody else writes
 * this broadcast down by now.
 */
export async function freezeRecipients(
  deps: Pick<BroadcastDeps, 'broadcasts'>,
  begun: HeldHead,
  recipients: AsyncIterable<string>,
): Promise<FrozenRecipients | undefined> {
  const known = new Set<string>();
  let held: HeldHead | undefined = begun;
  let pack: string[] = [];
  let waiting: { index: number; userIds: readonly string[] }[] = [];
  let packs = 0;
  const close = () => {
    if (pack.length === 0) return;
    waiting.push({ index: packs, userIds: pack });
    packs += 1;
    pack = [];
  };
  for await (const userId of recipients) {
    if (known.has(userId)) continue;
    known.add(userId);
    pack.push(userId);
    if (pack.length === PACK_SIZE) close();
    if (waiting.length < PACKS_A_WRITE) continue;
    held = await deps.broadcasts.addPacks(held, waiting);
    if (held === undefined) return undefined;
    waiting = [];
  }
  close();
  if (waiting.length > 0) held = await deps.broadcasts.addPacks(held, waiting);
  return held === undefined ? undefined : { held, recipients: known.size, packs };
}
