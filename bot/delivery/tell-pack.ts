import type { Broadcast, RecipientOutcome } from '../../shared/domain/broadcast.ts';
import { putBroadcastJob } from '../../shared/store/broadcast-jobs.ts';
import type { Pending } from '../../shared/domain/pending.ts';
import { atOnce } from './at-once.ts';
import {
  carryOut,
  type Delivered,
  deliverToPerson,
  type InHand,
  writeHints,
} from './deliver-to-person.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { HeldMessage } from './hold-message.ts';
import { type Look, lookAtPerson, wasTold } from './look-at-person.ts';
import type { SendPermits } from './send-permits.ts';

/** How many people of a pack are looked at, and sent to, at once. */
const AT_ONCE = 8;

/**
 * Tells a broadcast to the people of one pack who were not told yet, each by the same rules as everything else:
 * whoever may be told now is, whoever must wait for their window or budget gets a row that waits and a hint.
 */
export async function tellPack(
  deps: DeliveryDeps,
  permits: SendPermits,
  head: Broadcast,
  index: number,
  held: HeldMessage,
  comeBackAtMs: number[],
): Promise<void> {
  const { tenantId } = head;
  const pack = await deps.broadcasts.readPack(tenantId, head.id, index);
  if (pack === undefined) return;
  const also = pendingOf(head, index);
  const people = pack.userIds
    .filter((_, n) => pack.outcomes[n] !== 'sent' && pack.outcomes[n] !== 'skipped')
    .map((userId): InHand => ({ key: { tenantId, userId }, again: false, also, dueAt: also.from }));
  const outcomes = new Map<string, RecipientOutcome>();
  const looks = new Map<InHand, Look>();
  const failed = (who: InHand, error: unknown) => {
    deps.log.error('broadcast.person-failed', error);
    outcomes.set(who.key.userId, 'failed');
  };
  await deps.meter.pack(people.length, async () => {
    await atOnce(people, AT_ONCE, async (who) => {
      if (!held.mayBegin()) return;
      try {
        looks.set(who, await lookAtPerson(deps, who));
      } catch (error) {
        failed(who, error);
      }
    });
    const hints = await writeHints(deps, [...looks.values()]);
    await atOnce(people, AT_ONCE, async (who) => {
      const look = looks.get(who);
      if (look === undefined || !held.mayBegin()) return;
      try {
        const first = await carryOut(deps, permits, who, look, hints);
        const done = first === 'look-again' ? await deliverToPerson(deps, permits, who) : first;
        if (done.outcome === 'in-flight') comeBackAtMs.push(done.untilMs);
        else outcomes.set(who.key.userId, outcomeOf(done, also.id));
      } catch (error) {
        failed(who, error);
      }
    });
  });
  if (outcomes.size === 0) return;
  await deps.broadcasts.setOutcomes(tenantId, head.id, index, outcomes);
  await correctIfOutdated(deps, head, index);
}

/** Words that were corrected while this pack was told may have gone out as they were: its cards are looked through. */
async function correctIfOutdated(deps: DeliveryDeps, head: Broadcast, pack: number): Promise<void> {
  const { tenantId, id } = head;
  const now = await deps.broadcasts.readHead(tenantId, id);
  if (now === undefined || now.contentRevision === head.contentRevision) return;
  await putBroadcastJob(deps.queues, { do: 'correct', tenantId, broadcastId: id, pack });
}

function outcomeOf(
  done: Exclude<Delivered, { readonly outcome: 'in-flight' }>,
  id: string,
): RecipientOutcome {
  if (done.outcome === 'given-up') return 'failed';
  const { person } = done;
  if (person === undefined) return 'skipped';
  if (wasTold(person, id)) return 'sent';
  return person.pendings.some((pending) => pending.id === id) ? 'waiting' : 'skipped';
}

/** What waits for a recipient of a broadcast. */
function pendingOf({ id, content, sendFrom, until, ergId }: Broadcast, pack: number): Pending {
  return {
    id,
    kind: content.kind,
    from: sendFrom,
    until,
    ...(ergId === undefined ? {} : { ergId }),
    pack,
  };
}
