import type { JournalEntryView } from '../../../shared/contract/journal.ts';
import type { LearntReply } from '../../../shared/contract/learn.ts';
import type { CheckInView, PledgeView } from '../../../shared/contract/pledges.ts';
import { PILLARS, type Pillar } from '../../../shared/domain/pillar.ts';

/** Everything that stands in somebody's progress. */
export interface Progress {
  readonly learnt: LearntReply['lessons'];
  readonly tried: readonly {
    readonly pledge: Pick<PledgeView, 'pillar' | 'title'>;
    /** Where they did it, newest first. */
    readonly did: readonly Pick<CheckInView, 'date' | 'note'>[];
  }[];
  /** What they wrote about either, newest first. */
  readonly written: readonly Pick<JournalEntryView, 'about' | 'words' | 'writtenAt'>[];
}

/** Whether an entry of the journal is about a lesson or a check-in. */
export function aboutLearning({ about }: Pick<JournalEntryView, 'about'>): boolean {
  return about !== undefined;
}

/** The words of the file, in the language of whoever reads it. */
export interface ProgressWords {
  readonly title: string;
  readonly written: string;
  readonly learnt: string;
  readonly tried: string;
  readonly ownWords: string;
  readonly none: string;
  readonly pillar: (pillar: Pillar) => string;
  readonly lesson: (lesson: Progress['learnt'][number]) => string;
  readonly day: (date: string) => string;
  /** The day of a moment, in the person's own zone. */
  readonly dayOf: (moment: string) => string;
}

/** Somebody's progress as text that can be read anywhere: by pillar, each line a lesson or a day, notes below their day. */
export function progressText({ learnt, tried, written }: Progress, words: ProgressWords): string {
  const lessons = byPillar(learnt, words, (lesson) => [`  - ${words.lesson(lesson)}`]);
  const pledges = byPillar(
    tried.filter(({ did }) => did.length > 0).map((one) => ({ ...one, ...one.pledge })),
    words,
    ({ title, did }) => [
      `  ${title}`,
      ...did.flatMap(({ date, note }) => [
        `  - ${words.day(date)}`,
        ...(note === undefined ? [] : note.split('\n').map((line) => `    ${line}`)),
      ]),
    ],
  );
  const own = written.flatMap(({ about, words: said, writtenAt }) => [
    `${about?.title ?? ''}, ${words.dayOf(writtenAt)}`,
    ...said.split('\n').map((line) => `    ${line}`),
  ]);
  const part = (heading: string, lines: readonly string[]) => [
    '',
    heading,
    '',
    ...(lines.length === 0 ? [words.none] : lines),
  ];
  return [
    words.title,
    words.written,
    ...part(words.learnt, lessons),
    ...part(words.tried, pledges),
    ...part(words.ownWords, own),
    '',
  ].join('\n');
}

function byPillar<Item extends { readonly pillar: Pillar }>(
  items: readonly Item[],
  words: ProgressWords,
  linesOf: (item: Item) => readonly string[],
): readonly string[] {
  return PILLARS.flatMap((pillar) => {
    const lines = items.filter((item) => item.pillar === pillar).flatMap((item) => linesOf(item));
    return lines.length === 0 ? [] : [words.pillar(pillar), ...lines];
  });
}
