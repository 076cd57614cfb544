import type {
  AskWords,
  ErgEvent,
  ErgItem,
  EventWords,
  LessonWords,
} from '../../shared/domain/erg-content.ts';
import { NOON } from './builders.ts';

export const ASK_ID = '0195a000-0000-7000-8000-0000000000a1';
export const LESSON_ID = '0195a000-0000-7000-8000-0000000000b1';
export const EVENT_ID = '0195a000-0000-7000-8000-0000000000e1';

/** An ask that becomes an if-then plan. */
export function askWords(fields: Partial<AskWords> = {}): AskWords {
  return {
    title: 'Keep our times free',
    why: 'A diary that leaves room lets everyone take part.',
    question: 'Did you choose the time of a meeting?',
    pillar: 'take-action',
    cadence: 'fortnightly',
    form: { kind: 'if-then', action: 'choose a time for everyone', cues: ['I invite people'] },
    ...fields,
  };
}

/** Something to read in ten minutes. */
export function lessonWords(fields: Partial<LessonWords> = {}): LessonWords {
  return {
    title: 'Where to begin',
    summary: 'A page with good links.',
    link: 'https://example.com/begin',
    format: 'read',
    minutes: 10,
    aids: [],
    pillar: 'learn',
    ...fields,
  };
}

/** An hour in Leeds at three in the afternoon of Wednesday 11 March 2026. */
export function eventWords(fields: Partial<EventWords> = {}): EventWords {
  return {
    title: 'Coffee for carers',
    description: 'An hour to meet.',
    date: '2026-03-11',
    time: '15:00',
    zone: 'Europe/London',
    minutes: 60,
    place: 'Leeds, room 4',
    access: 'Step-free.',
    ...fields,
  };
}

/** That event, published and told as it is. */
export function anEvent(fields: Partial<Omit<ErgEvent, 'kind'>> = {}): ErgEvent {
  return {
    kind: 'event',
    id: EVENT_ID,
    state: 'published',
    revision: 2,
    changedAt: NOON,
    words: eventWords(),
    timeRevision: 1,
    sequence: 1,
    told: {
      startsAt: '2026-03-11T15:00:00.000Z',
      endsAt: '2026-03-11T16:00:00.000Z',
      place: 'Leeds, room 4',
      takesPlace: true,
      sequence: 1,
    },
    ...fields,
  };
}

/** One ask, one lesson and one event, each published. */
export function publishedItems(): readonly ErgItem[] {
  const item = { state: 'published', revision: 2, changedAt: NOON } as const;
  return [
    { ...item, kind: 'ask', id: ASK_ID, words: askWords() },
    { ...item, kind: 'lesson', id: LESSON_ID, words: lessonWords() },
    anEvent(),
  ];
}
