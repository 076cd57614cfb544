import type { LessonFacts } from './lesson.ts';
import type { LessonCause, MembershipNews } from './pending-ids.ts';
import type { PendingKind } from './pending.ts';
import type { Instant, LocalDate } from './time.ts';

/** How a lesson is taken in. */
export const LESSON_FORMATS = ['read', 'listen', 'watch', 'attend', 'practise'] as const;
export type LessonFormat = (typeof LESSON_FORMATS)[number];

/** What makes a lesson usable without hearing or seeing it. */
export const LESSON_AIDS = ['captions', 'transcript'] as const;
export type LessonAid = (typeof LESSON_AIDS)[number];

/** Something happened; guidance for everybody. Shown in full to everybody, never with who published it. */
export interface MomentContent {
  readonly kind: 'moment';
  readonly title: string;
  /** *If this touches you*, always first. */
  readonly ifThisTouchesYou: string;
  /** *If you want to support*. */
  readonly ifYouWantToSupport: string;
  /** An admin took it away: a card says so, and nothing of its words. */
  readonly withdrawn?: true;
}

/** News of an ERG: its words stand on a card only where the person switched words on, or asked to see them. */
export interface AnnouncementContent {
  readonly kind: 'announcement';
  readonly title: string;
  readonly text: string;
  /** An admin took it away: a card says so, and nothing of its words. */
  readonly withdrawn?: true;
}

/** An event that the person said yes to. Told like news: without its words unless they are asked for. */
export interface EventReminderContent {
  readonly kind: 'event-reminder';
  readonly title: string;
  readonly startsAt: Instant;
  /** The event's own zone. */
  readonly zone: string;
  readonly place?: string;
  readonly joinUrl?: string;
  /** How people with different needs get in, hear and see. */
  readonly access?: string;
}

/** An event that the person said yes to was moved or cancelled. */
export interface EventChangeContent extends Omit<EventReminderContent, 'kind'> {
  readonly kind: 'event-change';
  readonly change: 'moved' | 'cancelled';
}

/** One thing to learn, and why. A built-in lesson's title may stand on a card; an ERG's is told like news. */
export interface LessonContent {
  readonly kind: 'lesson';
  readonly lessonId: string;
  /** Absent for a built-in one. */
  readonly ergId?: string;
  readonly cause: LessonCause;
  readonly title: string;
  readonly minutes: number;
  readonly format: LessonFormat;
}

/** A lesson as a message or a card tells it. */
export function lessonContent(
  {
    id,
    ergId,
    title,
    minutes,
    format,
  }: Pick<LessonFacts, 'id' | 'ergId' | 'minutes' | 'format'> & {
    readonly title: string;
  },
  cause: LessonCause,
): LessonContent {
  return {
    kind: 'lesson',
    lessonId: id,
    ...(ergId === undefined ? {} : { ergId }),
    cause,
    title,
    minutes,
    format,
  };
}

/** An ERG that a message is about: its name stands on a card only where the person switched words on, or asked. */
interface AboutErg {
  readonly ergId: string;
  readonly ergName: string;
}

/** That the person was accepted, declined or removed as an ally. Never by whom, nor why. */
export interface MembershipNewsContent extends AboutErg {
  readonly kind: 'membership-news';
  readonly news: MembershipNews;
  /** From this local date on they may ask again; absent where that is not said. */
  readonly askAgainOn?: LocalDate;
}

/** That the person is invited to join. */
export interface InvitationContent extends AboutErg {
  readonly kind: 'invitation';
}

/** That requests to join wait for this organiser, never of whom. 0: they were dealt with. */
export interface RequestsWaitingContent extends AboutErg {
  readonly kind: 'requests-waiting';
  readonly waiting: number;
}

/** The words of what is told to people, kept once for everybody. */
export type MessageContent =
  | MomentContent
  | AnnouncementContent
  | EventReminderContent
  | EventChangeContent
  | LessonContent
  | MembershipNewsContent
  | InvitationContent
  | RequestsWaitingContent;

/** The content of one kind of pending thing. */
export type ContentOf<Kind extends PendingKind> = Extract<MessageContent, { readonly kind: Kind }>;
