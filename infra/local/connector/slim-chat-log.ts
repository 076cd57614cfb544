import type { Activity } from './activity.ts';
import { ADAPTIVE_CARD } from './adaptive-card.ts';
import type { ChatEntry, ChatLog } from './chat-log.ts';

/** What is kept of one thing that happened in a chat. */
export interface SlimEntry extends Pick<ChatEntry, 'order' | 'at' | 'personId' | 'kind'> {
  readonly activityId: string | undefined;
  readonly summary: string | undefined;
  /** The whole activity, as JSON in UTF-8. */
  readonly sizeBytes: number;
  /** What the first button that the bot answers carries: by it the message is known, pledge and date say. */
  readonly buttonData: unknown;
}

/** A chat log that keeps no cards. What it gives back as activities are their ids and summaries alone. */
export interface SlimChatLog extends ChatLog {
  /** Everything of everybody, in order. */
  entries(): readonly SlimEntry[];
}

/** A chat log in memory for a hundred thousand people, who would not fit in it with every card whole. */
export function openSlimChatLog(options: {
  /** Product time. */
  readonly now: () => string;
}): SlimChatLog {
  const entries: SlimEntry[] = [];
  const byPerson = new Map<string, SlimEntry[]>();
  const installed = new Map<string, 'installed' | 'removed'>();
  const listeners = new Set<(entry: ChatEntry) => void>();

  return {
    add({ personId, kind, activity }) {
      const entry: SlimEntry = {
        order: entries.length + 1,
        at: options.now(),
        personId,
        kind,
        activityId: activity.id,
        summary: activity.summary ?? undefined,
        sizeBytes: Buffer.byteLength(JSON.stringify(activity)),
        buttonData: firstButtonData(activity),
      };
      entries.push(entry);
      const ofPerson = byPerson.get(personId);
      if (ofPerson === undefined) byPerson.set(personId, [entry]);
      else ofPerson.push(entry);
      if (kind === 'installed' || kind === 'removed') installed.set(personId, kind);
      const whole: ChatEntry = { order: entry.order, at: entry.at, personId, kind, activity };
      for (const listener of listeners) listener(whole);
      return whole;
    },
    of: (personId, afterOrder = 0) =>
      (byPerson.get(personId) ?? []).filter(({ order }) => order > afterOrder).map(asChatEntry),
    installations: () => installed,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {},
    entries: () => entries,
  };
}

function asChatEntry({ order, at, personId, kind, activityId, summary }: SlimEntry): ChatEntry {
  const activity: Activity = {
    type: 'message',
    ...(activityId === undefined ? {} : { id: activityId }),
    ...(summary === undefined ? {} : { summary }),
  };
  return { order, at, personId, kind, activity };
}

function firstButtonData(activity: Activity): unknown {
  const card = activity.attachments?.find(({ contentType }) => contentType === ADAPTIVE_CARD);
  return findButton(card?.content)?.['data'];
}

/** The first Action.Execute, wherever in the card it stands. */
function findButton(node: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const fields = node as Readonly<Record<string, unknown>>;
  if (fields['type'] === 'Action.Execute') return fields;
  for (const value of Object.values(fields)) {
    const found = findButton(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
