import { unchanged } from '../domain/decision.ts';
import { nearestLanguage } from '../domain/languages.ts';
import type { Conversation, Person } from '../domain/person.ts';
import { accepted, type Result } from '../domain/result.ts';
import { type Asker, changePerson } from './change-person.ts';
import type { CommandDeps } from './deps.ts';

/** Where the bot reaches a person, as an authenticated activity says. */
export interface LearntChat {
  readonly conversationId: string;
  readonly serviceUrl: string;
}

/**
 * Learns a conversation, that it moved, or that the person reads in another language now: one read where nothing is new. `greet` is true once ever, for the
 * call that learnt of this person first; never where the greeting is withheld, as in a silent installation.
 */
export async function learnConversation(
  deps: CommandDeps,
  asker: Asker,
  chat: LearntChat,
  greeting: 'give' | 'withhold' = 'give',
): Promise<Result<{ readonly person: Person; readonly greet: boolean }, 'busy'>> {
  let greet = false;
  const learnt = await changePerson<never>(deps, asker, (person, at) => {
    greet = greeting === 'give' && person.profile.greeting.state === 'none';
    const isSilent = asker.acts !== false && person.profile.messagesSinceAct > 0;
    if (
      !greet &&
      !isSilent &&
      isKnown(person.conversation, chat) &&
      !readsOtherwise(asker, person)
    ) {
      return accepted(unchanged(person));
    }
    return accepted({
      person: {
        ...person,
        ...(isKnown(person.conversation, chat)
          ? {}
          : { conversation: { state: 'reachable', ...chat, learntAt: at.now } }),
        profile: greet
          ? { ...person.profile, greeting: { state: 'sent', at: at.now } }
          : person.profile,
      },
      past: [],
    });
  });
  return learnt.ok ? accepted({ person: learnt.value, greet }) : learnt;
}

/**
 * Whether somebody who does something has texts in another language than the one that is remembered: what comes by itself
 * would be in the old one. Another region alone is remembered with whatever changes next.
 */
function readsOtherwise({ language, acts }: Asker, { profile }: Person): boolean {
  return (
    acts !== false &&
    language !== undefined &&
    nearestLanguage(language) !== nearestLanguage(profile.language)
  );
}

function isKnown(known: Conversation | undefined, chat: LearntChat): boolean {
  return (
    known?.state === 'reachable' &&
    known.conversationId === chat.conversationId &&
    known.serviceUrl === chat.serviceUrl
  );
}

/** The app was removed: nothing is sent until it is installed again. */
export function forgetConversation(
  deps: CommandDeps,
  asker: Asker,
): Promise<Result<Person, 'busy'>> {
  return changePerson<never>(deps, asker, (person, at) => {
    if (person.profile.revision === 0 || person.conversation?.state === 'uninstalled') {
      return accepted(unchanged(person));
    }
    return accepted({
      person: { ...person, conversation: { state: 'uninstalled', at: at.now } },
      past: [],
    });
  });
}

/** *No thanks*, for good. */
export function declineGreeting(deps: CommandDeps, asker: Asker): Promise<Result<Person, 'busy'>> {
  return changePerson<never>(deps, asker, (person, at) => {
    if (person.profile.greeting.state === 'declined') return accepted(unchanged(person));
    return accepted({
      person: {
        ...person,
        profile: { ...person.profile, greeting: { state: 'declined', at: at.now } },
      },
      past: [],
    });
  });
}
