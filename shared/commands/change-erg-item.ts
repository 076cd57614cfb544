import {
  type ErgItem,
  isInHand,
  type ItemKind,
  type ItemOf,
  type ItemState,
  MOST_ITEMS,
} from '../domain/erg-content.ts';
import {
  eventNews,
  type ItemRefusal,
  moveItem,
  withdrawItem,
  writeItem,
  type Written,
} from '../domain/erg-content-decisions.ts';
import { accepted, refused, type Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { putEventJob } from '../store/broadcast-jobs.ts';
import { itemWrites, type LoadedItem } from '../store/erg-content-store.ts';
import type { Write } from '../store/tables.ts';
import { changeErg, type ChangeErgRefusal, type ErgAsk } from './change-erg.ts';
import type { CommandDeps } from './deps.ts';

/** Why what organisers write does not change. `too-many-items`: there are 50 of this kind already. */
export type ErgItemRefusal = ItemRefusal | ChangeErgRefusal | 'too-many-items';

type Outcome<Kind extends ItemKind> = Promise<Result<ItemOf<Kind>, ErgItemRefusal>>;

/** In how many milliseconds those who said yes to an event are told that it changed: so long it can be undone. */
const UNDO_MS = 20_000;

/** Writes a new draft, or other words for an item. `seen` is the revision that the client saw, 0 for a new one. */
export function writeErgItem<Kind extends ItemKind>(
  deps: CommandDeps,
  ask: ErgAsk,
  about: {
    readonly id: string;
    readonly written: Extract<Written, { readonly kind: Kind }>;
    readonly seen: number;
  },
): Outcome<Kind> {
  const { kind } = about.written as { readonly kind: Kind };
  return changeErgItem(deps, ask, { kind, id: about.id }, 'changed', (before, now) => {
    const next = writeItem(before, about, now);
    return next as Result<ItemOf<Kind>, ItemRefusal>;
  });
}

/** Publishes an item, retires it or makes a draft of it again. Whoever said yes to an event is told of what it is then. */
export function moveErgItem<Kind extends ItemKind>(
  deps: CommandDeps,
  ask: ErgAsk,
  { kind, id }: { readonly kind: Kind; readonly id: string },
  to: { readonly state: Exclude<ItemState, 'withdrawn'>; readonly seen: number },
): Outcome<Kind> {
  const act = to.state === 'draft' ? 'taken-back' : to.state;
  return changeErgItem(deps, ask, { kind, id }, act, (before, now) =>
    moveItem<Kind>(before, to.state, to.seen, now),
  );
}

/**
 * Takes an item away from everybody for good, as an admin. Withdrawn already is fine. `seen` is the revision that they
 * saw.
 */
export function withdrawErgItem<Kind extends ItemKind>(
  deps: CommandDeps,
  ask: ErgAsk,
  item: { readonly kind: Kind; readonly id: string; readonly seen: number },
): Outcome<Kind> {
  return changeErgItem(deps, ask, item, 'withdrawn', (before, now) => {
    if (before === undefined) return refused('not-found');
    const isSeen = before.state === 'withdrawn' || before.revision === item.seen;
    if (!isSeen) return refused('changed-meanwhile');
    return accepted(withdrawItem(before, now) as ItemOf<Kind>);
  });
}

/** What the audit log says is done to an item, after its kind. */
type ItemAct = 'drafted' | 'changed' | 'taken-back' | Exclude<ItemState, 'draft'>;

async function changeErgItem<Kind extends ItemKind>(
  deps: CommandDeps,
  ask: ErgAsk,
  { kind, id }: { readonly kind: Kind; readonly id: string },
  act: ItemAct,
  decide: (before: ItemOf<Kind> | undefined, now: Instant) => Result<ItemOf<Kind>, ItemRefusal>,
): Outcome<Kind> {
  const { tenantId, ergId } = ask;
  const changed = await changeErg<ItemRefusal | 'too-many-items', ItemOf<Kind>>(
    deps,
    ask,
    async (erg, { now }) => {
      const loaded = await deps.ergContent.load(ask, kind, id);
      const decided = decide(loaded?.item, now);
      if (!decided.ok) return decided;
      const item = decided.value;
      if (item === loaded?.item) return accepted({ erg, acts: [], given: item });
      const comes = isInHand(item, now) && (loaded === undefined || !isInHand(loaded.item, now));
      const room = comes ? await makeRoom(deps, ask, kind, now) : [];
      if (room === undefined) return refused('too-many-items');
      // The job first: one whose change is not written finds nothing to do.
      await tellLater(deps, ask, item);
      const details = { title: item.words.title };
      const done = loaded === undefined ? 'drafted' : act;
      const acts = [{ act: `${(item as ErgItem).kind}.${done}`, details }] as const;
      const rows = [...itemWrites(ask, loaded, item), ...room];
      return accepted({ erg, rows, acts, given: item });
    },
  );
  if (!changed.ok) return changed;
  const { given } = changed.value;
  if (given === undefined) throw new Error('A change of an item gives the item.');
  deps.publishedContent.forget(tenantId, ergId);
  if (given.kind === 'event' && given.state === 'published') {
    await deps.attendees.open({ tenantId, ergId, eventId: given.id });
  }
  return accepted(given);
}

/** Asks a worker to tell those who said yes what an event is now, once there was time to undo it. */
async function tellLater(
  deps: CommandDeps,
  { tenantId, ergId }: ErgAsk,
  item: ErgItem,
): Promise<void> {
  if (item.kind !== 'event' || eventNews(item) === undefined) return;
  const { id: eventId, sequence } = item;
  const job = { do: 'event-change', tenantId, ergId, eventId, sequence } as const;
  await putEventJob(deps.queues, job, UNDO_MS);
}

/** How many events that are over are put away in one change: a transaction has no room for more. */
const MOST_PUT_AWAY = 20;

/**
 * What is written so that there is room for one more of a kind: events that are over are put away. Undefined where
 * there is none.
 */
async function makeRoom(
  deps: CommandDeps,
  ask: ErgAsk,
  kind: ItemKind,
  now: Instant,
): Promise<readonly Write[] | undefined> {
  const known: readonly LoadedItem[] = await deps.ergContent.list<ItemKind>(ask, kind);
  const over = known.filter(({ item }) => !isInHand(item, now));
  if (known.length - over.length >= MOST_ITEMS) return undefined;
  return over.slice(0, MOST_PUT_AWAY).flatMap((loaded) => {
    const away = moveItem<ItemKind>(loaded.item, 'retired', loaded.item.revision, now);
    return away.ok ? itemWrites(ask, loaded, away.value) : [];
  });
}
