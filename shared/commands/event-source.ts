import { type EventWords, startOf } from '../domain/erg-content.ts';
import type { ContentOf } from '../domain/message-content.ts';
import type { EventSource } from './content-source.ts';
import type { CommandDeps } from './deps.ts';

/** Where reminders find their events: those that are published, of ERGs that are not put away. */
export function createEventSource({
  ergContent,
  publishedErgs,
}: Pick<CommandDeps, 'ergContent' | 'publishedErgs'>): EventSource {
  return {
    async read(tenantId, ergId, eventId) {
      const [event, lines] = await Promise.all([
        ergContent.readEvent(tenantId, ergId, eventId),
        publishedErgs.get(tenantId),
      ]);
      const isPutAway = lines.some(({ id, state }) => id === ergId && state === 'archived');
      if (event?.state !== 'published' || isPutAway) return undefined;
      const content = { kind: 'event-reminder', ...asTold(event.words) } as const;
      return { content, timeRevision: event.timeRevision };
    },
  };
}

/** An event as it is told on cards. */
export function asTold(words: EventWords): Omit<ContentOf<'event-reminder'>, 'kind'> {
  const { title, zone, place, joinUrl, access } = words;
  return {
    title,
    startsAt: startOf(words),
    zone,
    ...(place === undefined ? {} : { place }),
    ...(joinUrl === undefined ? {} : { joinUrl }),
    ...(access === '' ? {} : { access }),
  };
}
