import type { Answer, Question } from '../../shared/domain/check-in.ts';
import type { CheckInRefusal } from '../../shared/domain/check-in-decisions.ts';
import type { SettingsRefusal } from '../../shared/domain/consent-decisions.ts';
import type { EndingChoice, EndingRefusal } from '../../shared/domain/ending-decision.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { Person, PersonKey } from '../../shared/domain/person.ts';
import type { Result } from '../../shared/domain/result.ts';
import type { LearningRefusal } from '../../shared/domain/learning-decisions.ts';
import type { LessonFacts, LessonMark } from '../../shared/domain/lesson.ts';
import type { Messages } from '../../shared/domain/settings.ts';
import type { Instant, LocalDate } from '../../shared/domain/time.ts';
import type { ChatOrigin } from '../ports.ts';

/** Which lesson is meant. */
export interface AboutLesson {
  readonly lessonId: string;
  /** Absent for a built-in one. */
  readonly ergId?: string;
}

/** A lesson as far as the chat knows it. */
export type LessonInChat = LessonFacts & { readonly title: string };

/** What the conversation needs of the rest of Alongside. */
export interface ChatCommands {
  /** Whether this person may come in; not while their organisation tries Alongside with others. Stores nothing. */
  mayComeIn(key: PersonKey): Promise<boolean>;
  /**
   * Keeps where this person can be written to, and gives the person as they are then. Cheap where nothing
   * changed. `greet` is true once only, ever, and never for a silent installation. `installed`: the person did
   * nothing themselves.
   */
  learnConversation(
    origin: ChatOrigin,
    how?: { readonly installed: boolean },
  ): Promise<{ readonly person: Person; readonly greet: boolean }>;
  /** The app was removed: this person cannot be written to any more. */
  forgetConversation(origin: ChatOrigin): Promise<void>;
  /** *No thanks*, for good. Again is the same. */
  declineGreeting(key: PersonKey): Promise<void>;
  /** The person as stored now. */
  readPerson(key: PersonKey): Promise<Person | undefined>;
  /** Takes an answer from a card; with `change`, the answer given before is replaced. */
  answer(
    key: PersonKey,
    given: { readonly question: Question; readonly answer: Answer; readonly change: boolean },
  ): Promise<Result<Person, CheckInRefusal>>;
  /** Does what was chosen for a pledge whose period is over. */
  answerEnding(
    key: PersonKey,
    given: { readonly pledgeId: string; readonly endsOn: LocalDate; readonly choice: EndingChoice },
  ): Promise<Result<Person, EndingRefusal>>;
  /** The words of what was told to this person, by id; those that are not for them are left out. */
  readContents(
    person: Person,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, MessageContent>>;
  /** The lessons that there are for this person, with their titles in this language. */
  readLessons(person: Person, language: string): Promise<readonly LessonInChat[]>;
  /** One lesson with its title in this language, whoever it is for; undefined where it stands no more. */
  findLesson(
    key: PersonKey,
    language: string,
    about: AboutLesson,
  ): Promise<LessonInChat | undefined>;
  /** Marks a lesson from a card; `seen` is the revision of what they did with lessons, where the card is known to be new. */
  markLesson(
    key: PersonKey,
    language: string,
    about: AboutLesson,
    ask: { readonly mark: LessonMark; readonly seen: number | undefined },
  ): Promise<Result<Person, LearningRefusal | 'not-found'>>;
  /** Messages on, paused or stopped; all other settings stay. */
  changeMessages(key: PersonKey, messages: Messages): Promise<Result<Person, SettingsRefusal>>;
  /** Product time. */
  now(): Instant;
}
