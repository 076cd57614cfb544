import type { Person } from '../../shared/domain/person.ts';
import { translatorFor } from '../../shared/i18n/translator.ts';
import type { CardReader } from '../cards/card-parts.ts';
import type { ChatOrigin } from '../ports.ts';
import type { ChatCommands } from './chat-commands.ts';

/** One thing that a person said or tapped, with all that is needed to answer it. */
export interface ChatTurn {
  readonly commands: ChatCommands;
  /** The id in the app's manifest. */
  readonly appId: string;
  readonly origin: ChatOrigin;
  /** As they are when the turn begins. */
  readonly person: Person;
}

/** A tap on a card. */
export interface TapTurn extends ChatTurn {
  /** The activity id of the card, where Teams gave it. */
  readonly activityId: string | undefined;
}

/** What every card needs of a turn. */
export function readerOf({ origin, appId }: ChatTurn): {
  readonly language: string;
  readonly appId: string;
} {
  return { language: origin.language, appId };
}

/** The same, for cards that are put together of parts. */
export function cardReaderOf({ origin, appId }: ChatTurn): CardReader {
  return { translator: translatorFor(origin.language), appId };
}

/** Whether this person agreed to taking part and is not being erased. */
export function hasAgreed(person: Person): boolean {
  return person.profile.consent.state === 'given' && person.profile.life === 'living';
}
