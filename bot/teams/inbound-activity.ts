import { z } from 'zod';
import { canonicalTag, FALLBACK_LANGUAGE, heardTag } from '../../shared/domain/languages.ts';
import type { CardAction, ChatOrigin } from '../ports.ts';

/** Ids become table keys, where some characters are not allowed; Entra's are GUIDs. */
const entraId = /^[A-Za-z0-9-]{1,64}$/;

const text = z.string().nullish();
const account = z.object({ id: z.string().min(1), name: text, aadObjectId: text });

const envelope = z.object({
  type: z.string().min(1),
  id: z.string().optional(),
  name: text,
  channelId: z.string().min(1),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  conversation: z.object({ id: z.string().min(1), conversationType: text, tenantId: text }),
  recipient: account,
  from: account.partial().nullish(),
  replyToId: text,
  action: text,
  locale: text,
  text,
  value: z.unknown().optional(),
  membersAdded: z.array(z.object({ id: z.string() })).nullish(),
  entities: z.array(z.unknown()).nullish(),
  channelData: z.object({ tenant: z.object({ id: text }).nullish() }).nullish(),
});

/**
 * An activity (Bot Framework activity schema, plain JSON) with the fields that Alongside reads and
 * no others, so that the SDK, too, only sees what was checked.
 */
export type Envelope = z.infer<typeof envelope>;

/** Something that Alongside reacts to. */
export type ChatEvent =
  | { readonly kind: 'install' }
  | { readonly kind: 'uninstall' }
  | { readonly kind: 'message'; readonly text: string }
  /** Action.Submit: arrives as a message, answered by a message. */
  | { readonly kind: 'submit'; readonly action: CardAction }
  /** Action.Execute: an invoke, answered in its response. */
  | { readonly kind: 'execute'; readonly action: CardAction }
  | { readonly kind: 'unreadable-execute' };

/** What an activity means to Alongside. */
export type Inbound =
  | { readonly kind: 'event'; readonly origin: ChatOrigin; readonly event: ChatEvent }
  /** Not a personal chat of Teams, or nothing that Alongside reacts to. */
  | { readonly kind: 'ignored' }
  /** Would be reacted to, but does not say who it is from. */
  | { readonly kind: 'nobody'; readonly missing: string };

/** The activity in a request's body, or undefined where it is none. */
export function parseEnvelope(body: unknown): Envelope | undefined {
  return envelope.safeParse(body).data;
}

/** What an authenticated activity means. Only personal chats in Teams mean anything. */
export function readInbound(
  activity: Envelope,
  spoken: { readonly pseudoLanguages: boolean },
): Inbound {
  if (activity.channelId !== 'msteams') return { kind: 'ignored' };
  if (activity.conversation.conversationType !== 'personal') return { kind: 'ignored' };
  const event = readEvent(activity);
  if (event === undefined) return { kind: 'ignored' };

  const tenantId = activity.conversation.tenantId ?? activity.channelData?.tenant?.id;
  const userId = activity.from?.aadObjectId;
  // The SDK's dispatcher throws without it.
  if (!activity.from?.id) return { kind: 'nobody', missing: 'from.id' };
  if (!userId || !entraId.test(userId)) return { kind: 'nobody', missing: 'from.aadObjectId' };
  if (!tenantId || !entraId.test(tenantId)) {
    return { kind: 'nobody', missing: 'conversation.tenantId' };
  }
  return {
    kind: 'event',
    event,
    origin: {
      person: { tenantId, userId },
      name: activity.from.name || undefined,
      conversationId: activity.conversation.id,
      serviceUrl: activity.serviceUrl,
      language: heardTag(readLanguage(activity), spoken),
    },
  };
}

function readEvent(activity: Envelope): ChatEvent | undefined {
  switch (activity.type) {
    case 'installationUpdate':
      // An upgrade sends `remove-upgrade` and `add-upgrade`; the first is not a goodbye.
      if (activity.action === 'add' || activity.action === 'add-upgrade') {
        return { kind: 'install' };
      }
      return activity.action === 'remove' ? { kind: 'uninstall' } : undefined;
    case 'conversationUpdate': {
      // Comes beside the installationUpdate, or alone: who greets must expect both.
      const botJoined = activity.membersAdded?.some(({ id }) => id === activity.recipient.id);
      return botJoined ? { kind: 'install' } : undefined;
    }
    case 'message': {
      const action = readSubmit(activity);
      return action
        ? { kind: 'submit', action }
        : { kind: 'message', text: (activity.text ?? '').trim() };
    }
    case 'invoke':
      if (activity.name !== 'adaptiveCard/action') return undefined;
      return readExecute(activity);
    default:
      return undefined;
  }
}

const submit = z.looseObject({ verb: z.string().min(1) });

function readSubmit(activity: Envelope): CardAction | undefined {
  const value = submit.safeParse(activity.value).data;
  if (value === undefined) return undefined;
  // `msteams` is what Teams itself wants to know of the button.
  const { verb, msteams: _, ...data } = value;
  return { verb, data, activityId: activity.replyToId ?? undefined };
}

const execute = z.object({
  action: z.object({ verb: z.string().min(1), data: z.unknown().optional() }),
});

function readExecute(activity: Envelope): ChatEvent {
  const value = execute.safeParse(activity.value).data;
  if (value === undefined) return { kind: 'unreadable-execute' };
  const { verb, data } = value.action;
  return {
    kind: 'execute',
    action: { verb, data, activityId: activity.replyToId ?? undefined },
  };
}

const clientInfo = z.object({ type: z.literal('clientInfo'), locale: z.string() });

function readLanguage(activity: Envelope): string {
  const infos = activity.entities?.map((entity) => clientInfo.safeParse(entity).data?.locale) ?? [];
  for (const tag of [activity.locale, ...infos]) {
    const canonical = tag ? canonicalTag(tag) : undefined;
    if (canonical !== undefined) return canonical;
  }
  return FALLBACK_LANGUAGE;
}
