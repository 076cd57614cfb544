import type { ErgContentView } from '../../shared/contract/ergs.ts';
import type {
  AskView,
  AskWordsBody,
  EventView,
  EventWordsBody,
  LessonView,
  LessonWordsBody,
  RunAskView,
  RunEventView,
  RunLessonView,
} from '../../shared/contract/content.ts';
import {
  type Ask,
  type AskWords,
  endOf,
  type ErgEvent,
  type ErgItem,
  isShown,
  type Lesson,
  startOf,
} from '../../shared/domain/erg-content.ts';
import { bandFrom } from '../../shared/domain/roster.ts';
import type { Rsvp } from '../../shared/domain/rsvp.ts';
import type { Instant } from '../../shared/domain/time.ts';
import { presentSize } from './present-erg.ts';

/** What an ERG is called, where something of it is shown. */
interface NamedErg {
  readonly id: string;
  readonly name: string | undefined;
}

/** An ask as its organisers see it. */
export function presentRunAsk({ id, state, changedAt, revision, words }: Ask): RunAskView {
  return { id, state, changedAt, revision, words: askWords(words) };
}

/** A lesson as its organisers see it. */
export function presentRunLesson({ id, state, changedAt, revision, words }: Lesson): RunLessonView {
  return { id, state, changedAt, revision, words: lessonWords(words) };
}

/** An event as its organisers see it; how many come is a band, and nothing below ten. */
export function presentRunEvent(
  { id, state, changedAt, revision, words }: ErgEvent,
  { now, bandStartsAt }: { readonly now: Instant; readonly bandStartsAt: number },
): RunEventView {
  return {
    id,
    state,
    changedAt,
    revision,
    words: eventWords(words),
    begun: startOf(words) <= now,
    ...(bandStartsAt < 10 ? {} : { going: presentSize(bandFrom(bandStartsAt)) }),
  };
}

/** What an ERG has published and is not over, as everybody sees it; coming events earliest first. */
export function presentShown(
  items: readonly ErgItem[],
  erg: NamedErg & { readonly name: string },
  { now, rsvps }: { readonly now: Instant; readonly rsvps: readonly Rsvp[] },
): ErgContentView {
  const shown = items.filter((item) => isShown(item, now));
  return {
    asks: shown.flatMap((item) => (item.kind === 'ask' ? [presentAsk(item, erg)] : [])),
    lessons: shown.flatMap((item) => (item.kind === 'lesson' ? presentLesson(item) : [])),
    events: shown
      .flatMap((item) => (item.kind === 'event' ? [presentEvent(item, erg, rsvps)] : []))
      .toSorted(byStart),
  };
}

/** An ask of an ERG as everybody sees it. */
export function presentAsk({ id, words }: Ask, erg: NamedErg & { readonly name: string }): AskView {
  return { id, ergId: erg.id, ergName: erg.name, ...askWords(words) };
}

/** A lesson that leads somewhere, as every published one does. */
function presentLesson({ id, words }: Lesson): readonly LessonView[] {
  const { link } = words;
  return link === undefined ? [] : [{ id, ...lessonWords(words), link }];
}

/** An event as everybody sees it, with whether this person said yes. */
export function presentEvent(
  { id, words }: ErgEvent,
  erg: NamedErg,
  rsvps: readonly Rsvp[],
): EventView {
  const { title, description, zone, place, joinUrl, access } = words;
  return {
    id,
    ergId: erg.id,
    ...(erg.name === undefined ? {} : { ergName: erg.name }),
    title,
    description,
    startsAt: startOf(words),
    endsAt: endOf(words),
    zone,
    ...(place === undefined ? {} : { place }),
    ...(joinUrl === undefined ? {} : { joinUrl }),
    access,
    going: rsvps.some(({ eventId }) => eventId === id),
  };
}

/** Orders events by their start. */
export function byStart(one: EventView, other: EventView): number {
  return one.startsAt < other.startsAt ? -1 : one.startsAt > other.startsAt ? 1 : 0;
}

function askWords({ form, ...rest }: AskWords): AskWordsBody {
  const copied =
    form.kind === 'if-then'
      ? { ...form, cues: [...form.cues] }
      : { ...form, phrases: [...form.phrases] };
  return { ...rest, form: copied };
}

function lessonWords(words: Lesson['words']): LessonWordsBody {
  return { ...words, aids: [...words.aids] };
}

function eventWords(words: ErgEvent['words']): EventWordsBody {
  return { ...words };
}
