import { answerCheckIn, changeAnswerFromCard } from '../shared/commands/answer-check-in.ts';
import { answerEnding } from '../shared/commands/answer-ending.ts';
import { changeMessages } from '../shared/commands/change-settings.ts';
import { contentsForPerson } from '../shared/commands/contents-for-person.ts';
import type { CommandDeps } from '../shared/commands/deps.ts';
import {
  declineGreeting,
  forgetConversation,
  learnConversation,
} from '../shared/commands/learn-conversation.ts';
import { findLessonFor, lessonsForPerson } from '../shared/commands/lessons-for-person.ts';
import { markLesson } from '../shared/commands/mark-lesson.ts';
import type { Result } from '../shared/domain/result.ts';
import type { ChatCommands } from './conversation/chat-commands.ts';
import type { ChatOrigin } from './ports.ts';

/** Too many changes at once for one person: what was said in the chat was not done. */
class ChatBusy extends Error {
  override readonly name = 'ChatBusy';
}

/** What the conversation needs, done by the commands that the tab's API uses too. */
export function createChatCommands(deps: CommandDeps): ChatCommands {
  return {
    async mayComeIn(key) {
      return (await deps.entrance.admit({ key })) === 'in';
    },
    async learnConversation(origin, { installed } = { installed: false }) {
      const { conversationId, serviceUrl } = origin;
      const chat = { conversationId, serviceUrl };
      if (!installed) return valueOf(await learnConversation(deps, askerOf(origin), chat));
      const { installation } = await deps.tenantRules.get(origin.person.tenantId);
      const asker = { ...askerOf(origin), acts: false };
      const greeting = installation === 'silent' ? 'withhold' : 'give';
      return valueOf(await learnConversation(deps, asker, chat, greeting));
    },
    async forgetConversation(origin) {
      // Whether the person removed the app or the organisation did is not said.
      valueOf(await forgetConversation(deps, { ...askerOf(origin), acts: false }));
    },
    async declineGreeting(key) {
      valueOf(await declineGreeting(deps, { key }));
    },
    async readPerson(key) {
      return (await deps.people.load(key))?.person;
    },
    async answer(key, { question, answer, change }) {
      return notBusy(
        change
          ? await changeAnswerFromCard(deps, { key }, { question, answer })
          : await answerCheckIn(deps, { key }, { question, answer, via: 'chat', seen: undefined }),
      );
    },
    async answerEnding(key, given) {
      return notBusy(await answerEnding(deps, { key }, given));
    },
    readContents: (person, ids) => contentsForPerson(deps, person, ids),
    readLessons: (person, language) => lessonsForPerson(deps, person, language),
    findLesson: ({ tenantId }, language, about) => findLessonFor(deps, tenantId, about, language),
    async markLesson(key, language, about, ask) {
      return notBusy(await markLesson(deps, { key, language }, about, ask));
    },
    async changeMessages(key, messages) {
      return notBusy(await changeMessages(deps, { key }, messages));
    },
    now: () => deps.clock.now(),
  };
}

function askerOf({ person, name, language }: ChatOrigin) {
  return { key: person, language, ...(name === undefined ? {} : { name }) };
}

function valueOf<Value>(result: Result<Value, 'busy'>): Value {
  if (!result.ok) throw new ChatBusy('A person changed under every try.');
  return result.value;
}

function notBusy<Value, Refusal extends string>(
  result: Result<Value, Refusal | 'busy'>,
): Result<Value, Exclude<Refusal, 'busy'>> {
  if (!result.ok && result.reason === 'busy') {
    throw new ChatBusy('A person changed under every try.');
  }
  return result as Result<Value, Exclude<Refusal, 'busy'>>;
}
