import type {
  AboutLesson,
  ChatCommands,
  LessonInChat,
} from '../../../bot/conversation/chat-commands.ts';
import type { ChatOrigin } from '../../../bot/ports.ts';
import { findLesson, lessonsIn } from '../../../shared/catalogue/lesson.ts';
import { answerQuestion, changeAnswer } from '../../../shared/domain/check-in-decisions.ts';
import { changeSettings } from '../../../shared/domain/consent-decisions.ts';
import { answerEnding } from '../../../shared/domain/ending-decision.ts';
import { markLesson } from '../../../shared/domain/learning-decisions.ts';
import type { MessageContent } from '../../../shared/domain/message-content.ts';
import type { Person, PersonKey } from '../../../shared/domain/person.ts';
import { accepted, refused } from '../../../shared/domain/result.ts';
import { NOW, stranger } from '../cards/people.ts';

/** Chat commands over people in memory, with the domain's own decisions. */
export class InMemoryChatCommands implements ChatCommands {
  readonly people = new Map<string, Person>();
  /** Where each person was last written from. */
  readonly origins = new Map<string, ChatOrigin>();
  /** What everybody here may read. */
  readonly contents = new Map<string, MessageContent>();
  /** What ERGs have published. */
  readonly groupLessons: LessonInChat[] = [];
  clock = NOW;
  /** Makes the next change lose against one from elsewhere. */
  beaten = false;
  /** Whether this organisation tries Alongside with others first. */
  isPilotOfOthers = false;
  #revision = 100;

  constructor(...people: readonly Person[]) {
    for (const person of people) this.put(person);
  }

  put(person: Person): void {
    this.people.set(idOf(person.key), person);
  }

  get(key: PersonKey): Person {
    const person = this.people.get(idOf(key));
    if (person === undefined) throw new Error(`Nobody is ${idOf(key)}`);
    return person;
  }

  now(): string {
    return this.clock;
  }

  async mayComeIn(): Promise<boolean> {
    return !this.isPilotOfOthers;
  }

  async learnConversation(origin: ChatOrigin) {
    this.origins.set(idOf(origin.person), origin);
    const before = this.people.get(idOf(origin.person)) ?? { ...stranger(), key: origin.person };
    const greet = before.profile.greeting.state === 'none';
    const person: Person = greet ? withGreeting(before, 'sent', this.clock) : before;
    this.put(person);
    return { person, greet };
  }

  async forgetConversation(origin: ChatOrigin): Promise<void> {
    this.origins.delete(idOf(origin.person));
  }

  async declineGreeting(key: PersonKey): Promise<void> {
    this.put(withGreeting(this.get(key), 'declined', this.clock));
  }

  async readPerson(key: PersonKey): Promise<Person | undefined> {
    return this.people.get(idOf(key));
  }

  async answer(key: PersonKey, given: Parameters<ChatCommands['answer']>[1]) {
    if (this.#loses()) return refused('changed-meanwhile');
    const { question, answer } = given;
    const decided = given.change
      ? changeAnswer(this.get(key), question, answer, this.#moment())
      : answerQuestion(
          this.get(key),
          { question, answer, via: 'chat', seen: undefined },
          this.#moment(),
        );
    if (!decided.ok) return decided;
    this.put(decided.value.person);
    return accepted(decided.value.person);
  }

  async answerEnding(key: PersonKey, given: Parameters<ChatCommands['answerEnding']>[1]) {
    if (this.#loses()) return refused('changed-meanwhile');
    const decided = answerEnding(this.get(key), given, this.#moment());
    if (!decided.ok) return decided;
    this.put(decided.value.person);
    return accepted(decided.value.person);
  }

  async readContents(_person: Person, ids: readonly string[]) {
    return new Map([...this.contents].filter(([id]) => ids.includes(id)));
  }

  async readLessons(_person: Person, language: string): Promise<readonly LessonInChat[]> {
    return [...lessonsIn(language), ...this.groupLessons];
  }

  async findLesson(_key: PersonKey, language: string, { lessonId, ergId }: AboutLesson) {
    return ergId === undefined
      ? findLesson(lessonId, language)
      : this.groupLessons.find((one) => one.id === lessonId && one.ergId === ergId);
  }

  async markLesson(
    key: PersonKey,
    language: string,
    about: AboutLesson,
    ask: Parameters<ChatCommands['markLesson']>[3],
  ) {
    if (this.#loses()) return refused('changed-meanwhile');
    const lesson = await this.findLesson(key, language, about);
    if (lesson === undefined) return refused('not-found');
    const decided = markLesson(this.get(key), lesson, ask, this.#moment());
    if (!decided.ok) return decided;
    this.put(decided.value.person);
    return accepted(decided.value.person);
  }

  async changeMessages(key: PersonKey, messages: Parameters<ChatCommands['changeMessages']>[1]) {
    if (this.#loses()) return refused('changed-meanwhile');
    const person = this.get(key);
    const { settings, settingsRevision } = person.profile;
    const wanted = { ...settings, messages };
    const decided = changeSettings(person, wanted, settingsRevision, this.#moment());
    if (!decided.ok) return decided;
    this.put(decided.value.person);
    return accepted(decided.value.person);
  }

  #moment() {
    this.#revision += 1;
    return { now: this.clock, revision: this.#revision };
  }

  #loses(): boolean {
    const { beaten } = this;
    this.beaten = false;
    return beaten;
  }
}

function idOf({ tenantId, userId }: PersonKey): string {
  return `${tenantId}_${userId}`;
}

function withGreeting(person: Person, state: 'sent' | 'declined', at: string): Person {
  return { ...person, profile: { ...person.profile, greeting: { state, at } } };
}
