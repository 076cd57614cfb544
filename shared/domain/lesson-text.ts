/** The parts of a built-in lesson, in the order in which they are read. */
export const LESSON_PARTS = ['what', 'why', 'example', 'try', 'question'] as const;
export type LessonPart = (typeof LESSON_PARTS)[number];

/** Words in one weight. */
export interface Span {
  readonly text: string;
  readonly weight?: 'strong' | 'emphasis';
}

/** A block of a lesson. `quote` holds words to say or type. */
export type Block =
  | { readonly kind: 'paragraph' | 'quote'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[] };

/** Where a figure or a finding of a lesson is from. */
export interface Source {
  readonly by: string;
  readonly title: string;
  readonly published: string;
  readonly year: number;
}

/** What a built-in lesson says, in one language. */
export interface LessonText {
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  readonly minutes: number;
  readonly parts: Readonly<Record<LessonPart, readonly Block[]>>;
  readonly sources: readonly Source[];
}

/**
 * How many words a minute of reading has, at most: below the 238 of adults who read silently in their first language
 * (Brysbaert, "How many words do we read per minute?", Journal of Memory and Language, 2019), since not everybody does.
 */
export const WORDS_A_MINUTE = 200;

/** How many words a lesson has that are read. */
export function wordsOf({ title, parts }: LessonText): number {
  const spans = LESSON_PARTS.flatMap((part) => parts[part]).flatMap((block) =>
    block.kind === 'list' ? block.items.flat() : block.spans,
  );
  return [title, ...spans.map(({ text }) => text)]
    .join(' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
