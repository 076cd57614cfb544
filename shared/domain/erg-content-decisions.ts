import {
  type Ask,
  areSameFacts,
  endOf,
  type ErgEvent,
  type ErgItem,
  type EventFacts,
  factsOf,
  type ItemOf,
  type ItemKind,
  type ItemState,
  type Lesson,
  startOf,
} from './erg-content.ts';
import { accepted, refused, type Result } from './result.ts';
import type { Instant } from './time.ts';

/**
 * Why an item does not change. `event-over`: an event cannot be published, or moved, to a time that has passed.
 * `where-needed`: one that is published has a place or a link. `link-needed`: so has a lesson its link. `withdrawn`: an
 * admin took it away.
 */
export type ItemRefusal =
  | 'not-found'
  | 'changed-meanwhile'
  | 'event-over'
  | 'where-needed'
  | 'link-needed'
  | 'withdrawn';

/** What an organiser wrote. */
export type Written =
  | Pick<Ask, 'kind' | 'words'>
  | Pick<Lesson, 'kind' | 'words'>
  | Pick<ErgEvent, 'kind' | 'words'>;

/** A new draft. */
export function draftOf(id: string, written: Written, now: Instant): ErgItem {
  const item = { id, state: 'draft', revision: 1, changedAt: now } as const;
  return written.kind === 'event'
    ? { ...item, ...written, timeRevision: 1, sequence: 0 }
    : { ...item, ...written };
}

/**
 * Writes an item: a new draft where there is none, else other words. The same words again change nothing; `seen` is
 * the revision that the client saw, 0 where it saw none.
 */
export function writeItem(
  before: ErgItem | undefined,
  about: { readonly id: string; readonly written: Written; readonly seen: number },
  now: Instant,
): Result<ErgItem, ItemRefusal> {
  const { id, written, seen } = about;
  if (before === undefined) {
    return seen === 0 ? accepted(draftOf(id, written, now)) : refused('not-found');
  }
  if (isSameText(before.words, written.words)) return accepted(before);
  if (before.state === 'withdrawn') return refused('withdrawn');
  if (before.revision !== seen || before.kind !== written.kind) return refused('changed-meanwhile');
  if (before.kind !== 'event' || written.kind !== 'event') {
    const next = { ...before, words: written.words } as Ask | Lesson;
    const isLost = next.state === 'published' && !leadsSomewhere(next);
    return isLost ? refused('link-needed') : accepted(changed(next, now));
  }
  const next: ErgEvent = { ...before, words: written.words };
  if (next.state === 'published' && !isSomewhere(next)) return refused('where-needed');
  const isMoved = startOf(before.words) !== startOf(next.words);
  const mayStand = next.state !== 'published' || !isMoved || startOf(next.words) > now;
  return mayStand ? accepted(withFacts(before, changed(next, now))) : refused('event-over');
}

/**
 * Publishes an item, retires it, or takes it back to a draft. Being so already is fine; `seen` is the revision that
 * the client saw.
 */
export function moveItem<Kind extends ItemKind>(
  before: ItemOf<Kind> | undefined,
  state: Exclude<ItemState, 'withdrawn'>,
  seen: number,
  now: Instant,
): Result<ItemOf<Kind>, ItemRefusal> {
  if (before === undefined) return refused('not-found');
  if (before.state === state) return accepted(before);
  if (before.state === 'withdrawn') return refused('withdrawn');
  if (before.revision !== seen) return refused('changed-meanwhile');
  const item: ErgItem = before;
  if (item.kind === 'event' && state === 'published') {
    if (startOf(item.words) <= now) return refused('event-over');
    if (!isSomewhere(item)) return refused('where-needed');
  }
  if (state === 'published' && !leadsSomewhere(item)) return refused('link-needed');
  return accepted(inState(before, state, now) as ItemOf<Kind>);
}

/** Takes an item away from everybody, by an admin; an event that was to come is cancelled by it. Withdrawn already is fine. */
export function withdrawItem(before: ErgItem, now: Instant): ErgItem {
  return before.state === 'withdrawn' ? before : inState(before, 'withdrawn', now);
}

/** What whoever said yes to an event has to be told. */
export type EventNews = 'moved' | 'cancelled';

/** What differs between what those who said yes know of an event and what is true. */
export function eventNews(event: ErgEvent): EventNews | undefined {
  const { told } = event;
  const facts = factsOf(event);
  if (told === undefined || areSameFacts(told, facts)) return undefined;
  // Something was cancelled, told, and is on again: whoever comes now says yes anew.
  if (!told.takesPlace) return undefined;
  return facts.takesPlace ? 'moved' : 'cancelled';
}

/** The event from the moment on at which those who said yes are being told of what it is now. */
export function withNewsTold(event: ErgEvent): ErgEvent {
  const { told } = event;
  const facts = factsOf(event);
  const { sequence } = event;
  if (told === undefined) return { ...event, told: { ...facts, sequence } };
  return { ...event, told: { ...facts, sequence, until: newsUntil(told, facts) } };
}

/** Until when it makes sense to tell of a change: until it would have begun, or begins now, whichever is later. */
function newsUntil(told: EventFacts, facts: EventFacts): Instant {
  if (!facts.takesPlace) return told.startsAt;
  return told.startsAt > facts.startsAt ? told.startsAt : facts.startsAt;
}

function inState(before: ErgItem, state: ItemState, now: Instant): ErgItem {
  const next: ErgItem = changed({ ...before, state }, now);
  return before.kind === 'event' && next.kind === 'event' ? withFacts(before, next) : next;
}

/** The event with its counters moved on where its facts differ, and told as it is where nobody has said yes yet. */
function withFacts(before: ErgEvent, next: ErgEvent): ErgEvent {
  const isMoved = startOf(before.words) !== startOf(next.words);
  const isOther = !areSameFacts(factsOf(before), factsOf(next)) || isMoved;
  const counted: ErgEvent = {
    ...next,
    timeRevision: before.timeRevision + (isMoved ? 1 : 0),
    sequence: before.sequence + (isOther ? 1 : 0),
  };
  const isOnForTheFirstTime = counted.state === 'published' && !(before.told?.takesPlace ?? false);
  // What is over is told to nobody.
  const isOver = counted.state !== 'published' && endOf(before.words) <= next.changedAt;
  return isOnForTheFirstTime || isOver
    ? { ...counted, told: { ...factsOf(counted), sequence: counted.sequence } }
    : counted;
}

function changed<Some extends ErgItem>(item: Some, at: Instant): Some {
  return { ...item, revision: item.revision + 1, changedAt: at };
}

function isSomewhere({ words }: ErgEvent): boolean {
  return words.place !== undefined || words.joinUrl !== undefined;
}

function leadsSomewhere(item: ErgItem): boolean {
  return item.kind !== 'lesson' || item.words.link !== undefined;
}

function isSameText(one: object, other: object): boolean {
  const text = (words: object): string =>
    JSON.stringify(Object.entries(words).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return text(one) === text(other);
}
