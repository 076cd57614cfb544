import { addMinutes, momentOf } from './cadence.ts';
import type { LessonLanguage } from './lesson-languages.ts';
import type { LessonAid, LessonFormat } from './message-content.ts';
import type { Pillar } from './pillar.ts';
import type { Cadence } from './pledge.ts';
import type { Instant, LocalDate, LocalTime } from './time.ts';

/** What organisers write for others: what allies are asked to do, what there is to learn, and where to come. */
export const ITEM_KINDS = ['ask', 'lesson', 'event'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/**
 * Where an item stands. Everybody sees what is `published`; organisers see everything. `withdrawn`: an admin took it
 * away, and no organiser brings it back.
 */
export const ITEM_STATES = ['draft', 'published', 'retired', 'withdrawn'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** The words that a pledge made from an ask begins with, in the form of a catalogue template. */
export type AskForm =
  | {
      readonly kind: 'if-then';
      /** Completes "I will …". */
      readonly action: string;
      /** Each completes "When …". */
      readonly cues: readonly string[];
      readonly selfTalk?: string;
    }
  | {
      readonly kind: 'plain-goal';
      /** Completes "I will …". */
      readonly goal: string;
      /** Ready to say or type. */
      readonly phrases: readonly string[];
    };

/** What allies are asked to do, and the pledge that it becomes. */
export interface AskWords {
  readonly title: string;
  readonly why: string;
  /** The check-in question. */
  readonly question: string;
  readonly pillar: Pillar;
  readonly cadence: Cadence;
  readonly form: AskForm;
}

/** One thing to learn, elsewhere on the web. */
export interface LessonWords {
  readonly title: string;
  readonly summary: string;
  /** https; one that is published has it. */
  readonly link?: string;
  readonly format: LessonFormat;
  readonly minutes: number;
  readonly aids: readonly LessonAid[];
  /** Absent where organisers did not say. */
  readonly language?: LessonLanguage;
  readonly pillar: Pillar;
  /** The observance of the year that it is for. */
  readonly observanceId?: string;
}

/** Something to come to, at a wall-clock time of its own zone. */
export interface EventWords {
  readonly title: string;
  readonly description: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
  /** IANA. */
  readonly zone: string;
  readonly minutes: number;
  readonly place?: string;
  /** https. */
  readonly joinUrl?: string;
  /** How people with different needs get in, hear and see. */
  readonly access: string;
  /** The observance of the year that it is for. */
  readonly observanceId?: string;
}

interface Item {
  /** UUIDv7, made by the client. */
  readonly id: string;
  readonly state: ItemState;
  /** 1, and one more with each change. */
  readonly revision: number;
  readonly changedAt: Instant;
}

export interface Ask extends Item {
  readonly kind: 'ask';
  readonly words: AskWords;
}

export interface Lesson extends Item {
  readonly kind: 'lesson';
  readonly words: LessonWords;
}

/** When and where an event takes place, or that it does not: what whoever said yes has to know. */
export interface EventFacts {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly place?: string;
  readonly joinUrl?: string;
  readonly takesPlace: boolean;
}

/** What those who said yes to an event know of it. */
export interface ToldFacts extends EventFacts {
  /** The `sequence` of the event of which this is so. */
  readonly sequence: number;
  /** Until when telling them makes sense; absent where there was nothing to tell. */
  readonly until?: Instant;
}

export interface ErgEvent extends Item {
  readonly kind: 'event';
  readonly words: EventWords;
  /** Grows when its time changes; a reminder is of one of these. */
  readonly timeRevision: number;
  /** Grows with every change of its facts; calendars call it SEQUENCE. */
  readonly sequence: number;
  /** The facts as those who said yes know them; absent before it was published. */
  readonly told?: ToldFacts;
}

/** One ask, lesson or event of an ERG. */
export type ErgItem = Ask | Lesson | ErgEvent;
export type ItemOf<Kind extends ItemKind> = Extract<ErgItem, { readonly kind: Kind }>;

/** How many asks, lessons and events each an ERG has at most, what is retired or over not counted. */
export const MOST_ITEMS = 50;

/** When an event begins. A time that its zone's clocks skip is moved forward; one that they show twice is the first. */
export function startOf({ date, time, zone }: Pick<EventWords, 'date' | 'time' | 'zone'>): Instant {
  return momentOf(date, time, zone);
}

/** When an event ends. */
export function endOf(words: Pick<EventWords, 'date' | 'time' | 'zone' | 'minutes'>): Instant {
  return addMinutes(startOf(words), words.minutes);
}

/** The facts of an event. */
export function factsOf({ words, state }: Pick<ErgEvent, 'words' | 'state'>): EventFacts {
  const { place, joinUrl } = words;
  return {
    startsAt: startOf(words),
    endsAt: endOf(words),
    ...(place === undefined ? {} : { place }),
    ...(joinUrl === undefined ? {} : { joinUrl }),
    takesPlace: state === 'published',
  };
}

/** Whether two statements of an event's facts say the same. One that does not take place has no other facts. */
export function areSameFacts(one: EventFacts, other: EventFacts): boolean {
  if (!one.takesPlace && !other.takesPlace) return true;
  return (
    one.takesPlace === other.takesPlace &&
    one.startsAt === other.startsAt &&
    one.endsAt === other.endsAt &&
    one.place === other.place &&
    one.joinUrl === other.joinUrl
  );
}

/** Whether an item is still in hand: a draft, or published and not over. */
export function isInHand(item: ErgItem, now: Instant): boolean {
  if (item.state !== 'draft' && item.state !== 'published') return false;
  return item.kind !== 'event' || item.state === 'draft' || endOf(item.words) > now;
}

/** What everybody sees of what an ERG wrote: published, and not over. */
export function isShown(item: ErgItem, now: Instant): boolean {
  return item.state === 'published' && isInHand(item, now);
}
