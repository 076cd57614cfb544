import { commitChange, momentOfChange } from '../../shared/commands/change-person.ts';
import type { Delivery, DeliveryItem } from '../../shared/domain/delivery.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { Person, PersonKey } from '../../shared/domain/person.ts';
import { waitingQuestions } from '../../shared/domain/questions.ts';
import type { LoadedPerson } from '../../shared/store/person-mapping.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { messageFor } from './message-for.ts';
import { PersonContended } from './person-contended.ts';
import { sendWithin, waitForPermits } from './send-within.ts';
import type { SendPermits } from './send-permits.ts';

const MOST_TRIES = 8;

/** How long bringing one card up to date may take, all attempts together. */
const UPDATE_WITHIN_MS = 50_000;

/** The words that a card is to show of one thing. */
export interface NewWords {
  readonly id: string;
  readonly content: MessageContent;
  /** A card that shows this revision or a later one is left as it is. */
  readonly revision: number;
}

/** What came of one card. `again`: Teams or storage did not answer as hoped; the next try may succeed. */
export type Updated = 'updated' | 'none-to-update' | 'again';

/**
 * Brings the card that told somebody of one thing up to date with new words; all else on it stays, but for what was
 * answered meanwhile. Whoever got none, erased themselves, or got it so long ago that it is past, is left out. Throws
 * `PersonContended` where the ledger cannot be written.
 */
export async function updateCard(
  deps: DeliveryDeps,
  permits: SendPermits,
  key: PersonKey,
  words: NewWords,
): Promise<Updated> {
  const loaded = await deps.people.load(key);
  const sent = loaded === undefined ? undefined : findSent(loaded.person, words.id);
  if (loaded === undefined || sent === undefined) return 'none-to-update';
  if (loaded.person.profile.life === 'erasing') return 'none-to-update';
  if (revisionIn(sent, words.id) >= words.revision) return 'updated';
  const { person } = loaded;
  const { conversation } = person;
  if (conversation?.state !== 'reachable' || conversation.conversationId === undefined) {
    return 'none-to-update';
  }
  const { conversationId } = conversation;
  const items = sent.items.filter((item) => isStillShown(person, item, deps.clock.now()));
  const contents = await contentsOf(deps, key.tenantId, items);
  contents.set(words.id, words.content);
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
      deps.log.warn('card.update-postponed', { reason, status });
      return reason === 'throttled' || reason === 'try-again' ? 'again' : 'none-to-update';
    }
  } finally {
    cancel();
  }
  await remember(deps, loaded, sent, words);
  return 'updated';
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

/** A question that was answered meanwhile is not asked again by an update. */
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
  { id, revision }: NewWords,
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
  throw new PersonContended('What a card shows could not be written.');

  function withRevision(item: DeliveryItem): DeliveryItem {
    return item.kind === 'pending' && item.id === id ? { ...item, revision } : item;
  }
}
