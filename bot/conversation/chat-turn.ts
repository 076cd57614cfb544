import type { Person } from '../../shared/domain/person.ts';
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

/** What every card needs of a turn. */
export function readerOf({ origin, appId }: ChatTurn): {
  readonly language: string;
  readonly appId: string;
} {
  return { language: origin.language, appId };
}

/** Whether this person agreed to taking part and is not being erased. */
export function hasAgreed(person: Person): boolean {
  return person.profile.consent.state === 'given' && person.profile.life === 'living';
}
