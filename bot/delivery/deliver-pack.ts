import { addMinutes } from '../../shared/domain/cadence.ts';
import { StorageRequestFailed } from '../../shared/store/azure-request-failed.ts';
import { atOnce } from '../../shared/commands/at-once.ts';
import {
  carryOut,
  type Delivered,
  deliverToPerson,
  type InHand,
  writeHints,
} from './deliver-to-person.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import {
  holdMessage,
  PACK_VISIBILITY_MS,
  type HeldMessage,
  type ReceivedFrom,
} from './hold-message.ts';
import { type Look, lookAtPerson } from './look-at-person.ts';
import { type Pack, type PackedPerson, packFromText } from '../../shared/store/packs.ts';
import { setAside } from '../../shared/store/set-aside.ts';
import { createLateTellings } from './late-tellings.ts';
import type { SendPermits } from './send-permits.ts';

/** How many people of a pack are looked at, and sent to, at once. */
const AT_ONCE = 8;

/** When to look again at somebody about whom something failed, in minutes; twice as long each time. */
const LOOK_AGAIN_MINUTES = 10;

/** After so many failures an admin is told; the person is looked at once a day from then on. */
const MOST_TRIES = 5;
const A_DAY_MINUTES = 24 * 60;

/** So often a pack comes back because storage did not answer. */
const MOST_COMINGS = 5;
const NEVER = new AbortController().signal;

/**
 * Works through a pack: looks at everybody, writes their next looks together, then sends one by one as permits
 * come. It is deleted when everybody is done, and hidden until the latest of other workers' claims has ended
 * where somebody is in flight. One bad person never holds up the others, nor keeps the pack alive: whoever failed
 * gets a hint to be looked at again.
 */
export async function deliverPack(
  deps: DeliveryDeps,
  permits: SendPermits,
  received: ReceivedFrom,
  stopping: AbortSignal = NEVER,
): Promise<void> {
  const pack = packFromText(received.message.text);
  if (pack === undefined) {
    deps.log.warn('pack.unreadable');
    await setAside(received.queue, received.message);
    return;
  }
  const held = holdMessage(deps, received, stopping);
  const comeBackAtMs: number[] = [];
  try {
    await deps.meter.pack(pack.people.length, async () => {
      await workThrough(deps, permits, { pack, held, comeBackAtMs, received });
    });
  } finally {
    await held.letGo();
  }
  await held.finish(comeBackAtMs);
}

async function workThrough(
  deps: DeliveryDeps,
  permits: SendPermits,
  work: {
    readonly pack: Pack;
    readonly held: HeldMessage;
    readonly comeBackAtMs: number[];
    readonly received: ReceivedFrom;
  },
): Promise<void> {
  const { pack, held, comeBackAtMs, received } = work;
  const again = pack.again === true;
  const people = pack.people.map((packed) => ({
    packed,
    who: inHand(pack.tenantId, packed, again),
  }));
  const failed = async (packed: PackedPerson, who: InHand, error: unknown) => {
    deps.log.error('delivery.failed', error);
    // Storage that is away for everybody is back soon; one that is away for one person alone is not waited for.
    if (error instanceof StorageRequestFailed && received.message.dequeueCount < MOST_COMINGS) {
      comeBackAtMs.push(deps.clock.realMs() + PACK_VISIBILITY_MS);
      return;
    }
    const backAtMs = await lookAgainLater(deps, packed, who);
    if (backAtMs !== undefined) comeBackAtMs.push(backAtMs);
  };
  const told = createLateTellings(pack.tenantId);
  const note = (userId: string, done: Delivered) => {
    if (done.outcome === 'in-flight') comeBackAtMs.push(done.untilMs);
    else if (done.outcome === 'sent') told.add(userId, done.told);
  };

  const looks = new Map<PackedPerson, Look>();
  await atOnce(people, AT_ONCE, async ({ packed, who }) => {
    if (!held.mayBegin()) return;
    try {
      looks.set(packed, await lookAtPerson(deps, who));
    } catch (error) {
      await failed(packed, who, error);
    }
  });
  const hints = await writeHints(deps, [...looks.values()]);
  await atOnce(people, AT_ONCE, async ({ packed, who }) => {
    const look = looks.get(packed);
    if (look === undefined || !held.mayBegin()) return;
    try {
      const first = await carryOut(deps, permits, who, look, hints);
      const done = first === 'look-again' ? await deliverToPerson(deps, permits, who) : first;
      note(packed.userId, done);
    } catch (error) {
      await failed(packed, who, error);
    }
  });
  await told.tell(deps);
}

function inHand(tenantId: string, { userId, dueAt }: PackedPerson, again: boolean): InHand {
  return { key: { tenantId, userId }, again, ...(dueAt === undefined ? {} : { dueAt }) };
}

/**
 * Writes a hint for somebody about whom something failed, later each time; after too many an admin is told. Gives
 * when the pack must come back, where even that fails.
 */
async function lookAgainLater(
  deps: DeliveryDeps,
  packed: PackedPerson,
  { key }: InHand,
): Promise<number | undefined> {
  const tries = (packed.tries ?? 0) + 1;
  const now = deps.clock.now();
  try {
    if (tries === MOST_TRIES) {
      deps.meter.givenUp(key.tenantId, 'error');
      const date = now.slice(0, 10);
      await deps.failures.add({ ...key, at: now, reason: 'error', cause: 'check-in', date });
    }
    const minutes = tries >= MOST_TRIES ? A_DAY_MINUTES : LOOK_AGAIN_MINUTES * 2 ** (tries - 1);
    await deps.schedule.put({ key, at: addMinutes(now, minutes), tries });
    return undefined;
  } catch (error) {
    deps.log.error('delivery.look-again-failed', error);
    return deps.clock.realMs() + PACK_VISIBILITY_MS;
  }
}
