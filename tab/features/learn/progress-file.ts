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
}

/** The words of the file, in the language of whoever reads it. */
export interface ProgressWords {
  readonly title: string;
  readonly written: string;
  readonly learnt: string;
  readonly tried: string;
  readonly none: string;
  readonly pillar: (pillar: Pillar) => string;
  readonly lesson: (lesson: Progress['learnt'][number]) => string;
  readonly day: (date: string) => string;
}

/** Somebody's progress as text that can be read anywhere: by pillar, each line a lesson or a day, notes below their day. */
export function progressText({ learnt, tried }: Progress, words: ProgressWords): string {
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
