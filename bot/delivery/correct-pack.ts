import { commitChange, momentOfChange } from '../../shared/commands/change-person.ts';
import type { Broadcast } from '../../shared/domain/broadcast.ts';
import type { Delivery, DeliveryItem } from '../../shared/domain/delivery.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { Person, PersonKey } from '../../shared/domain/person.ts';
import { waitingQuestions } from '../../shared/domain/questions.ts';
import type { LoadedPerson } from '../../shared/store/person-mapping.ts';
import { atOnce } from '../../shared/commands/at-once.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { type JobInHand, MOST_COMINGS, PACK_VISIBILITY_MS } from './hold-message.ts';
import { messageFor } from './message-for.ts';
import { PersonContended } from './person-contended.ts';
import { sendWithin, waitForPermits } from './send-within.ts';
import type { SendPermits } from './send-permits.ts';

const AT_ONCE = 8;
const MOST_TRIES = 8;

/** How long bringing one card up to date may take, all attempts together. */
const UPDATE_WITHIN_MS = 50_000;

/** What came of one card. `again`: Teams or storage did not answer as hoped; the next try may succeed. */
type Corrected = 'corrected' | 'none-to-correct' | 'again';

/**
 * Brings the sent cards of one pack up to date with a correction: those of leavers too, since they got it. Whoever
 * erased themselves, or got it so long ago that it is past, is left out. Safe to repeat: what shows the correction
 * already is skipped, and what failed is tried when the job comes back.
 */
export async function correctPack(
  deps: DeliveryDeps,
  permits: SendPermits,
  head: Broadcast,
  index: number,
  { held, comeBackAtMs, comings }: JobInHand,
): Promise<void> {
  const { tenantId, id, contentRevision } = head;
  const pack = await deps.broadcasts.readPack(tenantId, id, index);
  if (pack === undefined) return;
  // Somebody told late may still stand there as waiting, or as failed: their own rows decide.
  const maybeTold = pack.userIds.filter(
    (_, n) => pack.outcomes[n] !== 'none' && pack.outcomes[n] !== 'skipped',
  );
  const counts = { corrected: 0, 'none-to-correct': 0, again: 0 };
  await atOnce(maybeTold, AT_ONCE, async (userId) => {
    if (!held.mayBegin()) return;
    try {
      counts[await correctCard(deps, permits, head, { tenantId, userId })] += 1;
    } catch (error) {
      deps.log.error('broadcast.correction-failed', error);
      counts.again += 1;
    }
  });
  if (counts.again > 0 && comings < MOST_COMINGS) {
    comeBackAtMs.push(deps.clock.realMs() + PACK_VISIBILITY_MS);
  }
  // What was left undone is done when the job comes back.
  if (held.mayBegin()) {
    await deps.broadcasts.setCorrected(tenantId, id, index, contentRevision, counts.corrected);
  }
}

/** Brings one person's card up to date. */
async function correctCard(
  deps: DeliveryDeps,
  permits: SendPermits,
  head: Broadcast,
  key: PersonKey,
): Promise<Corrected> {
  const loaded = await deps.people.load(key);
  const sent = loaded === undefined ? undefined : findSent(loaded.person, head.id);
  if (loaded === undefined || sent === undefined) return 'none-to-correct';
  if (loaded.person.profile.life === 'erasing') return 'none-to-correct';
  if (revisionIn(sent, head.id) >= head.contentRevision) return 'corrected';
  const { person } = loaded;
  const { conversation } = person;
  if (conversation?.state !== 'reachable' || conversation.conversationId === undefined) {
    return 'none-to-correct';
  }
  const { conversationId } = conversation;
  const items = sent.items.filter((item) => isStillShown(person, item, deps.clock.now()));
  const contents = await contentsOf(deps, key.tenantId, items);
  contents.set(head.id, head.content);
  const message = messageFor(person, { items, opening: sent.opening }, contents, deps.appId);
  await waitForPermits(deps, permits, { person: key, conversationId });
  const untilMs = deps.clock.realMs() + UPDATE_WITHIN_MS;
  const { signal, cancel } = deps.timers.after(UPDATE_WITHIN_MS);
  const { activityId } = sent.progress;
  try {
    const { outcome } = await sendWithin(
      deps,
      permits,
      person,
      (target, ending) =>
        deps.sender.update({ ...target, conversationId }, activityId, message, ending),
      { signal, untilMs, isWanted: async () => true },
    );
    if (!outcome.ok) {
      const { reason, status } = outcome;
      deps.log.warn('broadcast.correction-postponed', { reason, status });
      return reason === 'throttled' || reason === 'try-again' ? 'again' : 'none-to-correct';
    }
  } finally {
    cancel();
  }
  await remember(deps, loaded, sent, head);
  return 'corrected';
}

type SentDelivery = Delivery & { readonly progress: { readonly state: 'sent' } };

function findSent(person: Person, id: string): SentDelivery | undefined {
  return person.deliveries
    .filter((delivery): delivery is SentDelivery => delivery.progress.state === 'sent')
    .find(({ items }) => items.some((item) => item.kind === 'pending' && item.id === id));
}

function revisionIn({ items }: Delivery, id: string): number {
  const item = items.find((candidate) => candidate.kind === 'pending' && candidate.id === id);
  return item?.kind === 'pending' ? item.revision : 0;
}

/** A question that was answered meanwhile is not asked again by a correction. */
function isStillShown(person: Person, item: DeliveryItem, now: string): boolean {
  switch (item.kind) {
    case 'question':
      return waitingQuestions(person, now).some(
        ({ pledgeId, date }) => pledgeId === item.pledgeId && date === item.date,
      );
    case 'ending':
      return person.pledges.some(
        ({ id, endsOn }) => id === item.pledgeId && endsOn === item.endsOn,
      );
    case 'pending':
    case 'last-card':
      return true;
  }
}

async function contentsOf(
  deps: DeliveryDeps,
  tenantId: string,
  items: readonly DeliveryItem[],
): Promise<Map<string, MessageContent>> {
  const contents = new Map<string, MessageContent>();
  for (const item of items) {
    if (item.kind !== 'pending') continue;
    const known = await deps.contents.get(tenantId, item.id);
    if (known !== undefined) contents.set(item.id, known.content);
  }
  return contents;
}

/** Writes which revision the card shows now. */
async function remember(
  deps: DeliveryDeps,
  first: LoadedPerson,
  sent: SentDelivery,
  { id, contentRevision }: Broadcast,
): Promise<void> {
  let loaded: LoadedPerson | undefined = first;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (loaded === undefined) return;
    const { person } = loaded;
    const deliveries = person.deliveries.map((delivery) =>
      delivery.progress.state === 'sent' &&
      delivery.progress.activityId === sent.progress.activityId
        ? { ...delivery, items: delivery.items.map(withRevision) }
        : delivery,
    );
    const at = momentOfChange(deps, person);
    const change = { person: { ...person, deliveries }, past: [] };
    if ((await commitChange(deps, loaded, change, at)) !== undefined) return;
    loaded = await deps.people.load(first.person.key);
  }
  throw new PersonContended('A correction could not be written.');

  function withRevision(item: DeliveryItem): DeliveryItem {
    return item.kind === 'pending' && item.id === id
      ? { ...item, revision: contentRevision }
      : item;
  }
}
