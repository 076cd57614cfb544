import type { Broadcast, RecipientOutcome } from '../../shared/domain/broadcast.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Pending } from '../../shared/domain/pending.ts';
import { atOnce } from '../../shared/commands/at-once.ts';
import {
  carryOut,
  type Delivered,
  deliverToPerson,
  type InHand,
  writeHints,
} from './deliver-to-person.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { type JobInHand, MOST_COMINGS, PACK_VISIBILITY_MS } from './hold-message.ts';
import { correctIfOutdated, createLateTellings } from './late-tellings.ts';
import { type Look, lookAtPerson, wasTold } from './look-at-person.ts';
import type { SendPermits } from './send-permits.ts';

/** How many people of a pack are looked at, and sent to, at once. */
const AT_ONCE = 8;

/** When a job comes back for people to whom it might not be told just now: its words are known anew by then. */
const WITHHELD_MS = 2000;

/**
 * Tells a broadcast to the people of one pack who were not told yet, each by the same rules as everything else:
 * whoever may be told now is, whoever must wait for their window or budget gets a row that waits and a hint. About
 * whom something fails is told when the job comes back; after so many comings they stay failed until it is resumed.
 */
export async function tellPack(
  deps: DeliveryDeps,
  permits: SendPermits,
  head: Broadcast,
  index: number,
  job: JobInHand,
): Promise<void> {
  const { tenantId } = head;
  const { held } = job;
  const pack = await deps.broadcasts.readPack(tenantId, head.id, index);
  if (pack === undefined) return;
  const also = pendingOf(head, index);
  const people = pack.userIds
    .filter((_, n) => pack.outcomes[n] !== 'sent' && pack.outcomes[n] !== 'skipped')
    .map((userId): InHand => ({ key: { tenantId, userId }, again: false, also, dueAt: also.from }));
  const told = noteTellings(deps, head, job);
  const looks = new Map<InHand, Look>();
  await deps.meter.pack(people.length, async () => {
    await atOnce(people, AT_ONCE, async (who) => {
      if (!held.mayBegin()) return;
      try {
        looks.set(who, await lookAtPerson(deps, who));
      } catch (error) {
        told.failed(who, error);
      }
    });
    const hints = await writeHints(deps, [...looks.values()]);
    await atOnce(people, AT_ONCE, async (who) => {
      const look = looks.get(who);
      if (look === undefined || !held.mayBegin()) return;
      try {
        const first = await carryOut(deps, permits, who, look, hints);
        told.note(who, first === 'look-again' ? await deliverToPerson(deps, permits, who) : first);
      } catch (error) {
        told.failed(who, error);
      }
    });
  });
  await told.write(index);
}

/** Keeps what came of each person of a pack, so that it is written once. */
function noteTellings(
  deps: DeliveryDeps,
  { tenantId, id, contentRevision }: Broadcast,
  { comeBackAtMs, comings }: JobInHand,
): {
  note(who: InHand, done: Delivered): void;
  failed(who: InHand, error: unknown): void;
  write(pack: number): Promise<void>;
} {
  const outcomes = new Map<string, RecipientOutcome>();
  const ofOthers = createLateTellings(tenantId);
  const revisions = [contentRevision];
  return {
    note({ key: { userId } }, done) {
      if (done.outcome === 'in-flight') {
        comeBackAtMs.push(done.untilMs);
        return;
      }
      const outcome = outcomeOf(done, id);
      if (outcome !== 'sent' && done.outcome === 'nothing' && done.withheld) {
        comeBackAtMs.push(deps.clock.realMs() + WITHHELD_MS);
        return;
      }
      outcomes.set(userId, outcome);
      if (done.outcome === 'given-up') return;
      // A worker that died may have told them before, in older words.
      if (done.person !== undefined) revisions.push(...revisionsShown(done.person, id));
      if (done.outcome !== 'sent') return;
      // Other news that waited may have gone out on the same card.
      const others = done.told.filter((other) => other.id !== id);
      ofOthers.add(userId, others);
    },
    failed({ key }, error) {
      deps.log.error('broadcast.person-failed', error);
      outcomes.set(key.userId, 'failed');
      if (comings < MOST_COMINGS) comeBackAtMs.push(deps.clock.realMs() + PACK_VISIBILITY_MS);
    },
    async write(pack) {
      await ofOthers.tell(deps);
      if (outcomes.size === 0) return;
      await deps.broadcasts.setOutcomes(tenantId, id, pack, outcomes);
      await correctIfOutdated(deps, { tenantId, id, pack, revision: Math.min(...revisions) });
    },
  };
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

/** In which revisions of its words this person was told something. */
function revisionsShown({ deliveries }: Person, id: string): readonly number[] {
  return deliveries.flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === 'pending' && item.id === id ? [item.revision] : [])),
  );
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
