import type { DeliveryItem } from '../../shared/domain/delivery.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { Person } from '../../shared/domain/person.ts';
import { parsePendingId } from '../../shared/domain/pending-ids.ts';
import type { LocalDate } from '../../shared/domain/time.ts';
import { firstAskPart, isAsk } from './ask-part.ts';
import type { CardPart } from './card-part.ts';
import type { CardReader } from './card-parts.ts';
import { eventPart } from './event-part.ts';
import { invitationPart } from './invitation-part.ts';
import { lastCardPart } from './last-card-part.ts';
import { lessonPart } from './lesson-part.ts';
import { membershipPart } from './membership-part.ts';
import { momentPart } from './moment-part.ts';
import { newsPart } from './news-part.ts';
import { requestsPart } from './requests-part.ts';

/**
 * What a message tells and asks, as parts of a card, in the order of its items. Of questions and endings one stands
 * there, with how many follow: they come in its place one after the other. Things without words, or about pledges
 * that are gone, are left out. The thing with the id `opened` shows its words: the person asked for them.
 */
export function partsOf(
  reader: CardReader,
  person: Person,
  items: readonly DeliveryItem[],
  contents: ReadonlyMap<string, MessageContent>,
  opened?: string,
): readonly CardPart[] {
  const firstAsk = items.find(isAsk);
  return items.flatMap((item): readonly CardPart[] => {
    switch (item.kind) {
      case 'question':
      case 'ending': {
        if (item !== firstAsk) return [];
        const part = firstAskPart(reader, person, items.filter(isAsk));
        return part === undefined ? [] : [part];
      }
      case 'last-card':
        return [lastCardPart(reader)];
      case 'pending': {
        const content = contents.get(item.id);
        if (content === undefined) return [];
        const { settings } = person.profile;
        const asked = item.id === opened ? { ...settings, showWords: true } : settings;
        return [
          contentPart(
            reader,
            { ...person, profile: { ...person.profile, settings: asked } },
            item.id,
            content,
          ),
        ];
      }
    }
  });
}

/** A thing with words of its own, as these settings let it be seen. */
function contentPart(
  reader: CardReader,
  person: Person,
  id: string,
  content: MessageContent,
): CardPart {
  const { settings } = person.profile;
  switch (content.kind) {
    case 'moment':
      return momentPart(reader, content);
    case 'announcement':
      return newsPart(reader, { id, content }, settings);
    case 'event-reminder':
    case 'event-change':
      return eventPart(reader, { id, content }, settings);
    case 'lesson':
      return lessonPart(reader, person, { content, toldOn: toldOn(id) });
    case 'membership-news':
      return membershipPart(reader, { id, content }, settings);
    case 'invitation':
      return invitationPart(reader, { id, content }, settings);
    case 'requests-waiting':
      return requestsPart(reader, content, settings);
  }
}

/** The local date on which a lesson was told, as its id says. */
function toldOn(id: string): LocalDate | undefined {
  const identity = parsePendingId(id);
  return identity.kind === 'lesson' ? identity.date : undefined;
}
